/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * init.h - what runs before the module's work and after it
 *
 * In a program all initcalls are found in one table, in the order in which the
 * linker saw them. runtime/module sorts it by level: so several modules in one
 * program start in the order in which a kernel would start them built in.
 */
#ifndef _LINUX_INIT_H
#define _LINUX_INIT_H

#include <linux/types.h>

typedef int (*initcall_t)(void);
typedef void (*exitcall_t)(void);

#define __init
#define __initdata
#define __initconst
#define __exit
#define __exitdata
#define __ref
#define __refdata
#define __init_or_module
#define __initdata_or_module
#define __initconst_or_module
#define __exit_p(x) x
#define __meminit
#define __meminitdata
#define __meminitconst
#define __memexit
#define __devinit
#define __devexit

struct kernel_param;
struct module;

enum dmacheck_entry_kind {
	DMACHECK_ENTRY_INIT,
	DMACHECK_ENTRY_EXIT,
	DMACHECK_ENTRY_PARAM,
	DMACHECK_ENTRY_DESCRIPTION,
};

/**
 * struct dmacheck_entry - one fact a module states about itself
 * @level: of an initcall, as in the kernel: 0 first, 7 last
 * @module: the name, static storage
 * @name: of the function, or of the parameter
 * @text: a description, or the type of a parameter
 */
struct dmacheck_entry {
	enum dmacheck_entry_kind kind;
	unsigned int level;
	const char *module;
	const char *file;
	const char *name;
	const char *text;
	struct module *owner;
	union {
		initcall_t init;
		exitcall_t exit;
		struct kernel_param *param;
	};
};

#ifdef KBUILD_MODNAME
#define DMACHECK_MODNAME KBUILD_MODNAME
#else
#define DMACHECK_MODNAME "program"
#endif

/*
 * One weak definition in each file of a module, merged by the linker into one
 * per module name; what is not built as a module has none.
 */
#ifdef MODULE
extern struct module __this_module __asm__("dmacheck_this_module_" DMACHECK_MODNAME);
#define THIS_MODULE (&__this_module)
#else
#define THIS_MODULE ((struct module *)0)
#endif

#define __DMACHECK_PASTE(a, b) a##b
#define _DMACHECK_PASTE(a, b) __DMACHECK_PASTE(a, b)
#define __dmacheck_unique(what) _DMACHECK_PASTE(__dmacheck_##what##_, __COUNTER__)

/* The table holds pointers: nothing pads between them. */
#define __dmacheck_entry(id, ...) \
	static const struct dmacheck_entry id = { \
		.module = DMACHECK_MODNAME, .file = __FILE__, \
		.owner = THIS_MODULE, __VA_ARGS__ }; \
	static const struct dmacheck_entry *const _DMACHECK_PASTE(id, _place) \
	__attribute__((used, section("dmacheck_entries"))) = &id

#define __dmacheck_initcall(number, fn) \
	__dmacheck_entry(__dmacheck_unique(init), .kind = DMACHECK_ENTRY_INIT, \
			 .level = (number), .name = #fn, .init = (fn))

#define pure_initcall(fn)		__dmacheck_initcall(0, fn)
#define core_initcall(fn)		__dmacheck_initcall(1, fn)
#define core_initcall_sync(fn)		__dmacheck_initcall(1, fn)
#define postcore_initcall(fn)		__dmacheck_initcall(2, fn)
#define postcore_initcall_sync(fn)	__dmacheck_initcall(2, fn)
#define arch_initcall(fn)		__dmacheck_initcall(3, fn)
#define arch_initcall_sync(fn)		__dmacheck_initcall(3, fn)
#define subsys_initcall(fn)		__dmacheck_initcall(4, fn)
#define subsys_initcall_sync(fn)	__dmacheck_initcall(4, fn)
#define fs_initcall(fn)			__dmacheck_initcall(5, fn)
#define fs_initcall_sync(fn)		__dmacheck_initcall(5, fn)
#define rootfs_initcall(fn)		__dmacheck_initcall(5, fn)
#define device_initcall(fn)		__dmacheck_initcall(6, fn)
#define device_initcall_sync(fn)	__dmacheck_initcall(6, fn)
#define late_initcall(fn)		__dmacheck_initcall(7, fn)
#define late_initcall_sync(fn)		__dmacheck_initcall(7, fn)
#define __initcall(fn)			device_initcall(fn)

#define __exitcall(fn) \
	__dmacheck_entry(__dmacheck_unique(exit), .kind = DMACHECK_ENTRY_EXIT, \
			 .name = #fn, .exit = (fn))

#endif /* _LINUX_INIT_H */
