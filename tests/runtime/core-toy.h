/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-toy.h - a DMA provider of a test's own, which completes when it is told
 *
 * Touches no memory. toy_finish() completes the oldest issued transfer; its
 * callback comes from a tasklet. Counters say which operations were called.
 */
#ifndef CORE_TOY_H
#define CORE_TOY_H

#include <linux/delay.h>
#include <linux/device.h>
#include <linux/dmaengine.h>
#include <linux/interrupt.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include "check.h"

enum { TOY_CHANNELS = 2 };

/* A callback may come late, by any legal order: waits for a count of them. */
static bool reaches(int *count, int expected)
{
	int i;

	for (i = 0; i < PATIENCE && smp_load_acquire(count) < expected; i++)
		msleep(1);
	return smp_load_acquire(count) == expected;
}

struct toy_desc {
	struct dma_async_tx_descriptor tx;
	struct list_head node;
	bool cyclic;
};

struct toy_chan {
	struct dma_chan chan;
	spinlock_t lock;
	struct list_head prepared, submitted, issued, completed;
	struct tasklet_struct tasklet;
	int periods;		/* of the first issued, not told yet */
	bool paused;
	int allocs, frees, synchronizes, configs;
	struct dma_slave_config config;
};

struct toy {
	struct dma_device dma;
	struct toy_chan channels[TOY_CHANNELS];
	int released;
	int alloc_result;
	int submit_result;	/* of tx_submit, where it is not 0 */
};

static struct toy_chan *to_toy_chan(struct dma_chan *chan)
{
	return container_of(chan, struct toy_chan, chan);
}

static struct toy_desc *to_toy_desc(struct dma_async_tx_descriptor *tx)
{
	return container_of(tx, struct toy_desc, tx);
}

static dma_cookie_t toy_submit(struct dma_async_tx_descriptor *tx)
{
	struct toy *toy = container_of(tx->chan->device, struct toy, dma);
	struct toy_chan *tc = to_toy_chan(tx->chan);
	unsigned long flags;
	dma_cookie_t cookie;

	if (toy->submit_result)
		return toy->submit_result;
	spin_lock_irqsave(&tc->lock, flags);
	cookie = tc->chan.cookie + 1;
	WRITE_ONCE(tc->chan.cookie, cookie);
	tx->cookie = cookie;
	list_move_tail(&to_toy_desc(tx)->node, &tc->submitted);
	spin_unlock_irqrestore(&tc->lock, flags);
	return cookie;
}

static struct dma_async_tx_descriptor *toy_prep(struct dma_chan *chan,
						unsigned long prep_flags,
						bool cyclic)
{
	struct toy_desc *desc = kzalloc(sizeof(*desc), GFP_NOWAIT);
	struct toy_chan *tc = to_toy_chan(chan);
	unsigned long flags;

	if (!desc)
		return NULL;
	dma_async_tx_descriptor_init(&desc->tx, chan);
	desc->tx.tx_submit = toy_submit;
	desc->tx.flags = prep_flags;
	desc->cyclic = cyclic;
	spin_lock_irqsave(&tc->lock, flags);
	list_add_tail(&desc->node, &tc->prepared);
	spin_unlock_irqrestore(&tc->lock, flags);
	return &desc->tx;
}

static struct dma_async_tx_descriptor *
toy_prep_memcpy(struct dma_chan *chan, dma_addr_t dst, dma_addr_t src,
		size_t len, unsigned long flags)
{
	return toy_prep(chan, flags, false);
}

static struct dma_async_tx_descriptor *
toy_prep_slave_sg(struct dma_chan *chan, struct scatterlist *sgl,
		  unsigned int sg_len, enum dma_transfer_direction direction,
		  unsigned long flags, void *context)
{
	return toy_prep(chan, flags, false);
}

static struct dma_async_tx_descriptor *
toy_prep_cyclic(struct dma_chan *chan, dma_addr_t buf, size_t len,
		size_t period, enum dma_transfer_direction direction,
		unsigned long flags)
{
	return toy_prep(chan, flags, true);
}

static void toy_issue(struct dma_chan *chan)
{
	struct toy_chan *tc = to_toy_chan(chan);
	unsigned long flags;

	spin_lock_irqsave(&tc->lock, flags);
	list_splice_tail_init(&tc->submitted, &tc->issued);
	spin_unlock_irqrestore(&tc->lock, flags);
}

