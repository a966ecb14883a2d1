/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * module.h - the module itself, and who uses it
 */
#ifndef _LINUX_MODULE_H
#define _LINUX_MODULE_H

#include <linux/types.h>
#include <linux/init.h>
#include <linux/list.h>
#include <linux/stat.h>
#include <linux/errno.h>
#include <linux/kmod.h>
#include <linux/export.h>
#include <linux/stringify.h>
#include <linux/kobject.h>
#include <linux/moduleparam.h>

#define MODULE_NAME_LEN (64 - sizeof(unsigned long))

enum module_state {
	MODULE_STATE_LIVE,	/* loaded; also while nobody has said otherwise */
	MODULE_STATE_COMING,
	MODULE_STATE_GOING,
	MODULE_STATE_UNFORMED,
};

/**
 * struct module - one per module name of the program
 * @refcnt: references of others, without the loader's own
 */
struct module {
	enum module_state state;
	char name[MODULE_NAME_LEN];
	const char *version;
	int refcnt;
};

#ifdef MODULE
struct module __this_module __attribute__((weak, visibility("hidden"))) = {
	.name = DMACHECK_MODNAME,
};
#endif

#define module_init(fn)		__dmacheck_initcall(6, fn)
#define module_exit(fn)		__exitcall(fn)

bool try_module_get(struct module *module);
void __module_get(struct module *module);
void module_put(struct module *module);
int module_refcount(struct module *module);
bool module_is_live(struct module *module);

#define module_name(mod) ({ \
	struct module *__mod = (mod); \
	__mod ? __mod->name : "kernel"; })

#define MODULE_INFO(tag, info)
#define MODULE_ALIAS(alias)
#define MODULE_SOFTDEP(dep)
#define MODULE_WEAKDEP(dep)
#define MODULE_LICENSE(license)
#define MODULE_AUTHOR(author)
#define MODULE_DESCRIPTION(description)
#define MODULE_VERSION(version)
#define MODULE_FIRMWARE(firmware)
#define MODULE_IMPORT_NS(ns)
#define MODULE_DEVICE_TABLE(type, name)
#define MODULE_ALIAS_CRYPTO(name)
#define MODULE_ALIAS_MISCDEV(minor)
#define MODULE_ALIAS_CHARDEV(major, minor)
#define MODULE_ALIAS_CHARDEV_MAJOR(major)

#endif /* _LINUX_MODULE_H */
