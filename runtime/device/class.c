/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * class.c - classes of devices
 *
 * drivers/base/class.c. A class is known by its address, as the caller's const
 * struct has no room for the model.
 */
#include "runtime/device/base.h"

#include <linux/device.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/printk.h>

#include "runtime/kernel/fault.h"

struct class_private {
	struct list_head entry;
	const struct class *class;
	struct list_head devices;
};

/* By base_lock. */
static LIST_HEAD(classes);

/* base_lock held */
static struct class_private *class_find(const struct class *class)
{
	struct class_private *private;

	list_for_each_entry(private, &classes, entry)
		if (private->class == class)
			return private;
	return NULL;
}

/* base_lock held */
static bool class_name_used(const char *name)
{
	struct class_private *private;

	list_for_each_entry(private, &classes, entry)
		if (strcmp(private->class->name, name) == 0)
			return true;
	return false;
}

int class_register(const struct class *class)
{
	struct class_private *private = engine_zalloc(sizeof(*private));
	bool exists;

	if (!private)
		return -ENOMEM;
	private->class = class;
	INIT_LIST_HEAD(&private->devices);
	raw_lock(&base_lock);
	exists = class_name_used(class->name);
	if (!exists)
		list_add_tail(&private->entry, &classes);
	raw_unlock(&base_lock);
	if (!exists)
		return 0;
	engine_free(private);
	pr_warn("sysfs: cannot create duplicate filename '/class/%s'\n", class->name);
	return -EEXIST;
}

void class_unregister(const struct class *class)
{
	struct class_private *private;

	raw_lock(&base_lock);
	private = class_find(class);
	if (private)
		list_del(&private->entry);
	raw_unlock(&base_lock);
	if (!private)
		return;
	engine_free(private);
	if (class->class_release)
		class->class_release(class);
}

static void created_release(const struct class *class)
{
	kfree(class);
}

struct class *dmacheck_class_create(const char *name)
{
	struct class *class = kzalloc(sizeof(*class), GFP_KERNEL);
	int ret;

	if (!class)
		return ERR_PTR(-ENOMEM);
	class->name = name;
	class->class_release = created_release;
	ret = class_register(class);
	if (!ret)
		return class;
	kfree(class);
	return ERR_PTR(ret);
}

void class_destroy(const struct class *class)
{
	if (!IS_ERR_OR_NULL(class))
		class_unregister(class);
}

/* A device of a class that is not registered is in none, as before the first initcalls. */
int class_add_device(struct device *dev)
{
	struct class_private *private;
	struct device_private *p;
	bool exists = false;

	if (!dev->class)
		return 0;
	raw_lock(&base_lock);
	private = class_find(dev->class);
	if (private) {
		list_for_each_entry(p, &private->devices, class_entry)
			exists |= strcmp(dev_name(p->device), dev_name(dev)) == 0;
		if (!exists)
			list_add_tail(&dev->p->class_entry, &private->devices);
	}
	raw_unlock(&base_lock);
	if (!exists)
		return 0;
	pr_warn("sysfs: cannot create duplicate filename '/class/%s/%s'\n", dev->class->name,
		dev_name(dev));
	return -EEXIST;
}

void class_remove_device(struct device *dev)
{
	raw_lock(&base_lock);
	list_del_init(&dev->p->class_entry);
	raw_unlock(&base_lock);
}

static int class_take(struct base_snapshot *snapshot, const struct class *class)
{
	struct class_private *private;

	raw_lock(&base_lock);
	private = class_find(class);
	raw_unlock(&base_lock);
	return private ? base_snapshot_take(snapshot, &private->devices,
					    offsetof(struct device_private, class_entry)) :
	       -EINVAL;
}

int class_for_each_device(const struct class *class, const struct device *start, void *data,
			  int (*fn)(struct device *dev, void *data))
{
	struct base_snapshot devices;
	bool started = !start;
	unsigned int i;
	int ret = class_take(&devices, class);

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

struct device *class_find_device(const struct class *class, const struct device *start,
				 const void *data,
				 int (*match)(struct device *dev, const void *data))
{
	struct base_snapshot devices;
	struct device *found = NULL;
	bool started = !start;
	unsigned int i;

	if (class_take(&devices, class))
		return NULL;
	for (i = 0; i < devices.count && !found; i++) {
		if (started && match(devices.devices[i], data))
			found = get_device(devices.devices[i]);
		started |= devices.devices[i] == start;
	}
	base_snapshot_release(&devices);
	return found;
}

struct device *class_find_device_by_name(const struct class *class, const char *name)
{
	return class_find_device(class, NULL, name, device_match_name);
}
