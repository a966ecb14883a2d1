/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * provider-slave.c - peripherals: configuration, lists, periods, pause, residue
 */
/* proves: G2 G3 G6 G7 G10 G11 */
#include <dmacheck/engine.h>
#include <dmacheck/peripheral.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/module.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

enum { FIFO = 0x40001000, SIZE = 1024, WIDTH = 4, BURST = 8 };

static struct dma_chan *chan;
static struct device *dev;
static u8 *memory;
static int failed;
static const unsigned long flags = DMA_PREP_INTERRUPT | DMA_CTRL_ACK;

static void check(bool right, const char *what)
{
	if (right)
		return;
	pr_err("FAIL %s\n", what);
	failed = 1;
}

static dma_addr_t map(void *bytes, size_t size, enum dma_data_direction direction)
{
	dma_addr_t address = dma_map_single(dev, bytes, size, direction);

	check(!dma_mapping_error(dev, address), "map");
	return address;
}

static void done(void *completion)
{
	complete(completion);
}

static struct dma_chan *request(char *name)
{
	dma_cap_mask_t mask;

	dma_cap_zero(mask);
	dma_cap_set(DMA_SLAVE, mask);
	return dma_request_channel(mask, dmacheck_channel_filter, name);
}

static int configure(void)
{
	struct dma_slave_config config = {
		.src_addr = FIFO, .dst_addr = FIFO,
		.src_addr_width = WIDTH, .dst_addr_width = WIDTH,
		.src_maxburst = BURST, .dst_maxburst = BURST,
	};

	return dmaengine_slave_config(chan, &config);
}

/* A model that has only so many bytes, and counts what it is given. */
static size_t available;
static size_t taken;
static u8 sum;

static size_t model_read(void *context, void *buffer, size_t size, size_t width)
{
	u8 *bytes = buffer;
	size_t i, moved = min(size, available);

	check(width == WIDTH, "width");
	for (i = 0; i < moved; i++)
		bytes[i] = ~(taken + i);
	taken += moved;
	available -= moved;
	return moved;
}

static size_t model_write(void *context, const void *buffer, size_t size, size_t width)
{
	const u8 *bytes = buffer;
	size_t i;

	for (i = 0; i < size; i++)
		sum += bytes[i];
	taken += size;
	return size;
}

static const struct dmacheck_fifo_ops model = { model_read, model_write };

static dma_cookie_t start(struct dma_async_tx_descriptor *desc,
			  struct completion *finished)
{
	dma_cookie_t cookie;

	check(desc, "prep");
	if (!desc)
		return -EINVAL;
	desc->callback = done;
	desc->callback_param = finished;
	cookie = dmaengine_submit(desc);
	dma_async_issue_pending(chan);
	return cookie;
}

/* Three pieces from a FIFO that counts. */
static void test_list(void)
{
	DECLARE_COMPLETION_ONSTACK(finished);
	struct scatterlist list[3];
	unsigned int i;
	int count;

	sg_init_table(list, 3);
	sg_set_buf(&list[0], memory, 100);
	sg_set_buf(&list[1], memory + 200, 4);
	sg_set_buf(&list[2], memory + 300, 500);
	memset(memory, 0xee, SIZE);
	count = dma_map_sg(dev, list, 3, DMA_FROM_DEVICE);
	check(count > 0, "map_sg");
	start(dmaengine_prep_slave_sg(chan, list, count, DMA_DEV_TO_MEM, flags), &finished);
	check(wait_for_completion_timeout(&finished, HZ), "slave_sg");
	dma_unmap_sg(dev, list, 3, DMA_FROM_DEVICE);
	for (i = 0; i < 100; i++)
		check(memory[i] == (u8)i, "first piece");
	for (i = 0; i < 4; i++)
		check(memory[200 + i] == (u8)(100 + i), "second piece");
	for (i = 0; i < 500; i++)
		check(memory[300 + i] == (u8)(104 + i), "third piece");
	check(memory[100] == 0xee && memory[204] == 0xee && memory[800] == 0xee,
	      "nothing between");
}

static void test_write(void)
{
	DECLARE_COMPLETION_ONSTACK(finished);
	dma_addr_t address;
	unsigned int i;
	u8 expected = 0;

	for (i = 0; i < SIZE; i++)
		expected += memory[i] = i * 3;
	taken = sum = 0;
	address = map(memory, SIZE, DMA_TO_DEVICE);
	start(dmaengine_prep_slave_single(chan, address, SIZE, DMA_MEM_TO_DEV, flags),
	      &finished);
	check(wait_for_completion_timeout(&finished, HZ), "to the peripheral");
	dma_unmap_single(dev, address, SIZE, DMA_TO_DEVICE);
	check(taken == SIZE && sum == expected, "all bytes, once");
}

