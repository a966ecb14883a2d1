// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-idle.c - idle is when work is done, not when nothing happens for a while
 *
 * The exit sees all of what init began, but not the end of timers that only feed
 * themselves.
 */
/* run: weakest, random 1-5 */
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/timer.h>
#include <linux/delay.h>

static int background;
module_param(background, int, 0);

static struct timer_list late;
static struct timer_list endless;
static struct hrtimer cyclic;
static bool thread_done, timer_done;

static int sleeper(void *data)
{
	msleep(300);
	thread_done = true;
	return 0;
}

static void late_fire(struct timer_list *t)
{
	timer_done = true;
}

static void endless_fire(struct timer_list *t)
{
	mod_timer(t, jiffies + HZ);
}

static enum hrtimer_restart cyclic_fire(struct hrtimer *timer)
{
	hrtimer_forward_now(timer, ms_to_ktime(10));
	return HRTIMER_RESTART;
}

static int __init idle_init(void)
{
	timer_setup(&late, late_fire, 0);
	mod_timer(&late, jiffies + HZ / 2);
	hrtimer_init(&cyclic, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	cyclic.function = cyclic_fire;
	hrtimer_set_background(&cyclic, true);
	hrtimer_start(&cyclic, ms_to_ktime(10), HRTIMER_MODE_REL);
	timer_setup(&endless, endless_fire, 0);
	if (!background)
		mod_timer(&endless, jiffies + HZ);
	kthread_run(sleeper, NULL, "sleeper");
	return 0;
}

static void __exit idle_exit(void)
{
	if (!thread_done || !timer_done)
		pr_err("FAIL thread %d timer %d\n", thread_done, timer_done);
	timer_delete_sync(&endless);
	hrtimer_cancel(&cyclic);
	pr_info("idle\n");
}

module_init(idle_init);
module_exit(idle_exit);
MODULE_LICENSE("GPL");
