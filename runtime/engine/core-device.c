/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-device.c - registered DMA devices, and how they go
 *
 *   register:    check, kref = 1, channels into the device model, listed
 *   unregister:  channels out of it, private, drops the registration's reference
 *   last put:    unlisted, table rebalanced, device_release, under the mutex
 *
 * Semantics of drivers/dma/dmaengine.c, and of the document "Add reference
 * counting to dma_device struct", whose warning about a missing device_release
 * the kernel has since made a debug message.
 */
#define DMACHECK_CORE
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/kref.h>
#include <linux/module.h>
#include <linux/poison.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/percpu.h>

#include "runtime/engine/core.h"

DEFINE_MUTEX(core_mutex);
LIST_HEAD(core_devices);
static DEFINE_IDA(device_ids);

/* --- channels --- */

static int register_channel(struct dma_device *device, struct dma_chan *chan,
			    const char *name)
{
	int err = -ENOMEM;

	chan->local = alloc_percpu(struct dma_chan_percpu);
	if (!chan->local)
		return -ENOMEM;
	chan->chan_id = ida_alloc(&device->chan_ida, GFP_KERNEL);
	if (chan->chan_id < 0) {
		err = chan->chan_id;
		goto err_free_local;
	}
	err = core_chan_add_device(device, chan, name);
	if (err)
		goto err_free_id;
	chan->client_count = 0;
	device->chancnt++;
	return 0;

err_free_id:
	ida_free(&device->chan_ida, chan->chan_id);
err_free_local:
	free_percpu(chan->local);
	chan->local = NULL;
	return err;
}

static void unregister_channel(struct dma_device *device, struct dma_chan *chan)
{
	struct dma_chan_percpu __percpu *local = chan->local;

	if (!local)
		return;
	mutex_lock(&core_mutex);
	device->chancnt--;
	chan->dev->chan = NULL;
	chan->local = NULL;
	if (chan->client_count)
		get_device(&chan->dev->device);	/* the last client's now */
	mutex_unlock(&core_mutex);
	ida_free(&device->chan_ida, chan->chan_id);
	device_unregister(&chan->dev->device);
	free_percpu(local);
}

int dma_async_device_channel_register(struct dma_device *device,
				      struct dma_chan *chan, const char *name)
{
	int err = register_channel(device, chan, name);

	if (err)
		return err;
	mutex_lock(&core_mutex);
	core_table_rebalance();
	mutex_unlock(&core_mutex);
	return 0;
}
EXPORT_SYMBOL_GPL(dma_async_device_channel_register);

static void warn_of_clients(struct dma_device *device, struct dma_chan *chan)
{
	WARN_ONCE(!device->device_release && chan->client_count,
		  "%s called while %d clients hold a reference\n",
		  "dma_async_device_unregister", chan->client_count);
}

void dma_async_device_channel_unregister(struct dma_device *device,
					 struct dma_chan *chan)
{
	warn_of_clients(device, chan);
	unregister_channel(device, chan);
	mutex_lock(&core_mutex);
	core_table_rebalance();
	mutex_unlock(&core_mutex);
}
EXPORT_SYMBOL_GPL(dma_async_device_channel_unregister);

/* --- devices --- */

struct capability {
	const char *name;
	enum dma_transaction_type type;
	bool has_op;
};

static int check_capabilities(struct dma_device *device)
{
	const struct capability list[] = {
#define CAPABILITY(type, op) { #type, type, device->device_prep_##op != NULL }
		CAPABILITY(DMA_MEMCPY, dma_memcpy),
		CAPABILITY(DMA_XOR, dma_xor),
		CAPABILITY(DMA_XOR_VAL, dma_xor_val),
		CAPABILITY(DMA_PQ, dma_pq),
		CAPABILITY(DMA_PQ_VAL, dma_pq_val),
		CAPABILITY(DMA_MEMSET, dma_memset),
		CAPABILITY(DMA_INTERRUPT, dma_interrupt),
		CAPABILITY(DMA_CYCLIC, dma_cyclic),
		CAPABILITY(DMA_INTERLEAVE, interleaved_dma),
#undef CAPABILITY
	};
	const struct capability *cap;

	for (cap = list; cap < list + ARRAY_SIZE(list); cap++) {
		if (!dma_has_cap(cap->type, device->cap_mask) || cap->has_op)
			continue;
		dev_err(device->dev,
			"Device claims capability %s, but op is not defined\n",
			cap->name);
		return -EIO;
	}
	return 0;
}

