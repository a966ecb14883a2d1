/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * device.c - devices: added to the model, taken out of it, released once
 *
 *   initialize -> add ------------> del -> last put -> release
 *                  | bus, class      | driver let go
 *
 * drivers/base/core.c for the order of the steps and the words.
 */
#include "runtime/device/base.h"

#include <dmacheck/event.h>
#include <linux/device.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/fault.h"

/* Of the mapping layer: what a driver has left mapped. */
unsigned int dmacheck_mapping_leaks(struct device *dev);

struct raw_lock base_lock = RAW_LOCK_INIT;

/* The device's own goes before its type's and its class's. */
static void (*release_of(const struct device *dev))(struct device *dev)
{
	void (*of_type)(struct device *) = dev->type ? dev->type->release : NULL;
	void (*of_class)(struct device *) = dev->class ? dev->class->dev_release : NULL;

	return dev->release ?: of_type ?: of_class;
}

/*
 * Devices may own resources without ever having had a driver; a driver's have
 * been released when it was unbound.
 */
static void device_release(struct kobject *kobj)
{
	struct device *dev = kobj_to_dev(kobj);
	struct device_private *own = dev->p;
	void (*release)(struct device *dev);

	devres_release_all(dev);
	dmacheck_mapping_leaks(dev);
	release = release_of(dev);
	if (release)
		release(dev);
	else
		WARN(1, "Device '%s' does not have a release() function, it is broken and must be fixed. See Documentation/core-api/kobject.rst.\n",
		     dev_name(dev));
	engine_free(own);
}

static const struct kobj_type device_type = { .release = device_release };

void device_initialize(struct device *dev)
{
	kobject_init(&dev->kobj, &device_type);
	mutex_init(&dev->mutex);
	spin_lock_init(&dev->devres_lock);
	INIT_LIST_HEAD(&dev->devres_head);
	INIT_LIST_HEAD(&dev->dma_pools);
	dev->numa_node = NUMA_NO_NODE;
	pm_runtime_init(dev);
}

int dev_set_name(struct device *dev, const char *fmt, ...)
{
	va_list arguments;
	int ret;

	va_start(arguments, fmt);
	ret = kobject_set_name_vargs(&dev->kobj, fmt, arguments);
	va_end(arguments);
	return ret;
}

const char *dev_driver_string(const struct device *dev)
{
	struct device_driver *driver = __atomic_load_n(&dev->driver, __ATOMIC_RELAXED);

	return driver ? driver->name : dev_bus_name(dev);
}

static int device_private_init(struct device *dev)
{
	struct device_private *p = engine_zalloc(sizeof(*p));

	if (!p)
		return -ENOMEM;
	p->device = dev;
	INIT_LIST_HEAD(&p->children);
	INIT_LIST_HEAD(&p->parent_entry);
	INIT_LIST_HEAD(&p->bus_entry);
	INIT_LIST_HEAD(&p->class_entry);
	INIT_LIST_HEAD(&p->driver_entry);
	INIT_LIST_HEAD(&p->deferred_entry);
	dev->p = p;
	return 0;
}

static int device_name(struct device *dev)
{
	int ret = 0;

	if (dev->init_name) {
		ret = dev_set_name(dev, "%s", dev->init_name);
		dev->init_name = NULL;
	} else if (!dev->kobj.name && dev->bus && dev->bus->dev_name) {
		ret = dev_set_name(dev, "%s%u", dev->bus->dev_name, dev->id);
	}
	if (!ret && !dev->kobj.name)
		ret = -EINVAL;
	return ret;
}

static void parent_link(struct device *dev)
{
	if (!dev->parent || !dev->parent->p)
		return;
	raw_lock(&base_lock);
	list_add_tail(&dev->p->parent_entry, &dev->parent->p->children);
	raw_unlock(&base_lock);
}

static void parent_unlink(struct device *dev)
{
	raw_lock(&base_lock);
	list_del_init(&dev->p->parent_entry);
	raw_unlock(&base_lock);
}

static int device_add_groups_all(struct device *dev)
{
	int ret = 0;

	if (dev->class)
		ret = sysfs_create_groups(&dev->kobj, dev->class->dev_groups);
	if (!ret && dev->type)
		ret = sysfs_create_groups(&dev->kobj, dev->type->groups);
	return ret ? ret : sysfs_create_groups(&dev->kobj, dev->groups);
}

static int device_join(struct device *dev)
{
	int ret = device_add_groups_all(dev);

	if (ret)
		return ret;
	ret = class_add_device(dev);
	if (ret)
		return ret;
	ret = bus_add_device(dev);
	if (ret)
		class_remove_device(dev);
	return ret;
}

int device_add(struct device *dev)
{
	int ret;

	context_may_sleep("device_add", __builtin_return_address(0));
	if (!get_device(dev))
		return -EINVAL;
	ret = dev->p ? 0 : device_private_init(dev);
	if (!ret)
		ret = device_name(dev);
	if (ret)
		goto err_put;
	dev->p->dead = false;
	ret = base_kobject_add(&dev->kobj, dev->parent ? &dev->parent->kobj : NULL);
	if (ret)
		goto err_put;
	ret = device_join(dev);
	if (ret)
		goto err_del;
	parent_link(dev);
	dmacheck_emit(DEVICE_ADD, .device = dev, .name = dev_name(dev),
		      .object = dev->parent);
	bus_notify(dev, BUS_NOTIFY_ADD_DEVICE);
	if (dev->bus)
		device_initial_probe(dev);
	put_device(dev);
	return 0;

err_del:
	kobject_del(&dev->kobj);
err_put:
	put_device(dev);
	return ret;
}

int device_register(struct device *dev)
{
	device_initialize(dev);
	return device_add(dev);
}

/* The reference taken for the time in the model ends with it: none is kept by lists. */
void device_del(struct device *dev)
{
	context_may_sleep("device_del", __builtin_return_address(0));
	if (!dev->p)
		return;
	device_lock(dev);
	dev->p->dead = true;
	device_unlock(dev);
	bus_notify(dev, BUS_NOTIFY_DEL_DEVICE);
	parent_unlink(dev);
	class_remove_device(dev);
	bus_remove_device(dev);
	pm_runtime_remove(dev);
	deferred_remove(dev);
	property_remove(dev);
	bus_notify(dev, BUS_NOTIFY_REMOVED_DEVICE);
	kobject_del(&dev->kobj);
}

void device_unregister(struct device *dev)
{
	device_del(dev);
	put_device(dev);
}

bool device_is_registered(struct device *dev)
{
	return __atomic_load_n(&dev->kobj.state_in_sysfs, __ATOMIC_RELAXED);
}

struct device *get_device(struct device *dev)
{
	return dev ? kobj_to_dev(kobject_get(&dev->kobj)) : NULL;
}

void put_device(struct device *dev)
{
	if (dev)
		kobject_put(&dev->kobj);
}

int device_rename(struct device *dev, const char *new_name)
{
	return kobject_set_name(&dev->kobj, "%s", new_name);
}

void device_lock(struct device *dev)
{
	mutex_lock(&dev->mutex);
}

int device_trylock(struct device *dev)
{
	return mutex_trylock(&dev->mutex);
}

void device_unlock(struct device *dev)
{
	mutex_unlock(&dev->mutex);
}

void device_lock_assert(struct device *dev)
{
	lockdep_assert_held(&dev->mutex);
}
