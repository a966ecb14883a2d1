/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * device/class.h - devices of one kind, whatever drives them
 */
#ifndef _DEVICE_CLASS_H_
#define _DEVICE_CLASS_H_

#include <linux/types.h>
#include <linux/kobject.h>
#include <linux/pm.h>

struct device;
struct attribute_group;
struct kobj_uevent_env;

struct class {
	const char *name;
	const struct attribute_group **class_groups;
	const struct attribute_group **dev_groups;
	int (*dev_uevent)(const struct device *dev, struct kobj_uevent_env *env);
	char *(*devnode)(const struct device *dev, umode_t *mode);
	void (*class_release)(const struct class *class);
	void (*dev_release)(struct device *dev);
	int (*shutdown_pre)(struct device *dev);
	const struct dev_pm_ops *pm;
};

struct class_attribute {
	struct attribute attr;
	ssize_t (*show)(const struct class *class, const struct class_attribute *attr,
			char *buffer);
	ssize_t (*store)(const struct class *class, const struct class_attribute *attr,
			 const char *buffer, size_t count);
};

#define CLASS_ATTR_RW(_name) struct class_attribute class_attr_##_name = __ATTR_RW(_name)
#define CLASS_ATTR_RO(_name) struct class_attribute class_attr_##_name = __ATTR_RO(_name)
#define CLASS_ATTR_WO(_name) struct class_attribute class_attr_##_name = __ATTR_WO(_name)

struct class_dev_iter {
	const struct class *class;
	struct device *next;
};

int class_register(const struct class *class);
void class_unregister(const struct class *class);
struct class *dmacheck_class_create(const char *name);
/* Up to 6.3 with the owner before the name. */
#define __class_create_1(name)		dmacheck_class_create(name)
#define __class_create_2(owner, name)	dmacheck_class_create(name)
#define __class_create_pick(a, b, pick, ...) pick
#define class_create(...) \
	__class_create_pick(__VA_ARGS__, __class_create_2, __class_create_1, 0)(__VA_ARGS__)
void class_destroy(const struct class *class);
int class_for_each_device(const struct class *class, const struct device *start, void *data,
			  int (*fn)(struct device *dev, void *data));
struct device *class_find_device(const struct class *class, const struct device *start,
				 const void *data,
				 int (*match)(struct device *dev, const void *data));
struct device *class_find_device_by_name(const struct class *class, const char *name);

#endif /* _DEVICE_CLASS_H_ */
