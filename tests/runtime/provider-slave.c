/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * provider-slave.c - peripherals: configuration, lists, periods, pause, residue
 */
/* proves: G2 G3 G6 G7 G10 G11 */
#include <dmacheck/peripheral.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

#include "client.h"

enum { FIFO = 0x40001000, SIZE = 1024, WIDTH = 4, BURST = 8 };

static struct dma_chan *chan;
static struct device *dev;
static u8 *memory;
static const unsigned long flags = DMA_PREP_INTERRUPT | DMA_CTRL_ACK;

static void done(void *completion)
{
	complete(completion);
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
	size_t i, moved = min(size, READ_ONCE(available));

	EXPECT(width == WIDTH);
	for (i = 0; i < moved; i++)
		bytes[i] = ~(taken + i);
	WRITE_ONCE(taken, taken + moved);
	WRITE_ONCE(available, available - moved);
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
	return client_start(desc, done, finished);
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
	EXPECT(count > 0);
	start(dmaengine_prep_slave_sg(chan, list, count, DMA_DEV_TO_MEM, flags), &finished);
	EXPECT(wait_for_completion_timeout(&finished, PATIENCE));
	dma_unmap_sg(dev, list, 3, DMA_FROM_DEVICE);
	for (i = 0; i < 100; i++)
		EXPECT(memory[i] == (u8)i);
	for (i = 0; i < 4; i++)
		EXPECT(memory[200 + i] == (u8)(100 + i));
	for (i = 0; i < 500; i++)
		EXPECT(memory[300 + i] == (u8)(104 + i));
	/* nothing between */
	EXPECT(memory[100] == 0xee && memory[204] == 0xee && memory[800] == 0xee);
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
	address = client_map(dev, memory, SIZE, DMA_TO_DEVICE);
	start(dmaengine_prep_slave_single(chan, address, SIZE, DMA_MEM_TO_DEV, flags),
	      &finished);
	EXPECT(wait_for_completion_timeout(&finished, PATIENCE));
	dma_unmap_single(dev, address, SIZE, DMA_TO_DEVICE);
	EXPECT(taken == SIZE && sum == expected);	/* all bytes, once */
}

/* Whether it has all that the peripheral had, and says so as exactly as it can. */
static bool stalled_at(dma_cookie_t cookie, size_t size, bool bursts)
{
	struct dma_tx_state state;

	return READ_ONCE(taken) == size &&
	       dmaengine_tx_status(chan, cookie, &state) == DMA_IN_PROGRESS &&
	       state.residue == (bursts ? SIZE - size + state.in_flight_bytes : SIZE);
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
	address = client_map(dev, memory, SIZE, DMA_FROM_DEVICE);
	cookie = start(dmaengine_prep_slave_single(chan, address, SIZE, DMA_DEV_TO_MEM,
						   flags), &finished);
	EXPECT(EVENTUALLY(stalled_at(cookie, 256, bursts)));
	EXPECT(!wait_for_completion_timeout(&finished, HZ / 50));
	EXPECT(stalled_at(cookie, 256, bursts));
	EXPECT(!dmaengine_pause(chan));
	EXPECT(dmaengine_tx_status(chan, cookie, &state) == DMA_PAUSED);
	WRITE_ONCE(available, SIZE - 256);
	dmacheck_fifo_ready(FIFO);
	msleep(5);
	EXPECT(!completion_done(&finished));	/* paused is paused */
	EXPECT(!dmaengine_resume(chan));
	EXPECT(dmaengine_resume(chan));	/* resume twice */
	EXPECT(wait_for_completion_timeout(&finished, PATIENCE));	/* goes on */
	dma_unmap_single(dev, address, SIZE, DMA_FROM_DEVICE);
	for (i = 0; i < SIZE; i++)
		EXPECT(memory[i] == (u8)~i);	/* no byte lost */
	EXPECT(dmaengine_tx_status(chan, cookie, &state) == DMA_COMPLETE &&
	       !state.residue);
}

static atomic_t periods;
static int last_period;
static bool sampled;
static struct completion enough;

static void period_done(void *data)
{
	int period = atomic_inc_return(&periods);

	if (period >= 10 && READ_ONCE(sampled) && !last_period) {
		last_period = period;
		dmaengine_terminate_async(chan);
		complete(&enough);
	}
}

/* A callback a period, which may terminate; whole bursts in the residue. */
static void test_cyclic(bool bursts)
{
	struct dma_tx_state state;
	dma_addr_t address;
	dma_cookie_t cookie;
	unsigned int i, moved = 0;

	atomic_set(&periods, 0);
	last_period = 0;
	sampled = false;
	init_completion(&enough);
	address = client_map(dev, memory, SIZE, DMA_FROM_DEVICE);
	/* periods that do not fit */
	EXPECT(!dmaengine_prep_dma_cyclic(chan, address, SIZE, 300, DMA_DEV_TO_MEM, flags));
	cookie = client_start(dmaengine_prep_dma_cyclic(chan, address, SIZE, 256,
							DMA_DEV_TO_MEM, flags),
			      period_done, NULL);
	if (cookie < 0)
		return;
	for (i = 0; i < 20 || (bursts && !moved && i < PATIENCE); i++) {
		usleep_range(200, 300);
		EXPECT(dmaengine_tx_status(chan, cookie, &state) == DMA_IN_PROGRESS);
		EXPECT(state.residue && state.residue <= SIZE &&
		       !(state.residue % (WIDTH * BURST)));
		moved += state.residue != SIZE;
	}
	EXPECT(bursts ? moved : !moved);	/* residue by granularity */
	WRITE_ONCE(sampled, true);
	EXPECT(wait_for_completion_timeout(&enough, PATIENCE));
	dmaengine_synchronize(chan);
	EXPECT(atomic_read(&periods) == last_period);	/* none after the terminate */
	dma_unmap_single(dev, address, SIZE, DMA_FROM_DEVICE);
}

static void test_refusals(void)
{
	struct dma_slave_config wrong = { .src_addr_width = 7 };
	struct scatterlist list;

	sg_init_one(&list, memory, SIZE);
	EXPECT(dmaengine_slave_config(chan, &wrong));	/* a width there is not */
	EXPECT(!dmaengine_prep_slave_sg(chan, &list, 1, DMA_MEM_TO_MEM, flags));
	EXPECT(!dmaengine_prep_slave_single(chan, 0, 0, DMA_DEV_TO_MEM, flags));
	/* half a word */
	EXPECT(!dmaengine_prep_slave_single(chan, 0, 6, DMA_DEV_TO_MEM, flags));
}

static void test_channel(char *name, bool bursts)
{
	chan = client_channel(DMA_SLAVE, name);
	if (!EXPECT(chan))
		return;
	dev = dmaengine_get_dma_device(chan);
	/* not configured */
	EXPECT(!dmaengine_prep_slave_single(chan, 0, 64, DMA_DEV_TO_MEM, flags));
	EXPECT(!configure());
	test_list();
	test_refusals();
	EXPECT(!dmacheck_fifo_register(FIFO, &model, NULL));
	EXPECT(dmacheck_fifo_register(FIFO, &model, NULL) == -EBUSY);
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
	return check_result();
}
module_init(provider_slave_init);

static void __exit provider_slave_exit(void)
{
}
module_exit(provider_slave_exit);
MODULE_LICENSE("GPL");
