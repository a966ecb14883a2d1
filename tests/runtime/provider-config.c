/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * provider-config.c - a peripheral's transfers as the client configured them
 *
 * Two peripherals that note what they are asked for: the configuration of the time
 * of prep counts, in address, width and burst.
 */
/* proves: G1 G2 G7 G8 G9 */
/* run: weakest, random 1-5 */
#include <dmacheck/peripheral.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "client.h"

enum { ONE = 0x40001000, TWO = 0x40002000, SIZE = 1024 };

static const unsigned long flags = DMA_PREP_INTERRUPT | DMA_CTRL_ACK;
static struct dma_chan *chan;
static struct device *dev;
static u8 *memory;
static dma_addr_t address;

/* What a peripheral has seen of the bus. */
struct seen {
	size_t taken, given;
	size_t read_width, write_width;
	size_t available;	/* what it has to deliver */
};

static struct seen one, two;

static size_t note_read(void *context, void *buffer, size_t size, size_t width)
{
	struct seen *seen = context;
	size_t moved = min(size, seen->available);

	memset(buffer, seen == &one ? 1 : 2, moved);
	seen->read_width = width;
	seen->available -= moved;
	seen->given += moved;
	return moved;
}

static size_t note_write(void *context, const void *buffer, size_t size, size_t width)
{
	struct seen *seen = context;

	seen->write_width = width;
	seen->taken += size;
	return size;
}

static const struct dmacheck_fifo_ops notes = { note_read, note_write };

static int configure(dma_addr_t from, dma_addr_t to, int width, int burst)
{
	struct dma_slave_config config = {
		.src_addr = from, .dst_addr = to,
		.src_addr_width = width, .dst_addr_width = width * 2,
		.src_maxburst = burst, .dst_maxburst = burst * 2,
	};

	one = (struct seen) { .available = SIZE };
	two = (struct seen) { .available = SIZE };
	return dmaengine_slave_config(chan, &config);
}

static struct dma_async_tx_descriptor *prep(enum dma_transfer_direction direction,
					    struct completion *finished)
{
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(chan, address, SIZE, direction, flags);
	if (!desc)
		return NULL;
	desc->callback = (dma_async_tx_callback)complete;
	desc->callback_param = finished;
	return desc;
}

static void run(struct dma_async_tx_descriptor *desc)
{
	dmaengine_submit(desc);
	dma_async_issue_pending(chan);
}

static int test_direction(void)
{
	DECLARE_COMPLETION_ONSTACK(finished);

	CHECK(!configure(ONE, TWO, 2, 4));
	run(prep(DMA_DEV_TO_MEM, &finished));
	CHECK(wait_for_completion_timeout(&finished, HZ));
	CHECK(one.given >= SIZE && !one.taken && !two.given && !two.taken);
	CHECK(one.read_width == 2);
	run(prep(DMA_MEM_TO_DEV, &finished));
	CHECK(wait_for_completion_timeout(&finished, HZ));
	CHECK(two.taken == SIZE && two.write_width == 4 && !one.taken);
	return 0;
}

/* A prep keeps the configuration it was made with; the next has the new one. */
static int test_order(void)
{
	DECLARE_COMPLETION_ONSTACK(first_done);
	DECLARE_COMPLETION_ONSTACK(second_done);
	struct dma_async_tx_descriptor *first, *second;

	CHECK(!configure(ONE, ONE, 1, 4));
	first = prep(DMA_MEM_TO_DEV, &first_done);
	CHECK(!configure(TWO, TWO, 4, 4));
	second = prep(DMA_MEM_TO_DEV, &second_done);
	CHECK(first && second);
	dmaengine_submit(first);
	run(second);
	CHECK(wait_for_completion_timeout(&second_done, HZ));
	CHECK(completion_done(&first_done));
	CHECK(one.taken == SIZE && one.write_width == 2);
	CHECK(two.taken == SIZE && two.write_width == 8);
	return 0;
}

static bool whole_bursts(size_t residue, int burst)
{
	return residue == 0 || (SIZE - residue) % burst == 0;
}

/* Polls a transfer. Return: samples amid it, -1 if one is no whole number of bursts. */
static int sample(int burst)
{
	DECLARE_COMPLETION_ONSTACK(finished);
	struct dma_tx_state state;
	dma_cookie_t cookie;
	int amid = 0;

	cookie = dmaengine_submit(prep(DMA_DEV_TO_MEM, &finished));
	dma_async_issue_pending(chan);
	while (dmaengine_tx_status(chan, cookie, &state) == DMA_IN_PROGRESS) {
		if (!whole_bursts(state.residue, burst))
			return -1;
		amid += state.residue < SIZE;
		usleep_range(100, 101);
	}
	return wait_for_completion_timeout(&finished, HZ) ? amid : -1;
}

