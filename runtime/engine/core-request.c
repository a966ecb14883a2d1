/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-request.c - which channel a client gets, and gives back
 *
 *   by mask and filter   the first free channel that the filter takes
 *   by name              the device whose filter map has (device, name)
 *   by the provider      dma_get_slave_channel(), dma_get_any_slave_channel()
 *
 * Semantics of drivers/dma/dmaengine.c without device trees and ACPI.
 */
#define DMACHECK_CORE
#include <linux/err.h>
#include <linux/export.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "runtime/engine/core.h"
#include "runtime/engine/private/dmaengine.h"
#include "runtime/kernel/fault.h"

#define SLAVE_LINK "slave"

static bool has_all(struct dma_device *device, const dma_cap_mask_t *mask)
{
	int cap;

	for_each_dma_cap_mask(cap, *mask)
		if (!dma_has_cap(cap, device->cap_mask))
			return false;
	return true;
}

/* The channels of a device are all public or all private. */
static bool used_publicly(struct dma_device *device)
{
	struct dma_chan *chan;

	if (device->chancnt < 2 || dma_has_cap(DMA_PRIVATE, device->cap_mask))
		return false;
	list_for_each_entry(chan, &device->channels, device_node)
		if (chan->client_count)
			return true;
	return false;
}

/* Channels of an unregistered device stay on its list; nobody gets them. */
static bool is_free(struct dma_chan *chan)
{
	return chan->local && !chan->client_count;
}

static struct dma_chan *free_channel(struct dma_device *device,
				     const dma_cap_mask_t *mask,
				     dma_filter_fn fn, void *fn_param)
{
	struct dma_chan *chan;

	if ((mask && !has_all(device, mask)) || used_publicly(device))
		return NULL;
	list_for_each_entry(chan, &device->channels, device_node)
		if (is_free(chan) && (!fn || fn(chan, fn_param)))
			return chan;
	return NULL;
}

/* Return: the channel, -EPROBE_DEFER without a free one, or why it is not got. */
static struct dma_chan *take_channel(struct dma_device *device,
				     const dma_cap_mask_t *mask,
				     dma_filter_fn fn, void *fn_param)
{
	struct dma_chan *chan = free_channel(device, mask, fn, fn_param);
	int err;

	if (!chan)
		return ERR_PTR(-EPROBE_DEFER);
	err = core_chan_get_private(chan);
	if (!err)
		return chan;
	dev_dbg(device->dev, "%s: cannot get %s: %d\n", __func__,
		dma_chan_name(chan), err);
	if (err == -ENODEV)
		core_device_unlist(device);
	return ERR_PTR(err);
}

struct dma_chan *__dma_request_channel(const dma_cap_mask_t *mask,
				       dma_filter_fn fn, void *fn_param,
				       struct device_node *np)
{
	struct dma_device *device, *next;
	struct dma_chan *chan = NULL;

	mutex_lock(&core_mutex);
	list_for_each_entry_safe(device, next, &core_devices, global_node) {
		if (np && device->dev->of_node && np != device->dev->of_node)
			continue;
		chan = take_channel(device, mask, fn, fn_param);
		if (!IS_ERR(chan))
			break;
		chan = NULL;
	}
	mutex_unlock(&core_mutex);
	return chan;
}
EXPORT_SYMBOL_GPL(__dma_request_channel);

/* Before the first device it is worth while to ask again. */
static int error_for_none(void)
{
	bool any;

	mutex_lock(&core_mutex);
	any = !list_empty(&core_devices);
	mutex_unlock(&core_mutex);
	return any ? -ENODEV : -EPROBE_DEFER;
}

struct dma_chan *dma_request_chan_by_mask(const dma_cap_mask_t *mask)
{
	struct dma_chan *got = mask ? dma_request_channel(*mask, NULL, NULL) : NULL;

	if (got)
		return got;
	return ERR_PTR(mask ? error_for_none() : -ENODEV);
}
EXPORT_SYMBOL_GPL(dma_request_chan_by_mask);

struct dma_chan *dma_get_slave_channel(struct dma_chan *chan)
{
	bool got;

	mutex_lock(&core_mutex);
	got = is_free(chan) && !core_chan_get_private(chan);
	mutex_unlock(&core_mutex);
	return got ? chan : NULL;
}
EXPORT_SYMBOL_GPL(dma_get_slave_channel);

static void set_slave_mask(dma_cap_mask_t *mask)
{
	dma_cap_zero(*mask);
	dma_cap_set(DMA_SLAVE, *mask);
}

struct dma_chan *dma_get_any_slave_channel(struct dma_device *device)
{
	struct dma_chan *chan;
	dma_cap_mask_t mask;

