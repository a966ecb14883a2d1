/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * driver-register.c - drivers of a bus
 *
 * drivers/base/driver.c, drivers/base/bus.c.
 */
#include "runtime/device/base.h"

#include <linux/device.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/bug.h>
#include <linux/wait_bit.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/fault.h"

static int driver_init_private(struct device_driver *drv)
{
	struct driver_private *p = engine_zalloc(sizeof(*p));

	if (!p)
		return -ENOMEM;
	p->driver = drv;
	INIT_LIST_HEAD(&p->bus_entry);
	INIT_LIST_HEAD(&p->devices);
	drv->p = p;
	return 0;
}

int driver_register(struct device_driver *drv)
{
	struct bus_private *bus = bus_find(drv->bus);
	int ret;

	context_may_sleep("driver_register", __builtin_return_address(0));
	if (!bus) {
		pr_err("Driver '%s' was unable to register with bus_type '%s' because the bus was not initialized.\n",
		       drv->name, drv->bus->name);
		return -EINVAL;
	}
	if (driver_find(drv->name, drv->bus)) {
		pr_err("Error: Driver '%s' is already registered, aborting...\n", drv->name);
		return -EBUSY;
	}
	ret = driver_init_private(drv);
	if (ret)
		return ret;
	raw_lock(&base_lock);
	list_add_tail(&drv->p->bus_entry, &bus->drivers);
	raw_unlock(&base_lock);
	ret = driver_attach(drv);
	if (!ret)
		return 0;
	driver_unregister(drv);
	return ret;
}

static bool driver_walked(struct driver_private *p)
{
	bool walked;

	raw_lock(&base_lock);
	walked = p->walks;
	raw_unlock(&base_lock);
	return walked;
}

void driver_unregister(struct device_driver *drv)
{
	struct driver_private *p = drv ? drv->p : NULL;

	context_may_sleep("driver_unregister", __builtin_return_address(0));
	if (!p) {
		WARN(1, "Unexpected driver unregister!\n");
		return;
	}
	raw_lock(&base_lock);
	p->gone = true;
	raw_unlock(&base_lock);
	/* a deferred probe may be at it, and bind a device yet */
	wait_var_event(p, !driver_walked(p));
	driver_release_all(drv);
	raw_lock(&base_lock);
	list_del_init(&p->bus_entry);
	drv->p = NULL;
	raw_unlock(&base_lock);
	engine_free(p);
}

struct device_driver *driver_find(const char *name, const struct bus_type *bus)
{
	struct bus_private *private = bus_find(bus);
	struct driver_private *p;
	struct device_driver *found = NULL;

	if (!private)
		return NULL;
	raw_lock(&base_lock);
	list_for_each_entry(p, &private->drivers, bus_entry) {
		if (!p->gone && strcmp(p->driver->name, name) == 0) {
			found = p->driver;
			break;
		}
	}
	raw_unlock(&base_lock);
	return found;
}

static void walk_leave(struct driver_private *p)
{
	bool last;

	raw_lock(&base_lock);
	last = --p->walks == 0;
	raw_unlock(&base_lock);
	if (last)
		wake_up_var(p);
}

/* The driver after @p on the bus, whether or not @p has gone; NULL: the first. */
static struct driver_private *walk_next(struct bus_private *bus, struct driver_private *p)
{
	struct driver_private *found = NULL;

	raw_lock(&base_lock);
	p = p ?: list_entry(&bus->drivers, struct driver_private, bus_entry);
	list_for_each_entry_continue(p, &bus->drivers, bus_entry)
		if (!p->gone) {
			found = p;
			found->walks++;
			break;
		}
	raw_unlock(&base_lock);
	return found;
}

int bus_for_each_drv(const struct bus_type *bus, struct device_driver *start, void *data,
		     int (*fn)(struct device_driver *drv, void *data))
{
	struct bus_private *private = bus_find(bus);
	struct driver_private *p, *next;
	int ret = 0;

	if (!private)
		return -EINVAL;
	for (p = walk_next(private, start ? start->p : NULL); p; p = next) {
		ret = fn(p->driver, data);
		next = ret ? NULL : walk_next(private, p);
		walk_leave(p);
	}
	return ret;
}

int driver_for_each_device(struct device_driver *drv, struct device *start, void *data,
			   int (*fn)(struct device *dev, void *data))
{
	struct base_snapshot devices;
	bool started = !start;
	unsigned int i;
	int ret;

	if (!drv || !drv->p)
		return -EINVAL;
	ret = base_snapshot_take(&devices, &drv->p->devices,
				 offsetof(struct device_private, driver_entry));
	if (ret)
		return ret;
	for (i = 0; i < devices.count && !ret; i++) {
		if (started)
			ret = fn(devices.devices[i], data);
		started |= devices.devices[i] == start;
	}
	base_snapshot_release(&devices);
	return ret;
}

struct find {
	const void *data;
	int (*match)(struct device *dev, const void *data);
	struct device *found;
};

static int find_one(struct device *dev, void *data)
{
	struct find *find = data;

	if (!find->match(dev, find->data))
		return 0;
	find->found = get_device(dev);
	return 1;
}

struct device *driver_find_device(const struct device_driver *drv, struct device *start,
				  const void *data,
				  int (*match)(struct device *dev, const void *data))
{
	struct find find = { .data = data, .match = match };

	driver_for_each_device((struct device_driver *)drv, start, &find, find_one);
	return find.found;
}

static void shutdown_one(struct device *dev)
{
	device_lock(dev);
	if (dev->class && dev->class->shutdown_pre)
		dev->class->shutdown_pre(dev);
	if (dev->bus && dev->bus->shutdown)
		dev->bus->shutdown(dev);
	else if (dev->driver && dev->driver->shutdown)
		dev->driver->shutdown(dev);
	device_unlock(dev);
}

static int shutdown_tree(struct device *dev, void *data)
{
	device_for_each_child_reverse(dev, NULL, shutdown_tree);
	shutdown_one(dev);
	return 0;
}

extern struct device platform_bus;

/* What a reboot does to the devices below the platform bus, children first. */
void device_shutdown(void)
{
	device_for_each_child_reverse(&platform_bus, NULL, shutdown_tree);
}
