/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-table.c - public clients: one channel for each kind of operation
 *
 * dmaengine_get() takes every public channel, dma_find_channel() then hands out
 * those in the table, without a reference. The table is that of a machine with
 * one processor: operations are spread over the channels. Semantics of
 * drivers/dma/dmaengine.c.
 */
#define DMACHECK_CORE
#include <linux/export.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>

#include "runtime/engine/core.h"

static struct dma_chan *channel_table[DMA_TX_TYPE_END];
static long client_count;	/* protected by core_mutex */

long core_client_count(void)
{
	return client_count;
}

/* What says something about a channel is no operation. */
static bool is_operation(int cap)
{
	return cap != DMA_INTERRUPT && cap != DMA_PRIVATE && cap != DMA_SLAVE;
}

/* An unregistered device, left by its last exclusive client, is not private. */
static bool is_public(struct dma_device *device)
{
	return device->chancnt && !dma_has_cap(DMA_PRIVATE, device->cap_mask);
}

static struct dma_chan *least_used(enum dma_transaction_type cap)
{
	struct dma_chan *chan, *least = NULL;
	struct dma_device *device;

	list_for_each_entry(device, &core_devices, global_node) {
		if (!dma_has_cap(cap, device->cap_mask) || !is_public(device))
			continue;
		list_for_each_entry(chan, &device->channels, device_node)
			if (chan->client_count &&
			    (!least || chan->table_count < least->table_count))
				least = chan;
	}
	if (least)
		least->table_count++;
	return least;
}

static void forget_table(void)
{
	struct dma_device *device;
	struct dma_chan *chan;
	int cap;

	for (cap = 0; cap < DMA_TX_TYPE_END; cap++)
		WRITE_ONCE(channel_table[cap], NULL);
	list_for_each_entry(device, &core_devices, global_node)
		if (!dma_has_cap(DMA_PRIVATE, device->cap_mask))
			list_for_each_entry(chan, &device->channels, device_node)
				chan->table_count = 0;
}

void core_table_rebalance(void)
{
	int cap;

	forget_table();
	if (!client_count)
		return;
	for (cap = 0; cap < DMA_TX_TYPE_END; cap++)
		if (is_operation(cap))
			WRITE_ONCE(channel_table[cap], least_used(cap));
}

struct dma_chan *dma_find_channel(enum dma_transaction_type tx_type)
{
	return READ_ONCE(channel_table[tx_type]);
}
EXPORT_SYMBOL(dma_find_channel);

void dma_issue_pending_all(void)
{
	struct dma_device *device;
	struct dma_chan *chan;

	rcu_read_lock();
	list_for_each_entry_rcu(device, &core_devices, global_node) {
		if (dma_has_cap(DMA_PRIVATE, device->cap_mask))
			continue;
		list_for_each_entry(chan, &device->channels, device_node)
			if (READ_ONCE(chan->client_count))
				device->device_issue_pending(chan);
	}
	rcu_read_unlock();
}
EXPORT_SYMBOL(dma_issue_pending_all);

static void get_channels(struct dma_device *device)
{
	struct dma_chan *chan;
	int err;

	list_for_each_entry(chan, &device->channels, device_node) {
		err = core_chan_get(chan);
		if (err == -ENODEV) {
			core_device_unlist(device);
			return;
		}
		if (err)
			dev_dbg(device->dev, "%s: no resources for %s: %d\n",
				__func__, dma_chan_name(chan), err);
	}
}

void dmaengine_get(void)
{
	struct dma_device *device, *next;

	mutex_lock(&core_mutex);
	client_count++;
	list_for_each_entry_safe(device, next, &core_devices, global_node)
		if (!dma_has_cap(DMA_PRIVATE, device->cap_mask))
			get_channels(device);
	if (client_count == 1)
		core_table_rebalance();
	mutex_unlock(&core_mutex);
}
EXPORT_SYMBOL(dmaengine_get);

/*
 * Unregistered while public clients had it: private in name only. The kernel
 * skips it here, and never releases it; D6 wants it released.
 */
static bool is_left_behind(struct dma_device *device)
{
	return !device->privatecnt && !device->chancnt;
}

/* Drops a client's channels; the device is kept over the walk of its own list. */
static void put_channels(struct dma_device *device)
{
	struct dma_chan *chan;

	kref_get(&device->ref);
	list_for_each_entry(chan, &device->channels, device_node)
		core_chan_put(chan);
	core_device_put(device);
}

void dmaengine_put(void)
{
	struct dma_device *device, *next;

	mutex_lock(&core_mutex);
	client_count--;
	BUG_ON(client_count < 0);
	list_for_each_entry_safe(device, next, &core_devices, global_node)
		if (!dma_has_cap(DMA_PRIVATE, device->cap_mask) ||
		    is_left_behind(device))
			put_channels(device);
	mutex_unlock(&core_mutex);
}
EXPORT_SYMBOL(dmaengine_put);