/* The oldest issued transfer, or a period of it, is over. */
static bool toy_finish(struct dma_chan *chan)
{
	struct toy_chan *tc = to_toy_chan(chan);
	struct toy_desc *desc;
	unsigned long flags;
	bool finished;

	spin_lock_irqsave(&tc->lock, flags);
	desc = list_first_entry_or_null(&tc->issued, struct toy_desc, node);
	if (desc && !tc->paused && desc->cyclic) {
		tc->periods++;
	} else if (desc && !tc->paused) {
		WRITE_ONCE(tc->chan.completed_cookie, desc->tx.cookie);
		list_move_tail(&desc->node, &tc->completed);
	}
	finished = desc && !tc->paused;
	spin_unlock_irqrestore(&tc->lock, flags);
	tasklet_schedule(&tc->tasklet);
	return finished;
}

static void toy_tell(dma_async_tx_callback callback, void *param)
{
	if (callback)
		callback(param);
}

static void toy_tell_periods(struct toy_chan *tc)
{
	dma_async_tx_callback callback = NULL;
	struct toy_desc *desc;
	void *param = NULL;
	int periods;

	spin_lock_irq(&tc->lock);
	periods = tc->periods;
	tc->periods = 0;
	desc = list_first_entry_or_null(&tc->issued, struct toy_desc, node);
	if (desc) {
		callback = desc->tx.callback;
		param = desc->tx.callback_param;
	}
	spin_unlock_irq(&tc->lock);
	while (periods--)
		toy_tell(callback, param);
}

static void toy_tasklet(struct tasklet_struct *tasklet)
{
	struct toy_chan *tc = container_of(tasklet, struct toy_chan, tasklet);
	struct toy_desc *desc, *next;
	LIST_HEAD(completed);

	toy_tell_periods(tc);
	spin_lock_irq(&tc->lock);
	list_splice_tail_init(&tc->completed, &completed);
	spin_unlock_irq(&tc->lock);
	list_for_each_entry_safe(desc, next, &completed, node) {
		toy_tell(desc->tx.callback, desc->tx.callback_param);
		dma_descriptor_unmap(&desc->tx);
		list_del(&desc->node);
		kfree(desc);
	}
}

static void toy_free_list(struct list_head *list)
{
	struct toy_desc *desc, *next;

	list_for_each_entry_safe(desc, next, list, node) {
		list_del(&desc->node);
		kfree(desc);
	}
}

static int toy_terminate(struct dma_chan *chan)
{
	struct toy_chan *tc = to_toy_chan(chan);
	unsigned long flags;
	LIST_HEAD(list);

	spin_lock_irqsave(&tc->lock, flags);
	list_splice_tail_init(&tc->submitted, &list);
	list_splice_tail_init(&tc->issued, &list);
	tc->periods = 0;
	tc->paused = false;
	spin_unlock_irqrestore(&tc->lock, flags);
	toy_free_list(&list);
	return 0;
}

static void toy_synchronize(struct dma_chan *chan)
{
	struct toy_chan *tc = to_toy_chan(chan);

	tc->synchronizes++;
	tasklet_kill(&tc->tasklet);
}

static int toy_pause(struct dma_chan *chan)
{
	to_toy_chan(chan)->paused = true;
	return 0;
}

static int toy_resume(struct dma_chan *chan)
{
	struct toy_chan *tc = to_toy_chan(chan);

	if (!tc->paused)
		return -EINVAL;
	tc->paused = false;
	return 0;
}

static int toy_config(struct dma_chan *chan, struct dma_slave_config *config)
{
	struct toy_chan *tc = to_toy_chan(chan);

	tc->configs++;
	tc->config = *config;
	return 0;
}

static enum dma_status toy_status(struct dma_chan *chan, dma_cookie_t cookie,
				  struct dma_tx_state *state)
{
	struct toy_chan *tc = to_toy_chan(chan);
	enum dma_status status;
	dma_cookie_t last = READ_ONCE(chan->completed_cookie);
	dma_cookie_t used = READ_ONCE(chan->cookie);

	dma_set_tx_state(state, last, used, 0);
	status = dma_async_is_complete(cookie, last, used);
	return status == DMA_IN_PROGRESS && tc->paused ? DMA_PAUSED : status;
}

static int toy_alloc(struct dma_chan *chan)
{
	struct toy *toy = container_of(chan->device, struct toy, dma);

	to_toy_chan(chan)->allocs++;
	return toy->alloc_result;
}

static void toy_free(struct dma_chan *chan)
{
	struct toy_chan *tc = to_toy_chan(chan);

	tc->frees++;
	toy_free_list(&tc->prepared);
	toy_free_list(&tc->submitted);
	toy_free_list(&tc->issued);
	toy_free_list(&tc->completed);
}

