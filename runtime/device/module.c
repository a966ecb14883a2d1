/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * module.c - who uses a module: a count that refuses a module on its way out
 *
 * kernel/module/main.c: a reference is refused only while the module is going.
 */
#include <linux/module.h>
#include <linux/bug.h>

#include "runtime/kernel/sched.h"

bool module_is_live(struct module *module)
{
	return __atomic_load_n(&module->state, __ATOMIC_ACQUIRE) != MODULE_STATE_GOING;
}

bool try_module_get(struct module *module)
{
	sched_point(POINT_CALL);
	if (!module)
		return true;
	if (!module_is_live(module))
		return false;
	__atomic_add_fetch(&module->refcnt, 1, __ATOMIC_ACQ_REL);
	return true;
}

void __module_get(struct module *module)
{
	if (module)
		__atomic_add_fetch(&module->refcnt, 1, __ATOMIC_ACQ_REL);
}

void module_put(struct module *module)
{
	if (!module)
		return;
	WARN_ON(__atomic_sub_fetch(&module->refcnt, 1, __ATOMIC_ACQ_REL) < 0);
}

int module_refcount(struct module *module)
{
	return __atomic_load_n(&module->refcnt, __ATOMIC_ACQUIRE);
}
