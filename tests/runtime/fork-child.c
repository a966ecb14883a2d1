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
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/slab.h>

int fork(void);
int waitpid(int pid, int *status, int options);
void _exit(int status) __attribute__((noreturn));

enum { SIZE = 4096 };

static struct dma_chan *chan;
static u8 *from, *to;
static dma_addr_t from_dma, to_dma;
static struct completion done;

static bool check(bool good, const char *what)
{
	if (!good)
		pr_err("FAIL %s\n", what);
	return good;
}

static int nothing(void *data)
{
	return 0;
}

/* In the child. */
static bool child_channel(void)
{
	dma_cap_mask_t mask;
	bool good = true;

	dma_cap_zero(mask);
	dma_cap_set(DMA_MEMCPY, mask);
	good &= check(dmaengine_terminate_sync(chan) == -ENODEV, "terminate_sync");
	good &= check(dmaengine_terminate_async(chan) == -ENODEV, "terminate_async");
	dmaengine_synchronize(chan);
	dma_async_issue_pending(chan);
	good &= check(!dmaengine_prep_dma_memcpy(chan, to_dma, from_dma, SIZE, 0), "prep");
	good &= check(dma_async_is_tx_complete(chan, 1, NULL, NULL) == DMA_ERROR, "status");
	good &= check(!dma_request_channel(mask, NULL, NULL), "request");
	good &= check(IS_ERR(dma_request_chan_by_mask(&mask)), "request by mask");
	dma_release_channel(chan);
	return good;
}

static bool child_mapping(void)
{
	struct device *dev = chan->device->dev;
	dma_addr_t address = dma_map_single(dev, to, SIZE, DMA_TO_DEVICE);
	bool good = true;

	good &= check(dma_mapping_error(dev, address), "map");
	good &= check(!dma_alloc_coherent(dev, SIZE, &address, GFP_KERNEL), "alloc");
	dma_sync_single_for_cpu(dev, to_dma, SIZE, DMA_FROM_DEVICE);
	dma_unmap_single(dev, to_dma, SIZE, DMA_FROM_DEVICE);
	return good;
}

static bool child_waits(void)
{
	DECLARE_COMPLETION_ONSTACK(never);
	ktime_t begin = ktime_get();
	bool good = true;

	msleep(20);
	good &= check(ktime_to_ms(ktime_sub(ktime_get(), begin)) >= 20, "msleep");
	good &= check(!wait_for_completion_timeout(&never, msecs_to_jiffies(20)), "timeout");
	good &= check(IS_ERR(kthread_run(nothing, NULL, "child")), "kthread");
	return good;
}

static bool child(void)
{
	bool good = child_channel();

	good &= child_mapping();
	return good & child_waits();
}

static void copied(void *data)
{
	complete(data);
}

/* The parent's transfer is on its way over the fork. */
static int transfer(void)
{
	struct dma_async_tx_descriptor *tx;
	int status, pid;

	tx = dmaengine_prep_dma_memcpy(chan, to_dma, from_dma, SIZE,
				       DMA_PREP_INTERRUPT | DMA_CTRL_ACK);
	if (!check(tx, "prep in the parent"))
		return -ENOMEM;
	tx->callback = copied;
	tx->callback_param = &done;
	dmaengine_submit(tx);
	dma_async_issue_pending(chan);
	pid = fork();
	if (pid == 0)
		_exit(child() ? 0 : 1);
	if (!check(pid > 0 && waitpid(pid, &status, 0) == pid && status == 0, "child"))
		return -EIO;
	wait_for_completion(&done);
	return 0;
}

static int __init fork_init(void)
{
	dma_cap_mask_t mask;
	struct device *dev;
	int err;

	dma_cap_zero(mask);
	dma_cap_set(DMA_MEMCPY, mask);
	chan = dma_request_channel(mask, NULL, NULL);
	from = kmalloc(SIZE, GFP_KERNEL);
	to = kmalloc(SIZE, GFP_KERNEL);
	if (!chan || !from || !to)
		return -ENODEV;
	dev = chan->device->dev;
	init_completion(&done);
	memset(from, 0x5a, SIZE);
	from_dma = dma_map_single(dev, from, SIZE, DMA_TO_DEVICE);
	to_dma = dma_map_single(dev, to, SIZE, DMA_FROM_DEVICE);
	if (dma_mapping_error(dev, from_dma) || dma_mapping_error(dev, to_dma))
		return -ENOMEM;
	err = transfer();
	dma_unmap_single(dev, from_dma, SIZE, DMA_TO_DEVICE);
	dma_unmap_single(dev, to_dma, SIZE, DMA_FROM_DEVICE);
	if (!check(!memcmp(from, to, SIZE), "the parent's data"))
		err = -EIO;
	kfree(from);
	kfree(to);
	dma_release_channel(chan);
	return err;
}

module_init(fork_init);
MODULE_LICENSE("GPL");
