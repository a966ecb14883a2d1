/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Requests are queued, found by a worker, mapped by it and given to a channel with a
 * reference of their own. Whoever ends a transfer takes the request off the queue and
 * unmaps it.
 */
/* run: weakest, random 1-3, none */
#include <linux/completion.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/kref.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

enum { REQUESTS = 8, BYTES = 256 };

struct request {
	struct list_head node;
	struct kref ref;
	void *from;
	void *to;
	dma_addr_t source;
	dma_addr_t destination;
	bool given;
};

static LIST_HEAD(requests);
static DEFINE_SPINLOCK(requests_lock);
static DECLARE_COMPLETION(ended);
static DECLARE_COMPLETION(stopped);
static struct dma_chan *chan;

static struct device *dma_device_of(struct dma_chan *c)
{
	return c->device->dev;
}

static void request_release(struct kref *ref)
{
	struct request *request = container_of(ref, struct request, ref);

	kfree(request->from);
	kfree(request->to);
	kfree(request);
}

static void request_put(struct request *request)
{
	kref_put(&request->ref, request_release);
}

static void request_unmap(struct request *request)
{
	struct device *dev = dma_device_of(chan);

	if (!dma_mapping_error(dev, request->source))
		dma_unmap_single(dev, request->source, BYTES, DMA_TO_DEVICE);
	if (!dma_mapping_error(dev, request->destination))
		dma_unmap_single(dev, request->destination, BYTES, DMA_FROM_DEVICE);
}

static void request_end(struct request *request)
{
	unsigned long flags;

	spin_lock_irqsave(&requests_lock, flags);
	list_del(&request->node);
	spin_unlock_irqrestore(&requests_lock, flags);
	request_unmap(request);
	request_put(request);
	complete(&ended);
}

/* The reference of the transfer. */
static void request_done(void *data)
{
	struct request *request = data;

	request_end(request);
	request_put(request);
}

static void request_map(struct request *request)
{
	struct device *dev = dma_device_of(chan);

	request->source = dma_map_single(dev, request->from, BYTES, DMA_TO_DEVICE);
	request->destination = dma_map_single(dev, request->to, BYTES, DMA_FROM_DEVICE);
}

static bool request_is_mapped(struct request *request)
{
	struct device *dev = dma_device_of(chan);

	return !dma_mapping_error(dev, request->source) &&
	       !dma_mapping_error(dev, request->destination);
}

static void request_issue(struct request *request)
{
	struct dma_async_tx_descriptor *desc = NULL;

	request_map(request);
	if (request_is_mapped(request))
		desc = dmaengine_prep_dma_memcpy(chan, request->destination, request->source,
						 BYTES, DMA_PREP_INTERRUPT);
	if (!desc) {
		request_end(request);
		return;
	}
	desc->callback = request_done;
	desc->callback_param = request;
	kref_get(&request->ref);
	if (dma_submit_error(dmaengine_submit(desc))) {
		request_done(request);
		return;
	}
	dma_async_issue_pending(chan);
	cond_resched();
}

static struct request *request_next(void)
{
	struct request *request;
	unsigned long flags;

	spin_lock_irqsave(&requests_lock, flags);
	list_for_each_entry(request, &requests, node) {
		if (request->given)
			continue;
		request->given = true;
		kref_get(&request->ref);
		spin_unlock_irqrestore(&requests_lock, flags);
		return request;
	}
	spin_unlock_irqrestore(&requests_lock, flags);
	return NULL;
}

static int worker(void *unused)
{
	struct request *request;
	int given = 0;

	while (given < REQUESTS) {
		request = request_next();
		if (!request) {
			schedule_timeout_interruptible(1);
			continue;
		}
		request_issue(request);
		request_put(request);
		given++;
	}
	complete(&stopped);
	return 0;
}

static int request_queue(void)
{
	struct request *request = kzalloc(sizeof(*request), GFP_KERNEL);
	unsigned long flags;

	if (!request)
		return -ENOMEM;
	kref_init(&request->ref);
	request->from = kzalloc(BYTES, GFP_KERNEL);
	request->to = kzalloc(BYTES, GFP_KERNEL);
	if (!request->from || !request->to)
		goto err_put;
	spin_lock_irqsave(&requests_lock, flags);
	list_add_tail(&request->node, &requests);
	spin_unlock_irqrestore(&requests_lock, flags);
	return 0;

err_put:
	request_put(request);
	return -ENOMEM;
}

static int __init requests_init(void)
{
	struct task_struct *task;
	dma_cap_mask_t mask;
	int err = 0, i;

	dma_cap_zero(mask);
	dma_cap_set(DMA_MEMCPY, mask);
	chan = dma_request_channel(mask, NULL, NULL);
	if (!chan)
		return -ENODEV;
	task = kthread_run(worker, NULL, "worker");
	if (IS_ERR(task)) {
		dma_release_channel(chan);
		return PTR_ERR(task);
	}
	for (i = 0; i < REQUESTS && !err; i++)
		err = request_queue();
	while (i--)
		wait_for_completion(&ended);
	wait_for_completion(&stopped);
	dmaengine_terminate_sync(chan);
	dma_release_channel(chan);
	return err;
}

static void __exit requests_exit(void)
{
}

module_init(requests_init);
module_exit(requests_exit);
MODULE_LICENSE("GPL");