static void toy_release(struct dma_device *dma)
{
	container_of(dma, struct toy, dma)->released++;
}

static void toy_init_channel(struct toy *toy, struct toy_chan *tc)
{
	spin_lock_init(&tc->lock);
	INIT_LIST_HEAD(&tc->prepared);
	INIT_LIST_HEAD(&tc->submitted);
	INIT_LIST_HEAD(&tc->issued);
	INIT_LIST_HEAD(&tc->completed);
	tasklet_setup(&tc->tasklet, toy_tasklet);
	tc->chan.device = &toy->dma;
	tc->chan.cookie = DMA_MIN_COOKIE;
	tc->chan.completed_cookie = DMA_MIN_COOKIE;
	list_add_tail(&tc->chan.device_node, &toy->dma.channels);
}

static void toy_fill(struct toy *toy, struct device *dev)
{
	struct dma_device *dma = &toy->dma;
	int i;

	memset(toy, 0, sizeof(*toy));
	INIT_LIST_HEAD(&dma->channels);
	dma->dev = dev;
	dma_cap_set(DMA_MEMCPY, dma->cap_mask);
	dma_cap_set(DMA_SLAVE, dma->cap_mask);
	dma_cap_set(DMA_CYCLIC, dma->cap_mask);
	dma_cap_set(DMA_PRIVATE, dma->cap_mask);
	dma->device_alloc_chan_resources = toy_alloc;
	dma->device_free_chan_resources = toy_free;
	dma->device_prep_dma_memcpy = toy_prep_memcpy;
	dma->device_prep_slave_sg = toy_prep_slave_sg;
	dma->device_prep_dma_cyclic = toy_prep_cyclic;
	dma->device_config = toy_config;
	dma->device_pause = toy_pause;
	dma->device_resume = toy_resume;
	dma->device_terminate_all = toy_terminate;
	dma->device_synchronize = toy_synchronize;
	dma->device_tx_status = toy_status;
	dma->device_issue_pending = toy_issue;
	dma->device_release = toy_release;
	for (i = 0; i < TOY_CHANNELS; i++)
		toy_init_channel(toy, &toy->channels[i]);
}

static struct platform_driver toy_driver = {
	.driver = { .name = "toy-dma", .owner = THIS_MODULE },
};

/* The device that stands for the controller; a driver without probe has it. */
static struct platform_device *toy_device(void)
{
	struct platform_device *pdev =
		platform_device_register_simple("toy-dma", PLATFORM_DEVID_NONE,
						NULL, 0);

	if (!IS_ERR(pdev))
		pdev->dev.driver = &toy_driver.driver;
	return pdev;
}

static void toy_device_put(struct platform_device *pdev)
{
	pdev->dev.driver = NULL;
	platform_device_unregister(pdev);
}

/* Takes the channels of one toy only. */
static bool toy_filter(struct dma_chan *chan, void *toy)
{
	return chan->device == &((struct toy *)toy)->dma;
}

static struct dma_chan *toy_request(struct toy *toy)
{
	dma_cap_mask_t mask;

	dma_cap_zero(mask);
	dma_cap_set(DMA_MEMCPY, mask);
	return dma_request_channel(mask, toy_filter, toy);
}

/* Registers what toy_fill() has filled in. Return: a channel of it, or NULL. */
static struct dma_chan *toy_open(struct toy *toy)
{
	return dma_async_device_register(&toy->dma) ? NULL : toy_request(toy);
}

static void toy_close(struct toy *toy, struct dma_chan *chan)
{
	dma_release_channel(chan);
	dma_async_device_unregister(&toy->dma);
}

static struct dma_async_tx_descriptor *toy_memcpy(struct dma_chan *chan,
						  dma_async_tx_callback callback,
						  void *param)
{
	struct dma_async_tx_descriptor *tx;

	tx = dmaengine_prep_dma_memcpy(chan, 0x1000, 0x2000, 64,
				       DMA_PREP_INTERRUPT | DMA_CTRL_ACK);
	if (tx) {
		tx->callback = callback;
		tx->callback_param = param;
	}
	return tx;
}

static dma_cookie_t toy_submit_memcpy(struct dma_chan *chan,
				      dma_async_tx_callback callback,
				      void *param)
{
	struct dma_async_tx_descriptor *tx = toy_memcpy(chan, callback, param);

	return tx ? dmaengine_submit(tx) : -ENOMEM;
}

#endif /* CORE_TOY_H */