static int check_device(struct dma_device *device)
{
	int err;

	if (!device)
		return -ENODEV;
	if (!device->dev) {
		pr_err("dmaengine: DMAdevice must have dev\n");
		return -EIO;
	}
	err = check_capabilities(device);
	if (err)
		return err;
	if (!device->device_tx_status) {
		dev_err(device->dev, "Device tx_status is not defined\n");
		return -EIO;
	}
	if (!device->device_issue_pending) {
		dev_err(device->dev, "Device issue_pending is not defined\n");
		return -EIO;
	}
	if (!device->device_release)
		dev_warn(device->dev,
			 "WARN: Device release is not defined so it is not safe to unbind this driver while in use\n");
	return 0;
}

/* Its channels can do all that async_tx asks for, hence need no switching. */
static bool has_all_tx_types(struct dma_device *device)
{
	static const enum dma_transaction_type types[] = {
		DMA_INTERRUPT, DMA_MEMCPY, DMA_XOR, DMA_XOR_VAL, DMA_PQ,
		DMA_PQ_VAL,
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(types); i++)
		if (!dma_has_cap(types[i], device->cap_mask))
			return false;
	return true;
}

static void unregister_channels(struct dma_device *device)
{
	struct dma_chan *chan, *next;

	list_for_each_entry_safe(chan, next, &device->channels, device_node)
		unregister_channel(device, chan);
}

static int register_channels(struct dma_device *device)
{
	struct dma_chan *chan;
	int err;

	ida_init(&device->chan_ida);
	list_for_each_entry(chan, &device->channels, device_node) {
		err = register_channel(device, chan, NULL);
		if (err) {
			unregister_channels(device);
			return err;
		}
	}
	return 0;
}

/* Clients that were there before get the new public channels too. */
static int serve_clients(struct dma_device *device)
{
	struct dma_chan *chan;

	if (!core_client_count() || dma_has_cap(DMA_PRIVATE, device->cap_mask))
		return 0;
	list_for_each_entry(chan, &device->channels, device_node)
		if (core_chan_get(chan) == -ENODEV)
			return -ENODEV;
	return 0;
}

static int list_device(struct dma_device *device)
{
	int err;

	mutex_lock(&core_mutex);
	err = serve_clients(device);
	if (!err) {
		list_add_tail_rcu(&device->global_node, &core_devices);
		if (dma_has_cap(DMA_PRIVATE, device->cap_mask))
			device->privatecnt++;	/* never public */
		core_table_rebalance();
	}
	mutex_unlock(&core_mutex);
	return err;
}

int dma_async_device_register(struct dma_device *device)
{
	int err = check_device(device);

	if (err)
		return err;
	err = core_class_register();
	if (err)
		return err;
	device->owner = device->dev->driver ? device->dev->driver->owner : NULL;
	device->chancnt = 0;
	device->privatecnt = 0;
	kref_init(&device->ref);
	if (has_all_tx_types(device))
		dma_cap_set(DMA_ASYNC_TX, device->cap_mask);
	device->dev_id = ida_alloc(&device_ids, GFP_KERNEL);
	if (device->dev_id < 0)
		return device->dev_id;

	err = register_channels(device);
	if (err)
		goto err_free_id;
	err = list_device(device);
	if (err)
		goto err_channels;
	return 0;

err_channels:
	unregister_channels(device);
err_free_id:
	ida_free(&device_ids, device->dev_id);
	return err;
}
EXPORT_SYMBOL(dma_async_device_register);

void dma_async_device_unregister(struct dma_device *device)
{
	struct dma_chan *chan;

	list_for_each_entry(chan, &device->channels, device_node)
		warn_of_clients(device, chan);
	unregister_channels(device);
	ida_destroy(&device->chan_ida);

	mutex_lock(&core_mutex);
	dma_cap_set(DMA_PRIVATE, device->cap_mask);
	core_table_rebalance();
	ida_free(&device_ids, device->dev_id);
	core_device_put(device);
	mutex_unlock(&core_mutex);
}
EXPORT_SYMBOL(dma_async_device_unregister);

static void unregister_managed(void *device)
{
	dma_async_device_unregister(device);
}

int dmaenginem_async_device_register(struct dma_device *device)
{
	int err = dma_async_device_register(device);

	if (err)
		return err;
	return devm_add_action_or_reset(device->dev, unregister_managed, device);
}
EXPORT_SYMBOL(dmaenginem_async_device_register);

/* --- the end of a device --- */

/* A get that finds the device going unlists it too; hence only once. */
void core_device_unlist(struct dma_device *device)
{
	if (device->global_node.prev != LIST_POISON2)
		list_del_rcu(&device->global_node);
}

static void release_device(struct kref *ref)
{
	struct dma_device *device = container_of(ref, struct dma_device, ref);

	core_device_unlist(device);
	core_table_rebalance();
	synchronize_rcu();
	if (device->device_release)
		device->device_release(device);
}

void core_device_put(struct dma_device *device)
{
	lockdep_assert_held(&core_mutex);
	kref_put(&device->ref, release_device);
}
