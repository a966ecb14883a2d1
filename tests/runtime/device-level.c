// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * device-level.c - initcalls run by level, exit functions in reverse
 */
/* run: weakest, none */
#include <linux/module.h>

#include "check.h"

static int step;

static int __init late(void)
{
	CHECK(step++ == 2);
	return 0;
}
late_initcall(late);

static int __init middle(void)
{
	CHECK(step++ == 1);
	return 0;
}
module_init(middle);

static int __init early(void)
{
	CHECK(step++ == 0);
	return 0;
}
subsys_initcall(early);

/* The count of one's own module: none, one, none; refused on the way out. */
static int __init counted(void)
{
	CHECK(module_refcount(THIS_MODULE) == 0 && try_module_get(THIS_MODULE));
	CHECK(module_refcount(THIS_MODULE) == 1);
	module_put(THIS_MODULE);
	return 0;
}
late_initcall(counted);

static void __exit leave(void)
{
	EXPECT(!try_module_get(THIS_MODULE));	/* it is going */
}
module_exit(leave);
MODULE_LICENSE("GPL");
