/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sysfs.c - attributes without a file system: accepted, and listed nowhere
 */
#include <linux/sysfs.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/bug.h>
#include <linux/mm.h>

int sysfs_create_group(struct kobject *kobj, const struct attribute_group *group)
{
	if (!group->attrs && !group->bin_attrs) {
		WARN(1, "sysfs: (bin_)attrs not set by subsystem for group: %s/%s\n", "",
		     group->name ? group->name : "");
		return -EINVAL;
	}
	return 0;
}

void sysfs_remove_group(struct kobject *kobj, const struct attribute_group *group)
{
}

int sysfs_create_groups(struct kobject *kobj, const struct attribute_group **groups)
{
	int ret = 0;

	for (; groups && *groups && !ret; groups++)
		ret = sysfs_create_group(kobj, *groups);
	return ret;
}

void sysfs_remove_groups(struct kobject *kobj, const struct attribute_group **groups)
{
}

int sysfs_create_file(struct kobject *kobj, const struct attribute *attr)
{
	return WARN_ON(!kobj || !attr) ? -EINVAL : 0;
}

void sysfs_remove_file(struct kobject *kobj, const struct attribute *attr)
{
}

int sysfs_create_files(struct kobject *kobj, const struct attribute *const *attrs)
{
	return 0;
}

void sysfs_remove_files(struct kobject *kobj, const struct attribute *const *attrs)
{
}

int sysfs_create_bin_file(struct kobject *kobj, const struct bin_attribute *attr)
{
	return WARN_ON(!kobj || !attr) ? -EINVAL : 0;
}

void sysfs_remove_bin_file(struct kobject *kobj, const struct bin_attribute *attr)
{
}

int sysfs_create_link(struct kobject *kobj, struct kobject *target, const char *name)
{
	return target ? 0 : -EFAULT;
}

void sysfs_remove_link(struct kobject *kobj, const char *name)
{
}

void sysfs_notify(struct kobject *kobj, const char *dir, const char *attr)
{
}

int sysfs_emit(char *buffer, const char *format, ...)
{
	va_list arguments;
	int length;

	if (WARN(!buffer || offset_in_page(buffer), "invalid sysfs_emit: buf:%p\n", buffer))
		return 0;
	va_start(arguments, format);
	length = vscnprintf(buffer, PAGE_SIZE, format, arguments);
	va_end(arguments);
	return length;
}

int sysfs_emit_at(char *buffer, int at, const char *format, ...)
{
	va_list arguments;
	int length;

	if (WARN(!buffer || offset_in_page(buffer) || at < 0 || at >= PAGE_SIZE,
		 "invalid sysfs_emit_at: buf:%p at:%d\n", buffer, at))
		return 0;
	va_start(arguments, format);
	length = vscnprintf(buffer + at, PAGE_SIZE - at, format, arguments);
	va_end(arguments);
	return length;
}
