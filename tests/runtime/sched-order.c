// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-order.c - prints an order of three threads; the shell test compares runs
 *
 * The same seed prints the same line always. Under weakest it is the order of
 * the wake-ups.
 */
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/timer.h>

static char trace[512];
static int used;
static struct timer_list timer;
static struct tasklet_struct tasklet;

static void note(char what)
{
	if (used < (int)sizeof(trace) - 1)
		trace[used++] = what;
}

static void tasklet_note(struct tasklet_struct *t)
{
	note('s');
}

static void timer_note(struct timer_list *t)
{
	note('t');
}

static int worker(void *data)
{
	char name = *(char *)data;
	int i;

	for (i = 0; i < 8; i++) {
		note(name);
		tasklet_schedule(&tasklet);
		cpu_relax();
	}
	set_current_state(TASK_UNINTERRUPTIBLE);
	schedule_timeout(2);
	note(name - 32);
	return 0;
}

static int __init order_init(void)
{
	tasklet_setup(&tasklet, tasklet_note);
	timer_setup(&timer, timer_note, 0);
	mod_timer(&timer, jiffies + 1);
	kthread_run(worker, "a", "a");
	kthread_run(worker, "b", "b");
	kthread_run(worker, "c", "c");
	return 0;
}

static void __exit order_exit(void)
{
	pr_info("order %s\n", trace);
}

module_init(order_init);
module_exit(order_exit);
MODULE_LICENSE("GPL");
