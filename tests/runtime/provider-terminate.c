/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * provider-terminate.c - what the weakest legal device does around terminate
 */
/* proves: T1 T2 T3 T6 T7 T8 T9 T10 T11 */
/* run: weakest, random 1-5 */
/* expect-count: 1 dma_async_issue_pending called between terminate and synchronize */
#include <dmacheck/peripheral.h>
#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "client.h"

enum { FIFO = 0x50000000, SIZE = 8192 };

static const unsigned long flags = DMA_PREP_INTERRUPT | DMA_CTRL_ACK;
static struct dma_chan *chan;
static struct device *dev;
static u8 *source, *target;
static dma_addr_t from, to;
static atomic_t callbacks;

static void count(void *data)
{
	atomic_inc(&callbacks);
}

static void map_both(void)
{
	memset(source, 0x5a, SIZE);
	memset(target, 0, SIZE);
	from = client_map(dev, source, SIZE, DMA_TO_DEVICE);
	to = client_map(dev, target, SIZE, DMA_FROM_DEVICE);
	atomic_set(&callbacks, 0);
}

static void unmap_both(void)
{
	dma_unmap_single(dev, from, SIZE, DMA_TO_DEVICE);
	dma_unmap_single(dev, to, SIZE, DMA_FROM_DEVICE);
}

static dma_cookie_t copy(size_t size)
{
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_dma_memcpy(chan, to, from, size, flags);
	if (!EXPECT(desc))
		return -ENOMEM;
	desc->callback = count;
	return dmaengine_submit(desc);
}

/* Whether there are as many callbacks, soon. */
static bool told(int times)
{
	unsigned int tries;

	for (tries = 0; tries < 1000 && atomic_read(&callbacks) < times; tries++)
		msleep(1);
	return atomic_read(&callbacks) == times;
}

static unsigned int copied(void)
{
	unsigned int i;

	for (i = 0; i < SIZE && target[i]; i++)
		;
	return i;
}

/* Memory is touched after terminate, until synchronize; no callback ever is. */
static void test_touches(unsigned int wait_us)
{
	struct dma_tx_state state;
	dma_cookie_t cookie;
	bool early;

	map_both();
	cookie = copy(SIZE);
	copy(SIZE);
	dma_async_issue_pending(chan);
	copy(SIZE);	/* submitted, never issued */
	if (wait_us)
		usleep_range(wait_us, wait_us + 1);
	EXPECT(!dmaengine_terminate_async(chan));
	early = dmaengine_tx_status(chan, cookie, &state) == DMA_COMPLETE;
	usleep_range(10000, 10001);
	dmaengine_synchronize(chan);
	unmap_both();
	if (early)	/* a random chunk may be all of it */
		return;
	EXPECT(copied() > SIZE - state.residue);	/* memory was touched after terminate */
	EXPECT(!atomic_read(&callbacks));	/* no callback of an aborted one */
}

/* What completed keeps its callback, which is over with synchronize. */
static void test_completed(void)
{
	dma_cookie_t cookie;

	map_both();
	cookie = copy(64);
	copy(SIZE);
	dma_async_issue_pending(chan);
	while (dma_async_is_tx_complete(chan, cookie, NULL, NULL) == DMA_IN_PROGRESS)
		cpu_relax();
	dmaengine_terminate_async(chan);
	dmaengine_synchronize(chan);
	EXPECT(atomic_read(&callbacks) == 1);	/* one callback, and none after */
	msleep(5);
	EXPECT(atomic_read(&callbacks) == 1);	/* nothing after synchronize */
	unmap_both();
}

/* Undefined, so anything but a crash will do; afterwards the channel works. */
static void test_issue_between(void)
{
	dma_cookie_t cookie;

	map_both();
	copy(SIZE);
	dma_async_issue_pending(chan);
	usleep_range(30, 31);
	dmaengine_terminate_async(chan);
	copy(SIZE);
	dma_async_issue_pending(chan);
	usleep_range(30, 31);
	dmaengine_terminate_async(chan);
	cookie = copy(128);
	dma_async_issue_pending(chan);
	dmaengine_synchronize(chan);
	while (dma_async_is_tx_complete(chan, cookie, NULL, NULL) == DMA_IN_PROGRESS)
		cpu_relax();
	EXPECT(!dmaengine_terminate_sync(chan));
	unmap_both();
	EXPECT(copied() >= 128);
}

