/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * miscdevice.h - character devices of one minor number
 */
#ifndef _LINUX_MISCDEVICE_H
#define _LINUX_MISCDEVICE_H

#include <linux/list.h>
#include <linux/types.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/module.h>

#define MISC_MAJOR		10
#define MISC_DYNAMIC_MINOR	255

struct miscdevice {
	int minor;
	const char *name;
	const struct file_operations *fops;
	struct list_head list;
	struct device *parent;
	struct device *this_device;
	const struct attribute_group **groups;
	const char *nodename;
	umode_t mode;
};

int misc_register(struct miscdevice *misc);
void misc_deregister(struct miscdevice *misc);

#define module_misc_device(misc) module_driver(misc, misc_register, misc_deregister)
#define builtin_misc_device(misc) builtin_driver(misc, misc_register)

#endif /* _LINUX_MISCDEVICE_H */
