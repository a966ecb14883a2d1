// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-hang.c - a thread that nothing will wake is named at idle
 *
 * With stuck=1 the exit waits for it as well: the program ends with status 1.
 */
/* expect-exit: 1 */
/* expect-stderr: INFO: task waiter:4 blocked */
#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched.h>

static int stuck;
module_param(stuck, int, 0);

static DECLARE_COMPLETION(never);
static DECLARE_COMPLETION(idle);
static struct task_struct *waiter, *resting;

static int wait_for_ever(void *data)
{
	wait_for_completion(&never);
	return 0;
}

/* Interruptible: that is rest, not a hang. */
static int rest(void *data)
{
	wait_for_completion_interruptible(&idle);
	return 0;
}

static int __init hang_init(void)
{
	waiter = kthread_run(wait_for_ever, NULL, "waiter");
	resting = kthread_run(rest, NULL, "resting");
	return 0;
}

static void __exit hang_exit(void)
{
	pr_info("at exit\n");
	if (stuck)
		kthread_stop(waiter);
	complete(&never);
	complete(&idle);
}

module_init(hang_init);
module_exit(hang_exit);
MODULE_LICENSE("GPL");
