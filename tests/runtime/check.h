/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * check.h - what a test demands of the module it is
 *
 * Both macros print FAIL with the place and the condition, which fails the test.
 * CHECK() leaves the function with -EINVAL, so that what needs the condition is not
 * tried; EXPECT() goes on, is a bool, and check_result() tells the init function.
 */
#ifndef CHECK_H
#define CHECK_H

#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/printk.h>
#include <linux/types.h>

static int check_failures;	/* atomic: threads and callbacks check too */

static inline bool check_tell(bool right, const char *file, int line, const char *condition)
{
	if (right)
		return true;
	pr_err("FAIL %s:%d: %s\n", file, line, condition);
	__atomic_add_fetch(&check_failures, 1, __ATOMIC_RELAXED);
	return false;
}

#define EXPECT(condition) check_tell((condition), __FILE__, __LINE__, #condition)

#define CHECK(condition) \
	do { \
		if (!check_tell((condition), __FILE__, __LINE__, #condition)) \
			return -EINVAL; \
	} while (0)

/* How long what has to come is waited for, however busy the machine is: in jiffies. */
#define PATIENCE (20 * HZ)

/* Whether it comes true in that time. */
#define EVENTUALLY(condition) ({ \
	unsigned int check_tries; \
\
	for (check_tries = 0; check_tries < PATIENCE && !(condition); check_tries++) \
		msleep(1); \
	!!(condition); \
})

static inline int check_result(void)
{
	return __atomic_load_n(&check_failures, __ATOMIC_RELAXED) ? -EINVAL : 0;
}

#endif /* CHECK_H */
