/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bus.c - buses: their devices and drivers
 *
 * drivers/base/bus.c.
 */
#include "runtime/device/base.h"

#include <linux/device.h>
#include <linux/string.h>
#include <linux/printk.h>
#include <linux/bug.h>

#include "runtime/kernel/fault.h"

/* By base_lock. */
static LIST_HEAD(buses);

struct bus_private *bus_find(const struct bus_type *bus)
{
	struct bus_private *private, *found = NULL;

	raw_lock(&base_lock);
	list_for_each_entry(private, &buses, entry) {
		if (private->bus == bus) {
			found = private;
			break;
		}
	}
	raw_unlock(&base_lock);
	return found;
}

int bus_add_fixed(struct bus_private *private, const struct bus_type *bus)
{
	private->bus = bus;
	INIT_LIST_HEAD(&private->devices);
	INIT_LIST_HEAD(&private->drivers);
	BLOCKING_INIT_NOTIFIER_HEAD(&private->notifier);
	raw_lock(&base_lock);
	list_add_tail(&private->entry, &buses);
	raw_unlock(&base_lock);
	return 0;
}

int bus_register(const struct bus_type *bus)
{
	struct bus_private *private;

	if (bus_find(bus))
		return -EEXIST;
	private = engine_zalloc(sizeof(*private));
	return private ? bus_add_fixed(private, bus) : -ENOMEM;
}

void bus_unregister(const struct bus_type *bus)
{
	struct bus_private *private = bus_find(bus);

	if (!private || private->fixed)
		return;
	raw_lock(&base_lock);
	list_del(&private->entry);
	raw_unlock(&base_lock);
	engine_free(private);
}

void bus_notify(struct device *dev, unsigned long what)
{
	struct bus_private *private = dev->bus ? bus_find(dev->bus) : NULL;

	if (private)
		blocking_notifier_call_chain(&private->notifier, what, dev);
}

int bus_register_notifier(const struct bus_type *bus, struct notifier_block *nb)
{
	struct bus_private *private = bus_find(bus);

	return private ? blocking_notifier_chain_register(&private->notifier, nb) : -EINVAL;
}

int bus_unregister_notifier(const struct bus_type *bus, struct notifier_block *nb)
{
	struct bus_private *private = bus_find(bus);

	return private ? blocking_notifier_chain_unregister(&private->notifier, nb) : -EINVAL;
}

/* base_lock held: names are unique on a bus. */
static bool bus_has_name(struct bus_private *private, const char *name)
{
	struct device_private *p;

	list_for_each_entry(p, &private->devices, bus_entry)
		if (strcmp(dev_name(p->device), name) == 0)
			return true;
	return false;
}

int bus_add_device(struct device *dev)
{
	struct bus_private *private = dev->bus ? bus_find(dev->bus) : NULL;
	bool exists;

	if (!private)
		return dev->bus ? -EINVAL : 0;
	raw_lock(&base_lock);
	exists = bus_has_name(private, dev_name(dev));
	if (!exists)
		list_add_tail(&dev->p->bus_entry, &private->devices);
	raw_unlock(&base_lock);
	if (!exists)
		return 0;
	pr_warn("sysfs: cannot create duplicate filename '/bus/%s/devices/%s'\n",
		dev->bus->name, dev_name(dev));
	return -EEXIST;
}

void bus_remove_device(struct device *dev)
{
	if (!dev->bus)
		return;
	raw_lock(&base_lock);
	list_del_init(&dev->p->bus_entry);
	raw_unlock(&base_lock);
	device_release_driver(dev);
}

static int bus_take(struct base_snapshot *snapshot, const struct bus_type *bus)
{
	struct bus_private *private = bus_find(bus);

	return private ? base_snapshot_take(snapshot, &private->devices,
					    offsetof(struct device_private, bus_entry)) :
	       -EINVAL;
}

/* The index after @start, 0 for NULL. */
static unsigned int walk_first(struct base_snapshot *snapshot, struct device *start)
{
	unsigned int i;

	for (i = 0; start && i < snapshot->count; i++)
		if (snapshot->devices[i] == start)
			return i + 1;
	return start ? snapshot->count : 0;
}

int bus_for_each_dev(const struct bus_type *bus, struct device *start, void *data,
		     int (*fn)(struct device *dev, void *data))
{
	struct base_snapshot devices;
	unsigned int i;
	int ret = bus_take(&devices, bus);

	if (ret)
		return ret;
	for (i = walk_first(&devices, start); i < devices.count && !ret; i++)
		ret = fn(devices.devices[i], data);
	base_snapshot_release(&devices);
	return ret;
}

struct device *bus_find_device(const struct bus_type *bus, struct device *start,
			       const void *data,
			       int (*match)(struct device *dev, const void *data))
{
	struct base_snapshot devices;
	struct device *found = NULL;
	unsigned int i;

	if (bus_take(&devices, bus))
		return NULL;
	for (i = walk_first(&devices, start); i < devices.count && !found; i++)
		if (match(devices.devices[i], data))
			found = get_device(devices.devices[i]);
	base_snapshot_release(&devices);
	return found;
}

struct device *bus_find_device_by_name(const struct bus_type *bus, struct device *start,
				       const char *name)
{
	return bus_find_device(bus, start, name, device_match_name);
}

static int rescan_one(struct device *dev, void *data)
{
	int ret = dev->driver ? 0 : device_attach(dev);

	return ret < 0 ? ret : 0;
}

int bus_rescan_devices(const struct bus_type *bus)
{
	return bus_for_each_dev(bus, NULL, NULL, rescan_one);
}
