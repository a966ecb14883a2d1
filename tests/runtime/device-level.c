// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * device-level.c - initcalls run by level, exit functions in reverse
 */
#include <linux/module.h>

static int step;

static int at(int wanted, const char *what)
{
	if (step++ != wanted)
		pr_err("FAIL %s came as number %d\n", what, step - 1);
	return step - 1 == wanted ? 0 : -EINVAL;
}

static int __init late(void)
{
	return at(2, "late");
}
late_initcall(late);

static int __init middle(void)
{
	return at(1, "device");
}
module_init(middle);

static int __init early(void)
{
	return at(0, "subsys");
}
subsys_initcall(early);

/* The count of one's own module: none, one, none; refused on the way out. */
static int __init counted(void)
{
	int before = module_refcount(THIS_MODULE);

	if (before || !try_module_get(THIS_MODULE) || module_refcount(THIS_MODULE) != 1) {
		pr_err("FAIL module reference\n");
		return -EINVAL;
	}
	module_put(THIS_MODULE);
	return 0;
}
late_initcall(counted);

static void __exit leave(void)
{
	if (try_module_get(THIS_MODULE))
		pr_err("FAIL a module that is going was got\n");
}
module_exit(leave);
MODULE_LICENSE("GPL");
