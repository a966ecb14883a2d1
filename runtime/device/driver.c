/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * driver.c - binding devices and drivers
 *
 *   match -> probe -> bound        remove -> owned resources, newest first -> unbound
 *              |
 *              +-> -EPROBE_DEFER: deferred.c tries again
 *
 * drivers/base/dd.c, drivers/base/driver.c. A device's mutex is held over both.
 */
#include "runtime/device/base.h"

#include <dmacheck/event.h>
#include <linux/device.h>
#include <linux/pm_runtime.h>
#include <linux/printk.h>
#include <linux/bug.h>
#include <linux/string.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/fault.h"

/* Of the mapping layer: what a driver has left mapped. */
unsigned int dmacheck_mapping_leaks(struct device *dev);

static void set_driver(struct device *dev, struct device_driver *drv)
{
	__atomic_store_n(&dev->driver, drv, __ATOMIC_RELEASE);
}

bool driver_matches(const struct device_driver *drv, struct device *dev)
{
	return !drv->bus->match || drv->bus->match(dev, drv) > 0;
}

static int call_probe(struct device *dev, struct device_driver *drv)
{
	if (dev->bus->probe)
		return dev->bus->probe(dev);
	return drv->probe ? drv->probe(dev) : 0;
}

static void call_remove(struct device *dev, struct device_driver *drv)
{
	if (dev->bus && dev->bus->remove)
		dev->bus->remove(dev);
	else if (drv->remove)
		drv->remove(dev);
}

/* What is left of a driver that is not, or no longer, bound. */
static void unbind_cleanup(struct device *dev)
{
	unsigned int left;

	devres_release_all(dev);
	left = dmacheck_mapping_leaks(dev);
	dmacheck_emit(UNBIND, .device = dev, .name = dev->driver->name, .value = left);
	set_driver(dev, NULL);
	dev_set_drvdata(dev, NULL);
	pm_runtime_reinit(dev);
}

static void mark_bound(struct device *dev, struct device_driver *drv)
{
	raw_lock(&base_lock);
	list_add_tail(&dev->p->driver_entry, &drv->p->devices);
	raw_unlock(&base_lock);
	deferred_remove(dev);
	driver_deferred_probe_trigger();
	bus_notify(dev, BUS_NOTIFY_BOUND_DRIVER);
}

static void probe_failed(struct device *dev, struct device_driver *drv, int error,
			 unsigned int triggers)
{
	if (error == -EPROBE_DEFER)
		deferred_add(dev, triggers);
	else if (error != -ENODEV && error != -ENXIO)
		dev_err(dev, "probe with driver %s failed with error %d\n", drv->name, error);
	bus_notify(dev, BUS_NOTIFY_DRIVER_NOT_BOUND);
}

static int really_probe(struct device *dev, struct device_driver *drv)
{
	int ret = 0;

	if (!list_empty(&dev->devres_head)) {
		dev_crit(dev, "Resources present before probing\n");
		return -EBUSY;
	}
	set_driver(dev, drv);
	if (dev->bus->dma_configure)
		ret = dev->bus->dma_configure(dev);
	if (ret)
		goto out;
	bus_notify(dev, BUS_NOTIFY_BIND_DRIVER);
	ret = call_probe(dev, drv);
	if (ret > 0) {
		dev_warn(dev, "driver %s probe returned %d, it should follow 0/-E convention\n",
			 drv->name, ret);
		ret = -ENODEV;
	}
	if (ret && dev->bus->dma_cleanup)
		dev->bus->dma_cleanup(dev);
out:
	if (ret)
		unbind_cleanup(dev);
	return ret;
}

/* The device's mutex is held. Return: 0 if bound. */
static int probe_device(struct device *dev, struct device_driver *drv)
{
	unsigned int triggers = deferred_trigger_count();
	int ret;

	if (dev->p->dead || !device_is_registered(dev))
		return -ENODEV;
	if (dev->driver)
		return -EBUSY;
	if (dev->parent)
		pm_runtime_get_sync(dev->parent);
	pm_runtime_barrier(dev);
	ret = really_probe(dev, drv);
	if (ret)
		probe_failed(dev, drv, ret, triggers);
	else
		mark_bound(dev, drv);
	pm_request_idle(dev);
	if (dev->parent)
		pm_runtime_put(dev->parent);
	return ret;
}