	set_slave_mask(&mask);
	mutex_lock(&core_mutex);
	chan = take_channel(device, &mask, NULL, NULL);
	mutex_unlock(&core_mutex);
	return IS_ERR(chan) ? NULL : chan;
}
EXPORT_SYMBOL_GPL(dma_get_any_slave_channel);

static const struct dma_slave_map *find_map(struct dma_device *device,
					    struct device *dev, const char *name)
{
	const struct dma_slave_map *map = device->filter.map;
	int i;

	for (i = 0; i < device->filter.mapcnt; i++, map++)
		if (!strcmp(map->devname, dev_name(dev)) &&
		    !strcmp(map->slave, name))
			return map;
	return NULL;
}

static struct dma_chan *take_mapped(struct device *dev, const char *name)
{
	struct dma_chan *chan = ERR_PTR(-EPROBE_DEFER);
	struct dma_device *device, *next;
	const struct dma_slave_map *map;
	dma_cap_mask_t mask;

	set_slave_mask(&mask);
	list_for_each_entry_safe(device, next, &core_devices, global_node) {
		map = find_map(device, dev, name);
		if (!map)
			continue;
		chan = take_channel(device, &mask, device->filter.fn, map->param);
		if (!IS_ERR(chan))
			break;
	}
	return chan;
}

/* Links the channel and its client in sysfs, both ways. */
static void name_client(struct dma_chan *chan, struct device *dev,
			const char *name)
{
	struct kobject *kobj = &chan->dev->device.kobj;

	fault_suspend();
	chan->dbg_client_name = kasprintf(GFP_KERNEL, "%s:%s", dev_name(dev),
					  name);
	chan->name = kasprintf(GFP_KERNEL, "dma:%s", name);
	fault_resume();
	if (!chan->name)
		return;
	chan->slave = dev;
	if (sysfs_create_link(kobj, &dev->kobj, SLAVE_LINK))
		dev_warn(dev, "Cannot create DMA %s symlink\n", SLAVE_LINK);
	if (sysfs_create_link(&dev->kobj, kobj, chan->name))
		dev_warn(dev, "Cannot create DMA %s symlink\n", chan->name);
}

static void forget_client(struct dma_chan *chan)
{
	if (chan->slave) {
		sysfs_remove_link(&chan->dev->device.kobj, SLAVE_LINK);
		sysfs_remove_link(&chan->slave->kobj, chan->name);
		kfree(chan->name);
		chan->name = NULL;
		chan->slave = NULL;
	}
	kfree(chan->dbg_client_name);
	chan->dbg_client_name = NULL;
}

struct dma_chan *dma_request_chan(struct device *dev, const char *name)
{
	struct dma_chan *chan;

	mutex_lock(&core_mutex);
	chan = take_mapped(dev, name);
	mutex_unlock(&core_mutex);
	if (!IS_ERR(chan))
		name_client(chan, dev, name);
	return chan;
}
EXPORT_SYMBOL_GPL(dma_request_chan);

struct dma_chan *dma_request_slave_channel(struct device *dev, const char *name)
{
	struct dma_chan *chan = dma_request_chan(dev, name);

	return IS_ERR(chan) ? NULL : chan;
}
EXPORT_SYMBOL_GPL(dma_request_slave_channel);

struct dma_chan *dma_request_slave_channel_compat(const dma_cap_mask_t mask,
						  dma_filter_fn fn,
						  void *fn_param,
						  struct device *dev,
						  const char *name)
{
	struct dma_chan *chan = dma_request_slave_channel(dev, name);

	if (chan || !fn || !fn_param)
		return chan;
	return __dma_request_channel(&mask, fn, fn_param, NULL);
}
EXPORT_SYMBOL_GPL(dma_request_slave_channel_compat);

/*
 * The put may release the device, so what hangs on the channel goes first; the
 * kernel does it after the put.
 */
void dma_release_channel(struct dma_chan *chan)
{
	mutex_lock(&core_mutex);
	WARN_ONCE(chan->client_count != 1, "chan reference count %d != 1\n",
		  chan->client_count);
	forget_client(chan);
	core_chan_put_private(chan);
	mutex_unlock(&core_mutex);
}
EXPORT_SYMBOL_GPL(dma_release_channel);

static void release_managed(void *chan)
{
	dma_release_channel(chan);
}

struct dma_chan *devm_dma_request_chan(struct device *dev, const char *name)
{
	struct dma_chan *chan = dma_request_chan(dev, name);
	int err;

	if (IS_ERR(chan))
		return chan;
	err = devm_add_action_or_reset(dev, release_managed, chan);
	return err ? ERR_PTR(err) : chan;
}
EXPORT_SYMBOL_GPL(devm_dma_request_chan);
