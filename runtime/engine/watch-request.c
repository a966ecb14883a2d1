/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * watch-request.c - channels requested and released
 *
 * An unmodified driver asks for a channel by the names of its board. Where no
 * device maps them, it gets the first free private slave channel, so that it runs
 * on the reference devices.
 */
#include "runtime/engine/watch.h"

#include <linux/device.h>
#include <linux/err.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/fault.h"
#include "runtime/kernel/fork.h"
#include "runtime/kernel/report.h"

/* The private header of providers, where the core's are declared. */
struct dma_chan *dma_get_slave_channel(struct dma_chan *chan);
struct dma_chan *dma_get_any_slave_channel(struct dma_device *device);

/* --- request --- */

static void request_begin(void)
{
	watch_start();
	sched_stir();
	sched_point(POINT_CALL);
}

/* For a call that asks for a channel. */
static bool request_fails(void)
{
	if (engine_refuses("dma_request_channel", NULL))
		return true;
	request_begin();
	return fault_now(FAULT_REQUEST);
}

static void own_channel(struct dma_chan *chan)
{
	struct watch_channel *channel = watch_channel_get(chan);

	if (!channel)
		return;
	raw_lock(&watch_lock);
	channel->generation = watch_generation;
	channel->terminated = false;
	channel->issued_after = false;
	channel->found = false;
	raw_unlock(&watch_lock);
	if (!channel->name[0])
		strscpy(channel->name, dma_chan_name(chan),
			sizeof(channel->name));
}

/* @chan may be NULL or an error. */
static struct dma_chan *request_end(struct dma_chan *chan, const char *name)
{
	int err = chan ? PTR_ERR_OR_ZERO(chan) : -ENODEV;

	if (err) {
		dmacheck_emit(CHANNEL_REQUEST, .name = name, .value = err);
		return chan;
	}
	own_channel(chan);
	dmacheck_emit(CHANNEL_REQUEST, .channel = chan,
		      .device = chan->device->dev, .name = dma_chan_name(chan));
	return chan;
}

struct dma_chan *dmacheck_dma_request_channel(const dma_cap_mask_t *mask,
					      dma_filter_fn fn, void *fn_param,
					      struct device_node *np)
{
	struct dma_chan *chan = NULL;

	if (!request_fails())
		chan = __dma_request_channel(mask, fn, fn_param, np);
	return request_end(chan, NULL);
}

struct dma_chan *dmacheck_dma_request_chan_by_mask(const dma_cap_mask_t *mask)
{
	struct dma_chan *chan = ERR_PTR(-ENODEV);

	if (!request_fails())
		chan = dma_request_chan_by_mask(mask);
	return request_end(chan, NULL);
}

struct dma_chan *dmacheck_dma_get_slave_channel(struct dma_chan *chan)
{
	if (request_fails())
		return request_end(NULL, NULL);
	return request_end(dma_get_slave_channel(chan), NULL);
}

struct dma_chan *dmacheck_dma_get_any_slave_channel(struct dma_device *device)
{
	if (request_fails())
		return request_end(NULL, NULL);
	return request_end(dma_get_any_slave_channel(device), NULL);
}

/* --- by name --- */

struct by_name {
	struct device *dev;
	const char *name;
	bool private;
	struct dma_chan *chan;
};

static bool maps_name(struct dma_device *dma, void *data)
{
	const struct dma_slave_map *map = dma->filter.map;
	struct by_name *wish = data;
	int i;

	for (i = 0; i < dma->filter.mapcnt; i++, map++)
		if (!strcmp(map->devname, dev_name(wish->dev)) &&
		    !strcmp(map->slave, wish->name))
			return true;
	return false;
}

static bool take_slave(struct dma_device *dma, void *data)
{
	struct by_name *wish = data;

	if (dma->filter.mapcnt || !dma_has_cap(DMA_SLAVE, dma->cap_mask) ||
	    wish->private != !!dma_has_cap(DMA_PRIVATE, dma->cap_mask))
		return false;
	wish->chan = dma_get_any_slave_channel(dma);
	return wish->chan != NULL;
}

/* What the core does for a mapped channel, so that its release undoes it. */
static void name_client(struct by_name *wish)
{
	struct dma_chan *chan = wish->chan;
	struct kobject *kobj = &chan->dev->device.kobj;

	fault_suspend();
	chan->name = kasprintf(GFP_KERNEL, "dma:%s", wish->name);
	fault_resume();
	if (!chan->name)
		return;
	chan->slave = wish->dev;
	if (sysfs_create_link(kobj, &wish->dev->kobj, "slave") ||
	    sysfs_create_link(&wish->dev->kobj, kobj, chan->name))
		dev_warn(wish->dev, "Cannot create DMA %s symlink\n", chan->name);
}

static struct dma_chan *any_slave(struct device *dev, const char *name)
{
	struct by_name wish = { .dev = dev, .name = name, .private = true };

