// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-sleepy.c - a module whose init sleeps long and often is no hang
 */
/* run: weakest, random 1 */
#include <linux/delay.h>
#include <linux/module.h>

static int __init sleepy_init(void)
{
	int i;

	for (i = 0; i < 100; i++)
		msleep(1000);
	return 0;
}

module_init(sleepy_init);
MODULE_LICENSE("GPL");
