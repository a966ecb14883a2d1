/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kobject.c - named, counted objects
 *
 * lib/kobject.c: the last put calls the type's release, then frees the name.
 */
#include "runtime/device/base.h"

#include <linux/kobject.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/bug.h>
#include <linux/slab.h>

#include "runtime/kernel/fault.h"

/* A name, in memory of the engine: it is not the module's to lose. */
char *base_format_name(const char *format, va_list arguments)
{
	va_list again;
	char *name;
	int length;

	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	name = engine_alloc(length + 1);
	if (name)
		vsnprintf(name, length + 1, format, arguments);
	return name;
}

int kobject_set_name_vargs(struct kobject *kobj, const char *format, va_list arguments)
{
	char *name, *c;

	if (kobj->name && !format)
		return 0;
	name = base_format_name(format, arguments);
	if (!name)
		return -ENOMEM;
	for (c = name; *c; c++)
		if (*c == '/')
			*c = '!';
	engine_free((void *)kobj->name);
	kobj->name = name;
	return 0;
}

int kobject_set_name(struct kobject *kobj, const char *format, ...)
{
	va_list arguments;
	int ret;

	va_start(arguments, format);
	ret = kobject_set_name_vargs(kobj, format, arguments);
	va_end(arguments);
	return ret;
}

void kobject_init(struct kobject *kobj, const struct kobj_type *ktype)
{
	if (WARN(kobj->state_initialized, "kobject (%p): tried to init an initialized object",
		 kobj))
		return;
	kref_init(&kobj->kref);
	INIT_LIST_HEAD(&kobj->entry);
	kobj->ktype = ktype;
	kobj->state_initialized = 1;
	kobj->state_in_sysfs = 0;
}

/* Common part of what adds: a parent reference and a place. */
int base_kobject_add(struct kobject *kobj, struct kobject *parent)
{
	if (!kobj->name || !kobj->name[0]) {
		WARN(1, "kobject: (%p): attempted to be registered with empty name!\n", kobj);
		return -EINVAL;
	}
	kobj->parent = kobject_get(parent);
	__atomic_store_n(&kobj->state_in_sysfs, 1, __ATOMIC_RELAXED);
	return 0;
}

int kobject_add(struct kobject *kobj, struct kobject *parent, const char *format, ...)
{
	va_list arguments;
	int ret;

	va_start(arguments, format);
	ret = kobject_set_name_vargs(kobj, format, arguments);
	va_end(arguments);
	return ret ? ret : base_kobject_add(kobj, parent);
}

int kobject_init_and_add(struct kobject *kobj, const struct kobj_type *ktype,
			 struct kobject *parent, const char *format, ...)
{
	va_list arguments;
	int ret;

	kobject_init(kobj, ktype);
	va_start(arguments, format);
	ret = kobject_set_name_vargs(kobj, format, arguments);
	va_end(arguments);
	return ret ? ret : base_kobject_add(kobj, parent);
}

void kobject_del(struct kobject *kobj)
{
	struct kobject *parent;

	if (!kobj || !__atomic_load_n(&kobj->state_in_sysfs, __ATOMIC_RELAXED))
		return;
	parent = kobj->parent;
	__atomic_store_n(&kobj->state_in_sysfs, 0, __ATOMIC_RELAXED);
	kobj->parent = NULL;
	kobject_put(parent);
}

struct kobject *kobject_get(struct kobject *kobj)
{
	if (kobj) {
		WARN(!kobj->state_initialized,
		     "kobject: '%s' (%p): is not initialized, yet kobject_get() is being called.\n",
		     kobj->name, kobj);
		kref_get(&kobj->kref);
	}
	return kobj;
}

static void kobject_release(struct kref *kref)
{
	struct kobject *kobj = container_of(kref, struct kobject, kref);
	const char *name = kobj->name;

	kobject_del(kobj);
	if (kobj->ktype && kobj->ktype->release)
		kobj->ktype->release(kobj);
	/* the object may be gone */
	engine_free((void *)name);
}

void kobject_put(struct kobject *kobj)
{
	if (!kobj)
		return;
	WARN(!kobj->state_initialized,
	     "kobject: '%s' (%p): is not initialized, yet kobject_put() is being called.\n",
	     kobj->name, kobj);
	kref_put(&kobj->kref, kobject_release);
}

static void dynamic_release(struct kobject *kobj)
{
	kfree(kobj);
}

static const struct kobj_type dynamic_type = { .release = dynamic_release };

struct kobject *kobject_create_and_add(const char *name, struct kobject *parent)
{
	struct kobject *kobj = kzalloc(sizeof(*kobj), GFP_KERNEL);

	if (!kobj)
		return NULL;
	if (kobject_init_and_add(kobj, &dynamic_type, parent, "%s", name)) {
		kobject_put(kobj);
		return NULL;
	}
	return kobj;
}

int kobject_uevent(struct kobject *kobj, enum kobject_action action)
{
	return 0;
}

static struct kobject kernel_object = {
	.name = "kernel", .kref = KREF_INIT(1), .state_initialized = 1, .state_in_sysfs = 1,
};

struct kobject *kernel_kobj = &kernel_object;