	if (watch_each_device(maps_name, &wish))
		return NULL;
	if (!watch_each_device(take_slave, &wish)) {
		wish.private = false;
		if (!watch_each_device(take_slave, &wish))
			return NULL;
	}
	name_client(&wish);
	return wish.chan;
}

struct dma_chan *dmacheck_dma_request_chan(struct device *dev, const char *name)
{
	struct dma_chan *chan, *any;

	if (request_fails())
		return request_end(ERR_PTR(-ENODEV), name);
	chan = dma_request_chan(dev, name);
	if (chan == ERR_PTR(-EPROBE_DEFER) || chan == ERR_PTR(-ENODEV)) {
		any = any_slave(dev, name);
		chan = any ? any : ERR_PTR(-EPROBE_DEFER);
	}
	return request_end(chan, name);
}

struct dma_chan *dmacheck_dma_request_slave_channel(struct device *dev,
						    const char *name)
{
	struct dma_chan *chan = dmacheck_dma_request_chan(dev, name);

	return IS_ERR(chan) ? NULL : chan;
}

struct dma_chan *dmacheck_dma_request_slave_channel_compat(
	const dma_cap_mask_t mask, dma_filter_fn fn, void *fn_param,
	struct device *dev, const char *name)
{
	struct dma_chan *chan = dmacheck_dma_request_slave_channel(dev, name);

	if (chan || !fn || !fn_param)
		return chan;
	return dmacheck_dma_request_channel(&mask, fn, fn_param, NULL);
}

static void release_managed(void *chan)
{
	dmacheck_dma_release_channel(chan);
}

struct dma_chan *dmacheck_devm_dma_request_chan(struct device *dev,
						const char *name)
{
	struct dma_chan *chan = dmacheck_dma_request_chan(dev, name);
	int err;

	if (IS_ERR(chan))
		return chan;
	err = devm_add_action_or_reset(dev, release_managed, chan);
	return err ? ERR_PTR(err) : chan;
}

/* --- release --- */

/* Only the last client's release waits, and only if there is something to free. */
static bool release_waits(struct watch_channel *channel, struct dma_chan *chan)
{
	return chan->client_count == 1 &&
	       chan->device->device_free_chan_resources;
}

void dmacheck_dma_release_channel(struct dma_chan *chan)
{
	struct watch_channel *channel = watch_enter(chan, POINT_CALL);
	const void *caller = __builtin_return_address(0);
	int left = chan->client_count - 1;
	bool waits;

	if (!channel && watch_lacks(chan))
		dma_release_channel(chan);
	if (!channel)
		return;
	waits = release_waits(channel, chan);
	if (waits ? watch_synchronize(channel, chan, DMACHECK_RELEASE, caller) != 0 :
		    watch_refuses(channel, chan, DMACHECK_RELEASE, caller))
		return;
	context_set_prepared(false);
	__atomic_store_n(&channel->found, false, __ATOMIC_RELAXED);
	dmacheck_emit(CHANNEL_RELEASE, .channel = chan, .value = left);
	watch_quiet = true;
	watch_synchronized = waits ? chan : NULL;
	dma_release_channel(chan);
	watch_synchronized = NULL;
	watch_quiet = false;
}

/* --- public clients --- */

void watch_tell_found(struct watch_channel *channel, struct dma_chan *chan)
{
	if (!channel || __atomic_load_n(&channel->found, __ATOMIC_RELAXED))
		return;
	__atomic_store_n(&channel->found, true, __ATOMIC_RELAXED);
	dmacheck_emit(CHANNEL_REQUEST, .channel = chan, .type = 1,
		      .device = chan->device->dev, .name = dma_chan_name(chan));
}

struct dma_chan *dmacheck_dma_find_channel(enum dma_transaction_type tx_type)
{
	struct dma_chan *chan;

	watch_start();
	chan = dma_find_channel(tx_type);
	if (chan)
		watch_tell_found(watch_channel_get(chan), chan);
	return chan;
}

void dmacheck_dmaengine_get(void)
{
	if (engine_refuses("dmaengine_get", NULL))
		return;
	request_begin();
	context_may_sleep("dmaengine_get", __builtin_return_address(0));
	dmaengine_get();
}

/* The last one synchronizes channels: nothing that a callback can wait for. */
void dmacheck_dmaengine_put(void)
{
	struct context *context = context_current();

	if (engine_refuses("dmaengine_put", NULL))
		return;
	sched_point(POINT_CALL);
	if (!context_may_sleep("dmaengine_put", __builtin_return_address(0)) &&
	    (context->hardirq || context->softirq)) {
		report_told("dmaengine: dmaengine_put called in interrupt context would hang");
		return;
	}
	watch_quiet = true;
	dmaengine_put();
	watch_quiet = false;
}