/* The device moves whole bursts of the configured size, which SIZE is not. */
static int test_burst(int width, int burst)
{
	int i, got, amid = 0;

	CHECK(!dmacheck_channel_latency(chan, 1000000));
	for (i = 0; i < 8; i++) {
		CHECK(!configure(ONE, ONE, width, burst));
		one.available = 2 * SIZE;
		got = sample(width * burst);
		CHECK(got >= 0);
		amid += got;
	}
	CHECK(amid > 0);
	return dmacheck_channel_latency(chan, 0);
}

/* Submitting starts nothing; issuing starts the first, its end starts the next. */
static int test_queue(void)
{
	DECLARE_COMPLETION_ONSTACK(finished);
	dma_cookie_t cookie[3];
	int i;

	CHECK(!configure(ONE, ONE, 1, 4));
	for (i = 0; i < 3; i++)
		cookie[i] = dmaengine_submit(prep(DMA_MEM_TO_DEV, &finished));
	CHECK(cookie[0] > 0 && cookie[1] == cookie[0] + 1 && cookie[2] == cookie[1] + 1);
	msleep(5);
	CHECK(!one.taken && !completion_done(&finished));
	dma_async_issue_pending(chan);
	for (i = 0; i < 3; i++) {
		CHECK(wait_for_completion_timeout(&finished, HZ));
		CHECK(one.taken >= (i + 1) * SIZE);
		CHECK(dma_async_is_tx_complete(chan, cookie[i], NULL, NULL) == DMA_COMPLETE);
	}
	CHECK(one.taken == 3 * SIZE);
	return 0;
}

static int periods, early;

static void count_period(void *param)
{
	periods++;
	early += one.taken < periods * (SIZE / 4);
}

/* One callback for each period, when the period is over. */
static int test_periods(void)
{
	struct dma_async_tx_descriptor *desc;
	size_t taken;
	int told;

	CHECK(!configure(ONE, ONE, 1, 4));
	desc = dmaengine_prep_dma_cyclic(chan, address, SIZE, SIZE / 4, DMA_MEM_TO_DEV,
					 flags);
	CHECK(desc);
	desc->callback = count_period;
	run(desc);
	while (READ_ONCE(periods) < 9)
		msleep(1);
	CHECK(!dmaengine_pause(chan));
	msleep(5);
	told = periods;
	taken = one.taken;
	CHECK(!dmaengine_terminate_sync(chan));
	CHECK(!early && told == taken / (SIZE / 4));
	return 0;
}

static int test_channel(void)
{
	int err;

	address = dma_map_single(dev, memory, SIZE, DMA_BIDIRECTIONAL);
	CHECK(!dma_mapping_error(dev, address));
	CHECK(!dmacheck_fifo_register(ONE, &notes, &one));
	CHECK(!dmacheck_fifo_register(TWO, &notes, &two));
	err = test_direction();
	err = err ?: test_order();
	err = err ?: test_burst(4, 12);
	err = err ?: test_burst(1, 40);
	err = err ?: test_queue();
	err = err ?: test_periods();
	dmaengine_terminate_sync(chan);
	dma_unmap_single(dev, address, SIZE, DMA_BIDIRECTIONAL);
	dmacheck_fifo_unregister(ONE);
	dmacheck_fifo_unregister(TWO);
	return err;
}

/* Without a filter the first free channel that has all of the mask. */
static int test_first_free(void)
{
	struct dma_chan *first, *second, *again;
	dma_cap_mask_t mask;

	first = client_channel(DMA_SLAVE, NULL);
	second = client_channel(DMA_SLAVE, NULL);
	CHECK(first && second && first != second);
	CHECK(dmacheck_channel_filter(first, "refdma1:0"));
	CHECK(dmacheck_channel_filter(second, "refdma1:1"));
	dma_release_channel(first);
	again = client_channel(DMA_SLAVE, NULL);
	CHECK(again == first);
	dma_release_channel(second);
	dma_cap_zero(mask);
	dma_cap_set(DMA_SLAVE, mask);
	dma_cap_set(DMA_PQ, mask);
	CHECK(!dma_request_channel(mask, NULL, NULL));
	chan = again;
	return 0;
}

static int __init provider_config_init(void)
{
	int err = test_first_free();

	if (err)
		return err;
	dev = dmaengine_get_dma_device(chan);
	memory = kzalloc(SIZE, GFP_KERNEL);
	CHECK(memory);
	err = test_channel();
	dma_release_channel(chan);
	kfree(memory);
	return err;
}
module_init(provider_config_init);
MODULE_LICENSE("GPL");
