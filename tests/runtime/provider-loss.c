/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * provider-loss.c - what a terminated transfer leaves behind
 *
 * The weakest device: it goes on after terminate, loses what its FIFO holds, and
 * touches nothing once synchronize has returned.
 */
/* proves: T1 T2 T4 T11 */
/* run: weakest */
#include <dmacheck/peripheral.h>
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "client.h"

enum { FIFO = 0x50000000, SIZE = 4096, WIDTH = 4, BURST = 16 };

static const unsigned long flags = DMA_PREP_INTERRUPT | DMA_CTRL_ACK;
static struct dma_chan *chan;
static struct device *dev;
static u8 *memory;
static dma_addr_t address;
static size_t taken;
static int callbacks;

static size_t endless(void *context, void *buffer, size_t size, size_t width)
{
	memset(buffer, 0x11, size);
	taken += size;
	return size;
}

static const struct dmacheck_fifo_ops model = { .read = endless };

static void count(void *param)
{
	callbacks++;
}

static dma_cookie_t start(bool cyclic)
{
	memset(memory, 0, SIZE);
	taken = callbacks = 0;
	address = client_map(dev, memory, SIZE, DMA_FROM_DEVICE);
	return client_start(cyclic ?
		dmaengine_prep_dma_cyclic(chan, address, SIZE, SIZE / 4, DMA_DEV_TO_MEM, flags) :
		dmaengine_prep_slave_single(chan, address, SIZE, DMA_DEV_TO_MEM, flags),
		count, NULL);
}

static size_t delivered(void)
{
	size_t i;

	dma_sync_single_for_cpu(dev, address, SIZE, DMA_FROM_DEVICE);
	for (i = 0; i < SIZE && memory[i]; i++)
		;
	dma_sync_single_for_device(dev, address, SIZE, DMA_FROM_DEVICE);
	return i;
}

static int finish(void)
{
	size_t before = taken;

	msleep(20);
	CHECK(taken == before);	/* the device has stopped */
	dma_unmap_single(dev, address, SIZE, DMA_FROM_DEVICE);
	return 0;
}

/* More was taken from the peripheral than arrived; the residue is what did not. */
static int test_loss(void)
{
	struct dma_tx_state state;
	dma_cookie_t cookie = start(false);
	size_t arrived;

	CHECK(cookie > 0);
	usleep_range(1500, 1501);
	CHECK(!dmaengine_pause(chan));
	CHECK(!dmaengine_terminate_sync(chan));
	dmaengine_tx_status(chan, cookie, &state);
	arrived = delivered();
	CHECK(0 < arrived && arrived < SIZE);
	CHECK(state.residue == SIZE - arrived);
	CHECK(taken == arrived + WIDTH * BURST);
	CHECK(!callbacks);
	return finish();
}

/* Pausing alone loses nothing. */
static int test_no_loss(void)
{
	struct dma_tx_state state;
	dma_cookie_t cookie = start(false);

	CHECK(cookie > 0);
	usleep_range(1500, 1501);
	CHECK(!dmaengine_pause(chan));
	CHECK(dmaengine_tx_status(chan, cookie, &state) == DMA_PAUSED);
	CHECK(taken == SIZE - state.residue + state.in_flight_bytes);
	CHECK(!dmaengine_resume(chan));
	while (!READ_ONCE(callbacks))
		msleep(1);
	CHECK(taken == SIZE && delivered() == SIZE);
	return finish();
}

/* Whichever way it is terminated: it may touch memory until synchronize returns. */
static int test_until_synchronize(int (*terminate)(struct dma_chan *chan), bool cyclic)
{
	size_t before;

	CHECK(start(cyclic) > 0);
	usleep_range(1500, 1501);
	before = taken;
	CHECK(!terminate(chan));
	msleep(20);
	CHECK(taken > before);		/* it goes on */
	CHECK(cyclic || delivered() < SIZE);
	before = taken;
	dmaengine_synchronize(chan);
	CHECK(taken > before);		/* its last chunk */
	before = callbacks;
	CHECK(!finish());
	CHECK(callbacks == before);
	return 0;
}

static int async(struct dma_chan *chan)
{
	return dmaengine_terminate_async(chan);
}

static int all(struct dma_chan *chan)
{
	return dmaengine_terminate_all(chan);
}

static int test_all(void)
{
	struct dma_slave_config config = {
		.src_addr = FIFO, .src_addr_width = WIDTH, .src_maxburst = BURST,
	};
	int err;

	CHECK(!dmaengine_slave_config(chan, &config));
	CHECK(!dmacheck_fifo_register(FIFO, &model, NULL));
	CHECK(!dmacheck_channel_latency(chan, 1000000));
	err = test_loss();
	err = err ?: test_no_loss();
	err = err ?: test_until_synchronize(async, false);
	err = err ?: test_until_synchronize(all, false);
	err = err ?: test_until_synchronize(async, true);
	dmacheck_channel_latency(chan, 0);
	dmacheck_fifo_unregister(FIFO);
	return err;
}

static int __init provider_loss_init(void)
{
	int err;

	chan = client_channel(DMA_CYCLIC, NULL);
	memory = kmalloc(SIZE, GFP_KERNEL);
	CHECK(chan && memory);
	dev = dmaengine_get_dma_device(chan);
	err = test_all();
	dmaengine_terminate_sync(chan);
	dma_release_channel(chan);
	kfree(memory);
	return err ?: check_result();
}
module_init(provider_loss_init);
MODULE_LICENSE("GPL");
