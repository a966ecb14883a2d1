/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * watch-device.c - a device is registered: thunks take the operations' places
 *
 * The provider's own stay in struct watch_device. They are put back when nobody
 * can call them any more: from device_release, or, without one, when the device
 * is unregistered and has no client.
 */
#include "runtime/engine/watch.h"

#include <linux/errno.h>
#include <linux/device.h>
#include <linux/mutex.h>
#include <linux/string.h>

#include "runtime/kernel/fork.h"
#include "runtime/device/base.h"
#include "runtime/kernel/fault.h"

extern void refdma_init(void) __attribute__((weak));

/* In the order of registration; protected by the mutex. */
static DEFINE_MUTEX(registered_mutex);
static struct watch_device *registered;

void watch_start(void)
{
	if (!refdma_init)
		return;
	fault_suspend();
	refdma_init();
	fault_resume();
}

/* A device that comes again may still have thunks, and its own kept. */
void watch_swap_in(struct dma_device *dma, struct watch_device *device)
{
#define SWAP(op) \
	if (dma->op != thunk_##op) { \
		device->ops.op = dma->op; \
		if (dma->op) \
			dma->op = thunk_##op; \
	}
	WATCH_OPS(SWAP)
#undef SWAP
	device->watched = true;
}

void watch_swap_out(struct dma_device *dma, struct watch_device *device)
{
#define RESTORE(op) \
	if (dma->op == thunk_##op) \
		dma->op = device->ops.op;
	WATCH_OPS(RESTORE)
#undef RESTORE
	device->watched = false;
}

/* Under the mutex. Return: the link to @device, or the last one. */
static struct watch_device **find_registered(const struct watch_device *device)
{
	struct watch_device **link = &registered;

	while (*link && *link != device)
		link = &(*link)->next_registered;
	return link;
}

static void add_registered(struct watch_device *device)
{
	struct watch_device **link;

	mutex_lock(&registered_mutex);
	link = find_registered(device);
	if (!*link) {
		device->next_registered = NULL;
		*link = device;
	}
	mutex_unlock(&registered_mutex);
}

static void remove_registered(struct watch_device *device)
{
	struct watch_device **link;

	mutex_lock(&registered_mutex);
	link = find_registered(device);
	if (*link)
		*link = device->next_registered;
	mutex_unlock(&registered_mutex);
}

bool watch_each_device(bool (*take)(struct dma_device *dma, void *data),
		       void *data)
{
	struct watch_device *device;
	bool taken = false;

	mutex_lock(&registered_mutex);
	for (device = registered; device && !taken; device = device->next_registered)
		taken = take(device->key, data);
	mutex_unlock(&registered_mutex);
	return taken;
}

/* Begins anew with a channel whose address may have been another's. */
static struct watch_channel *reset_channel(struct dma_chan *chan)
{
	struct watch_channel *channel = watch_channel_get(chan);

	if (!channel)
		return NULL;
	raw_lock(&watch_lock);
	channel->terminated = false;
	channel->issued_after = false;
	channel->tx_submit = NULL;
	channel->mixed = false;
	channel->generation = watch_generation;
	while (channel->first)
		watch_desc_drop(channel->first);
	raw_unlock(&watch_lock);
	return channel;
}

static bool prepare_channels(struct dma_device *dma)
{
	struct dma_chan *chan;

	list_for_each_entry(chan, &dma->channels, device_node) {
		chan->device = dma;
		if (!reset_channel(chan))
			return false;
	}
	return true;
}

static void name_channels(struct dma_device *dma)
{
	struct watch_channel *channel;
	struct dma_chan *chan;

	list_for_each_entry(chan, &dma->channels, device_node) {
		channel = watch_channel_get(chan);
		if (channel)
			strscpy(channel->name, dma_chan_name(chan),
				sizeof(channel->name));
	}
}

/* @ops: the provider's own */
static void tell_register(struct dma_device *dma, const struct dma_device *ops)
{
	unsigned int flags = 0;

	if (ops->device_release)
		flags |= DMACHECK_HAS_RELEASE;
	if (ops->device_synchronize)
		flags |= DMACHECK_HAS_SYNCHRONIZE;
	dmacheck_emit(DEVICE_REGISTER, .object = dma, .device = dma->dev,
		      .name = dev_name(dma->dev), .value = dma->chancnt,
		      .flags = flags);
}

/* Without memory the device works unwatched, and is not found by name. */
static struct watch_device *watch_device(struct dma_device *dma)
{
	struct watch_device *device = watch_device_get(dma);

	if (!device || !prepare_channels(dma))
		return NULL;
	watch_swap_in(dma, device);
	return device;
}

int dmacheck_dma_async_device_register(struct dma_device *dma)
{
	struct watch_device *device = NULL;
	int err;

	if (engine_refuses("dma_async_device_register", NULL))
		return -ENODEV;
	watch_start();
	sched_stir();
	sched_point(POINT_CALL);
	if (dma && dma->dev)
		device = watch_device(dma);
	err = dma_async_device_register(dma);
	if (err) {
		if (device)
			watch_swap_out(dma, device);
		return err;
	}
	name_channels(dma);
	tell_register(dma, device ? &device->ops : dma);
	if (device)
		add_registered(device);
	driver_deferred_probe_trigger();
	return 0;
}

static int count_clients(struct dma_device *dma)
{
	struct dma_chan *chan;
	int clients = 0;

	list_for_each_entry(chan, &dma->channels, device_node)
		clients += chan->client_count;
	return clients;
}

void dmacheck_dma_async_device_unregister(struct dma_device *dma)
{
	struct watch_device *device = watch_device_get(dma);
	bool has_release = device && device->ops.device_release;
	int clients = count_clients(dma);

	if (engine_refuses("dma_async_device_unregister", NULL))
		return;
	sched_stir();
	sched_point(POINT_CALL);
	if (device)
		remove_registered(device);
	dmacheck_emit(DEVICE_UNREGISTER, .object = dma, .value = clients);
	dma_async_device_unregister(dma);
	if (device && !has_release && !clients)
		watch_swap_out(dma, device);
}

static void unregister_managed(void *dma)
{
	dmacheck_dma_async_device_unregister(dma);
}

int dmacheck_dmaenginem_async_device_register(struct dma_device *dma)
{
	int err = dmacheck_dma_async_device_register(dma);

	if (err)
		return err;
	return devm_add_action_or_reset(dma->dev, unregister_managed, dma);
}

/* Under the list mutex. */
void thunk_device_release(struct dma_device *dma)
{
	struct watch_device *device = watch_device_get(dma);

	dmacheck_emit(DEVICE_RELEASE, .object = dma);
	if (!device)
		return;
	watch_swap_out(dma, device);
	device->ops.device_release(dma);
}