/* An empty peripheral stalls; pausing there and resuming loses nothing. */
static void test_stall_and_pause(bool bursts)
{
	DECLARE_COMPLETION_ONSTACK(finished);
	struct dma_tx_state state;
	dma_addr_t address;
	dma_cookie_t cookie;
	unsigned int i;

	taken = 0;
	available = 256;
	address = map(memory, SIZE, DMA_FROM_DEVICE);
	cookie = start(dmaengine_prep_slave_single(chan, address, SIZE, DMA_DEV_TO_MEM,
						   flags), &finished);
	check(!wait_for_completion_timeout(&finished, HZ / 50), "stalled");
	check(dmaengine_tx_status(chan, cookie, &state) == DMA_IN_PROGRESS, "in progress");
	check(state.residue == (bursts ? SIZE - 256 + state.in_flight_bytes : SIZE),
	      "residue of a stall");
	check(!dmaengine_pause(chan), "pause");
	check(dmaengine_tx_status(chan, cookie, &state) == DMA_PAUSED, "paused");
	available = SIZE - 256;
	dmacheck_fifo_ready(FIFO);
	msleep(5);
	check(!completion_done(&finished), "paused is paused");
	check(!dmaengine_resume(chan), "resume");
	check(dmaengine_resume(chan), "resume twice");
	check(wait_for_completion_timeout(&finished, HZ), "goes on");
	dma_unmap_single(dev, address, SIZE, DMA_FROM_DEVICE);
	for (i = 0; i < SIZE; i++)
		check(memory[i] == (u8)~i, "no byte lost");
	check(dmaengine_tx_status(chan, cookie, &state) == DMA_COMPLETE &&
	      !state.residue, "complete");
}

static atomic_t periods;
static struct completion enough;

static void period_done(void *data)
{
	if (atomic_inc_return(&periods) == 10) {
		dmaengine_terminate_async(chan);
		complete(&enough);
	}
}

/* A callback a period, which may terminate; whole bursts in the residue. */
static void test_cyclic(bool bursts)
{
	struct dma_async_tx_descriptor *desc;
	struct dma_tx_state state;
	dma_addr_t address;
	dma_cookie_t cookie;
	unsigned int i, moved = 0;

	atomic_set(&periods, 0);
	init_completion(&enough);
	address = map(memory, SIZE, DMA_FROM_DEVICE);
	check(!dmaengine_prep_dma_cyclic(chan, address, SIZE, 300, DMA_DEV_TO_MEM, flags),
	      "periods that do not fit");
	desc = dmaengine_prep_dma_cyclic(chan, address, SIZE, 256, DMA_DEV_TO_MEM, flags);
	check(desc, "cyclic");
	if (!desc)
		return;
	desc->callback = period_done;
	cookie = dmaengine_submit(desc);
	dma_async_issue_pending(chan);
	for (i = 0; i < 20; i++) {
		usleep_range(200, 300);
		if (dmaengine_tx_status(chan, cookie, &state) != DMA_IN_PROGRESS)
			break;
		check(state.residue && state.residue <= SIZE &&
		      !(state.residue % (WIDTH * BURST)), "residue in bursts");
		moved += state.residue != SIZE;
	}
	check(bursts ? moved : !moved, "residue by granularity");
	check(wait_for_completion_timeout(&enough, HZ), "ten periods");
	dmaengine_synchronize(chan);
	check(atomic_read(&periods) == 10, "none after the terminate");
	dma_unmap_single(dev, address, SIZE, DMA_FROM_DEVICE);
}

static void test_refusals(void)
{
	struct dma_slave_config wrong = { .src_addr_width = 7 };
	struct scatterlist list;

	sg_init_one(&list, memory, SIZE);
	check(dmaengine_slave_config(chan, &wrong), "a width there is not");
	check(!dmaengine_prep_slave_sg(chan, &list, 1, DMA_MEM_TO_MEM, flags), "direction");
	check(!dmaengine_prep_slave_single(chan, 0, 0, DMA_DEV_TO_MEM, flags), "nothing");
	check(!dmaengine_prep_slave_single(chan, 0, 6, DMA_DEV_TO_MEM, flags),
	      "half a word");
}

static void test_channel(char *name, bool bursts)
{
	chan = request(name);
	if (!chan) {
		check(false, name);
		return;
	}
	dev = dmaengine_get_dma_device(chan);
	check(!dmaengine_prep_slave_single(chan, 0, 64, DMA_DEV_TO_MEM, flags),
	      "not configured");
	check(!configure(), "config");
	test_list();
	test_refusals();
	check(!dmacheck_fifo_register(FIFO, &model, NULL), "model");
	check(dmacheck_fifo_register(FIFO, &model, NULL) == -EBUSY, "one model");
	test_write();
	test_stall_and_pause(bursts);
	dmacheck_fifo_unregister(FIFO);
	test_cyclic(bursts);
	dma_release_channel(chan);
}

static int __init provider_slave_init(void)
{
	memory = kmalloc(SIZE, GFP_KERNEL);
	if (!memory)
		return -ENOMEM;
	test_channel("refdma1:3", true);
	test_channel("refdma2:1", false);
	kfree(memory);
	return failed ? -EIO : 0;
}
module_init(provider_slave_init);

static void __exit provider_slave_exit(void)
{
}
module_exit(provider_slave_exit);
MODULE_LICENSE("GPL");
