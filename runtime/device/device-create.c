/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * device-create.c - devices that the model allocates, and their attributes
 */
#include <linux/device.h>
#include <linux/kernel.h>
#include <linux/property.h>
#include <linux/slab.h>

static void create_release(struct device *dev)
{
	kfree(dev);
}

static struct device *create_begin(void)
{
	struct device *dev = kzalloc(sizeof(*dev), GFP_KERNEL);

	if (dev) {
		device_initialize(dev);
		dev->release = create_release;
	}
	return dev;
}

/* @ret: of giving it a name. Return: @dev in the model, or the error without it. */
static struct device *create_end(struct device *dev, int ret)
{
	if (!ret)
		ret = device_add(dev);
	if (!ret)
		return dev;
	put_device(dev);
	return ERR_PTR(ret);
}

static struct device *create(const struct class *class, struct device *parent, dev_t devt,
			     void *drvdata, const struct attribute_group **groups,
			     const char *fmt, va_list arguments)
{
	struct device *dev = create_begin();

	if (!dev)
		return ERR_PTR(-ENOMEM);
	dev->devt = devt;
	dev->class = class;
	dev->parent = parent;
	dev->groups = groups;
	dev_set_drvdata(dev, drvdata);
	return create_end(dev, kobject_set_name_vargs(&dev->kobj, fmt, arguments));
}

struct device *device_create(const struct class *class, struct device *parent, dev_t devt,
			     void *drvdata, const char *fmt, ...)
{
	struct device *dev;
	va_list arguments;

	va_start(arguments, fmt);
	dev = create(class, parent, devt, drvdata, NULL, fmt, arguments);
	va_end(arguments);
	return dev;
}

struct device *device_create_with_groups(const struct class *class, struct device *parent,
					 dev_t devt, void *drvdata,
					 const struct attribute_group **groups,
					 const char *fmt, ...)
{
	struct device *dev;
	va_list arguments;

	va_start(arguments, fmt);
	dev = create(class, parent, devt, drvdata, groups, fmt, arguments);
	va_end(arguments);
	return dev;
}

void device_destroy(const struct class *class, dev_t devt)
{
	struct device *dev = class_find_device(class, NULL, &devt,
					       (int (*)(struct device *, const void *))
					       device_match_devt);

	if (!dev)
		return;
	put_device(dev);
	device_unregister(dev);
}

struct device *__root_device_register(const char *name, struct module *owner)
{
	struct device *dev = create_begin();

	return dev ? create_end(dev, dev_set_name(dev, "%s", name)) : ERR_PTR(-ENOMEM);
}

void root_device_unregister(struct device *root)
{
	device_unregister(root);
}

int device_create_file(struct device *dev, const struct device_attribute *attr)
{
	if (!dev)
		return 0;
	WARN((attr->attr.mode & 0222) && !attr->store,
	     "Attribute %s: write permission without 'store'\n", attr->attr.name);
	WARN((attr->attr.mode & 0444) && !attr->show,
	     "Attribute %s: read permission without 'show'\n", attr->attr.name);
	return sysfs_create_file(&dev->kobj, &attr->attr);
}

void device_remove_file(struct device *dev, const struct device_attribute *attr)
{
}

int device_create_bin_file(struct device *dev, const struct bin_attribute *attr)
{
	return dev ? sysfs_create_bin_file(&dev->kobj, attr) : -EINVAL;
}

void device_remove_bin_file(struct device *dev, const struct bin_attribute *attr)
{
}

int device_add_groups(struct device *dev, const struct attribute_group **groups)
{
	return sysfs_create_groups(&dev->kobj, groups);
}

void device_remove_groups(struct device *dev, const struct attribute_group **groups)
{
}

int device_add_group(struct device *dev, const struct attribute_group *group)
{
	return sysfs_create_group(&dev->kobj, group);
}

void device_remove_group(struct device *dev, const struct attribute_group *group)
{
}

int devm_device_add_group(struct device *dev, const struct attribute_group *group)
{
	return sysfs_create_group(&dev->kobj, group);
}

int devm_device_add_groups(struct device *dev, const struct attribute_group **groups)
{
	return sysfs_create_groups(&dev->kobj, groups);
}

int driver_create_file(const struct device_driver *drv, const struct driver_attribute *attr)
{
	return drv ? 0 : -EINVAL;
}

void driver_remove_file(const struct device_driver *drv, const struct driver_attribute *attr)
{
}

void device_set_node(struct device *dev, struct fwnode_handle *fwnode)
{
	dev->fwnode = fwnode;
}

void device_set_of_node_from_dev(struct device *dev, const struct device *dev2)
{
	dev->of_node = dev2->of_node;
	dev->of_node_reused = true;
}
