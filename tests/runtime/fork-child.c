// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * fork-child.c - a child of fork() owns no channel and no mapping, and does not hang
 *
 * Every call on what it inherited fails, as does asking for something new; the
 * parent goes on as if nothing had been.
 */
/* proves: I4 */
/* expect-stderr: called in a child of fork() */
/* expect-stderr: channel of the parent process used after fork */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "client.h"

int fork(void);
int waitpid(int pid, int *status, int options);
void _exit(int status) __attribute__((noreturn));

enum { SIZE = 4096 };

static struct dma_chan *chan;
static u8 *from, *to;
static dma_addr_t from_dma, to_dma;
static struct completion done;

static int nothing(void *data)
{
	return 0;
}

/* In the child. */
static void child_channel(void)
{
	dma_cap_mask_t mask;

	dma_cap_zero(mask);
	dma_cap_set(DMA_MEMCPY, mask);
	EXPECT(dmaengine_terminate_sync(chan) == -ENODEV);
	EXPECT(dmaengine_terminate_async(chan) == -ENODEV);
	dmaengine_synchronize(chan);
	dma_async_issue_pending(chan);
	EXPECT(!dmaengine_prep_dma_memcpy(chan, to_dma, from_dma, SIZE, 0));
	EXPECT(dma_async_is_tx_complete(chan, 1, NULL, NULL) == DMA_ERROR);
	EXPECT(!dma_request_channel(mask, NULL, NULL));
	EXPECT(IS_ERR(dma_request_chan_by_mask(&mask)));
	dma_release_channel(chan);
}

static void child_mapping(void)
{
	struct device *dev = chan->device->dev;
	dma_addr_t address = dma_map_single(dev, to, SIZE, DMA_TO_DEVICE);

	EXPECT(dma_mapping_error(dev, address));
	EXPECT(!dma_alloc_coherent(dev, SIZE, &address, GFP_KERNEL));
	dma_sync_single_for_cpu(dev, to_dma, SIZE, DMA_FROM_DEVICE);
	dma_unmap_single(dev, to_dma, SIZE, DMA_FROM_DEVICE);
}

static void child_waits(void)
{
	DECLARE_COMPLETION_ONSTACK(never);
	ktime_t begin = ktime_get();

	msleep(20);
	EXPECT(ktime_to_ms(ktime_sub(ktime_get(), begin)) >= 20);
	EXPECT(!wait_for_completion_timeout(&never, msecs_to_jiffies(20)));
	EXPECT(IS_ERR(kthread_run(nothing, NULL, "child")));
}

static bool child(void)
{
	child_channel();
	child_mapping();
	child_waits();
	return !check_result();
}

static void copied(void *data)
{
	complete(data);
}

/* The parent's transfer is on its way over the fork. */
static int transfer(void)
{
	int status, pid;

	CHECK(client_start(dmaengine_prep_dma_memcpy(chan, to_dma, from_dma, SIZE,
						     DMA_PREP_INTERRUPT | DMA_CTRL_ACK),
			   copied, &done) > 0);
	pid = fork();
	if (pid == 0)
		_exit(child() ? 0 : 1);
	CHECK(pid > 0 && waitpid(pid, &status, 0) == pid && status == 0);
	wait_for_completion(&done);
	return 0;
}

static int __init fork_init(void)
{
	struct device *dev;
	int err;

	chan = client_channel(DMA_MEMCPY, NULL);
	from = kmalloc(SIZE, GFP_KERNEL);
	to = kmalloc(SIZE, GFP_KERNEL);
	if (!chan || !from || !to)
		return -ENODEV;
	dev = chan->device->dev;
	init_completion(&done);
	memset(from, 0x5a, SIZE);
	from_dma = client_map(dev, from, SIZE, DMA_TO_DEVICE);
	to_dma = client_map(dev, to, SIZE, DMA_FROM_DEVICE);
	err = transfer();
	dma_unmap_single(dev, from_dma, SIZE, DMA_TO_DEVICE);
	dma_unmap_single(dev, to_dma, SIZE, DMA_FROM_DEVICE);
	EXPECT(!memcmp(from, to, SIZE));
	kfree(from);
	kfree(to);
	dma_release_channel(chan);
	return err ?: check_result();
}

module_init(fork_init);
MODULE_LICENSE("GPL");
