/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kobject.h - a name and a reference count, released once
 */
#ifndef _KOBJECT_H_
#define _KOBJECT_H_

#include <stdarg.h>
#include <linux/types.h>
#include <linux/list.h>
#include <linux/sysfs.h>
#include <linux/container_of.h>
#include <linux/spinlock.h>
#include <linux/kref.h>
#include <linux/idr.h>

struct kobject;
struct seq_file;

struct kobj_type {
	void (*release)(struct kobject *kobj);
	const struct sysfs_ops *sysfs_ops;
	const struct attribute_group **default_groups;
};

struct kset {
	struct list_head list;
	spinlock_t list_lock;
	struct kobject *kobj_parent;
};

struct kobject {
	const char *name;
	struct list_head entry;
	struct kobject *parent;
	struct kset *kset;
	const struct kobj_type *ktype;
	struct kref kref;
	/* no bits: one is read while another changes */
	unsigned int state_initialized;
	unsigned int state_in_sysfs;	/* atomic */
	unsigned int state_add_uevent_sent;
	unsigned int state_remove_uevent_sent;
};

struct kobj_attribute {
	struct attribute attr;
	ssize_t (*show)(struct kobject *kobj, struct kobj_attribute *attr, char *buffer);
	ssize_t (*store)(struct kobject *kobj, struct kobj_attribute *attr, const char *buffer,
			 size_t size);
};

struct kobj_uevent_env;

enum kobject_action {
	KOBJ_ADD,
	KOBJ_REMOVE,
	KOBJ_CHANGE,
	KOBJ_MOVE,
	KOBJ_ONLINE,
	KOBJ_OFFLINE,
	KOBJ_BIND,
	KOBJ_UNBIND,
};

static inline const char *kobject_name(const struct kobject *kobj)
{
	return kobj->name;
}

__attribute__((format(printf, 2, 3)))
int kobject_set_name(struct kobject *kobj, const char *format, ...);
__attribute__((format(printf, 2, 0)))
int kobject_set_name_vargs(struct kobject *kobj, const char *format, va_list arguments);
void kobject_init(struct kobject *kobj, const struct kobj_type *ktype);
__attribute__((format(printf, 3, 4)))
int kobject_add(struct kobject *kobj, struct kobject *parent, const char *format, ...);
__attribute__((format(printf, 4, 5)))
int kobject_init_and_add(struct kobject *kobj, const struct kobj_type *ktype,
			 struct kobject *parent, const char *format, ...);
void kobject_del(struct kobject *kobj);
struct kobject *kobject_get(struct kobject *kobj);
void kobject_put(struct kobject *kobj);
struct kobject *kobject_create_and_add(const char *name, struct kobject *parent);
int kobject_uevent(struct kobject *kobj, enum kobject_action action);

extern struct kobject *kernel_kobj;

#endif /* _KOBJECT_H_ */
