// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sync-delayed.c - two threads that put delayed work off at once, both get there
 */
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/workqueue.h>

enum { ROUNDS = 500 };

static int runs;
static struct completion done[2];

static void run(struct work_struct *work)
{
	__atomic_add_fetch(&runs, 1, __ATOMIC_SEQ_CST);
}

static DECLARE_DELAYED_WORK(first, run);
static DECLARE_DELAYED_WORK(second, run);
static struct delayed_work *const works[] = { &first, &second };

static int put_off(void *data)
{
	long which = (long)data;
	int i;

	for (i = 0; i < ROUNDS; i++)
		mod_delayed_work(system_wq, works[which], HZ);
	complete(&done[which]);
	return 0;
}

static int __init delayed_init(void)
{
	struct task_struct *task;
	long which;

	for (which = 0; which < 2; which++) {
		init_completion(&done[which]);
		task = kthread_run(put_off, (void *)which, "put_off/%ld", which);
		if (IS_ERR(task))
			return PTR_ERR(task);
	}
	for (which = 0; which < 2; which++)
		wait_for_completion(&done[which]);
	for (which = 0; which < 2; which++)
		flush_delayed_work(works[which]);
	if (runs >= 2)
		return 0;
	pr_err("FAIL delayed work ran %d times\n", runs);
	return -EIO;
}

static void __exit delayed_exit(void)
{
}

module_init(delayed_init);
module_exit(delayed_exit);
MODULE_LICENSE("GPL");