static void test_hold(void)
{
	struct dma_tx_state state;
	dma_cookie_t cookie;

	map_both();
	EXPECT(!dmacheck_channel_hold(chan));
	cookie = copy(SIZE);
	dma_async_issue_pending(chan);
	msleep(100);
	EXPECT(dmaengine_tx_status(chan, cookie, &state) == DMA_IN_PROGRESS &&
	       state.residue == SIZE);
	EXPECT(!dmaengine_terminate_sync(chan));
	cookie = copy(SIZE);
	dma_async_issue_pending(chan);
	EXPECT(!dmacheck_channel_release(chan));
	EXPECT(told(1));	/* goes on */
	unmap_both();
	EXPECT(copied() == SIZE);
}

static void test_reuse(void)
{
	struct dma_async_tx_descriptor *desc;
	unsigned int i;

	map_both();
	desc = dmaengine_prep_dma_memcpy(chan, to, from, SIZE, flags);
	if (!EXPECT(desc && !dmaengine_desc_set_reuse(desc)))
		return unmap_both();
	desc->callback = count;
	for (i = 0; i < 3; i++) {
		dmaengine_submit(desc);
		dma_async_issue_pending(chan);
		EXPECT(told(i + 1));
		dmaengine_synchronize(chan);	/* the callback has returned */
	}
	EXPECT(!dmaengine_desc_free(desc));
	unmap_both();
}

static unsigned int taken;

static size_t endless(void *context, void *buffer, size_t size, size_t width)
{
	memset(buffer, 0x11, size);
	taken += size;
	return size;
}

static const struct dmacheck_fifo_ops endless_model = { .read = endless };

/* What was on its way when the transfer was aborted is lost; the residue says so. */
static void test_fifo_loss(void)
{
	struct dma_slave_config config = {
		.src_addr = FIFO, .src_addr_width = 4, .src_maxburst = 16,
	};
	struct dma_tx_state state;
	dma_cookie_t cookie;

	EXPECT(!dmaengine_slave_config(chan, &config));
	EXPECT(!dmacheck_fifo_register(FIFO, &endless_model, NULL));
	EXPECT(!dmacheck_channel_latency(chan, 1000000));
	map_both();
	cookie = client_start(dmaengine_prep_slave_single(chan, to, SIZE, DMA_DEV_TO_MEM,
							  flags), count, NULL);
	usleep_range(1500, 1501);
	EXPECT(!dmaengine_pause(chan));
	EXPECT(!dmaengine_terminate_sync(chan));
	dmaengine_tx_status(chan, cookie, &state);
	unmap_both();
	EXPECT(copied() == SIZE - state.residue);	/* the residue is what is missing */
	EXPECT(!state.residue || taken > SIZE - state.residue);	/* the FIFO's were taken */
	EXPECT(!state.residue || !atomic_read(&callbacks));
	dmacheck_channel_latency(chan, 0);
	dmacheck_fifo_unregister(FIFO);
}

static void test_memory(void)
{
	EXPECT(!dmacheck_channel_latency(chan, 20000));
	test_touches(0);
	test_touches(30);
	test_completed();
	test_issue_between();
	test_hold();
	test_reuse();
}

static int __init provider_terminate_init(void)
{
	source = kmalloc(SIZE, GFP_KERNEL);
	target = kmalloc(SIZE, GFP_KERNEL);
	chan = client_channel(DMA_MEMCPY, "refdma1:0");
	if (!source || !target || !chan)
		return -ENODEV;
	dev = dmaengine_get_dma_device(chan);
	test_memory();
	test_fifo_loss();

	/* a client that leaves with a transfer running */
	map_both();
	copy(SIZE);
	dma_async_issue_pending(chan);
	dma_release_channel(chan);
	unmap_both();
	kfree(source);
	kfree(target);
	return check_result();
}
module_init(provider_terminate_init);

static void __exit provider_terminate_exit(void)
{
}
module_exit(provider_terminate_exit);
MODULE_LICENSE("GPL");