struct attach {
	struct device *dev;
	int result;
};

/* Ends the walk when bound; -EPROBE_DEFER too: the device waits now. */
static int attach_one(struct device_driver *drv, void *data)
{
	struct attach *attach = data;
	int ret;

	if (!driver_matches(drv, attach->dev))
		return 0;
	ret = probe_device(attach->dev, drv);
	attach->result = ret == 0;
	return ret == 0 || ret == -EPROBE_DEFER;
}

int device_attach(struct device *dev)
{
	struct attach attach = { .dev = dev };

	device_lock(dev);
	if (dev->driver)
		attach.result = 1;
	else
		bus_for_each_drv(dev->bus, NULL, &attach, attach_one);
	device_unlock(dev);
	return attach.result;
}

void device_initial_probe(struct device *dev)
{
	device_attach(dev);
}

static int driver_attach_one(struct device *dev, void *data)
{
	struct device_driver *drv = data;

	if (!driver_matches(drv, dev))
		return 0;
	device_lock(dev);
	if (!dev->driver)
		probe_device(dev, drv);
	device_unlock(dev);
	return 0;
}

int driver_attach(const struct device_driver *drv)
{
	return bus_for_each_dev(drv->bus, NULL, (void *)drv, driver_attach_one);
}

int device_driver_attach(const struct device_driver *drv, struct device *dev)
{
	int ret;

	device_lock(dev);
	ret = probe_device(dev, (struct device_driver *)drv);
	device_unlock(dev);
	return ret == -EPROBE_DEFER ? -EAGAIN : ret;
}

/* dev->driver has been set by the caller, who holds the device's mutex. */
int device_bind_driver(struct device *dev)
{
	if (!dev->p || !dev->driver || !dev->driver->p)
		return -EINVAL;
	mark_bound(dev, dev->driver);
	return 0;
}

bool device_is_bound(struct device *dev)
{
	return dev->p && !list_empty(&dev->p->driver_entry);
}

/* The device's mutex is held. */
static void release_locked(struct device *dev)
{
	struct device_driver *drv = dev->driver;

	if (!drv)
		return;
	raw_lock(&base_lock);
	list_del_init(&dev->p->driver_entry);
	raw_unlock(&base_lock);
	pm_runtime_get_sync(dev);
	bus_notify(dev, BUS_NOTIFY_UNBIND_DRIVER);
	pm_runtime_put_sync(dev);
	call_remove(dev, drv);
	if (dev->bus && dev->bus->dma_cleanup)
		dev->bus->dma_cleanup(dev);
	unbind_cleanup(dev);
	bus_notify(dev, BUS_NOTIFY_UNBOUND_DRIVER);
}

void device_release_driver(struct device *dev)
{
	device_lock(dev);
	release_locked(dev);
	device_unlock(dev);
}

void device_driver_detach(struct device *dev)
{
	device_release_driver(dev);
}

int device_reprobe(struct device *dev)
{
	device_release_driver(dev);
	return device_attach(dev) < 0 ? -EINVAL : 0;
}

static struct device *last_device(struct device_driver *drv)
{
	struct device *dev = NULL;

	raw_lock(&base_lock);
	if (!list_empty(&drv->p->devices))
		dev = list_last_entry(&drv->p->devices, struct device_private,
				      driver_entry)->device;
	if (dev)
		dev = base_get(dev);
	raw_unlock(&base_lock);
	return dev;
}

/* Newest binding first. */
void driver_release_all(struct device_driver *drv)
{
	struct device *dev;

	while ((dev = last_device(drv))) {
		device_lock(dev);
		if (dev->driver == drv)
			release_locked(dev);
		device_unlock(dev);
		put_device(dev);
	}
}
