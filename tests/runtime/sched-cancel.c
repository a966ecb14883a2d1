// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-cancel.c - a timer that starts itself at once is over after its cancel
 */
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/timer.h>

enum { ROUNDS = 300 };

static struct hrtimer hard, soft;
static struct timer_list slow;
static int fired, late, failures;
static bool over;

static void note(void)
{
	smp_store_release(&fired, fired + 1);
	if (smp_load_acquire(&over))
		late++;
}

static enum hrtimer_restart fire(struct hrtimer *timer)
{
	note();
	hrtimer_forward_now(timer, 1);
	return HRTIMER_RESTART;
}

static void fire_slow(struct timer_list *timer)
{
	note();
	mod_timer(timer, jiffies);
}

static void wait_for_fires(void)
{
	int i;

	for (i = 0; i < 1000 && smp_load_acquire(&fired) < 3; i++)
		udelay(5);
}

static void hrtimer_round(struct hrtimer *timer)
{
	fired = 0;
	smp_store_release(&over, false);
	hrtimer_start(timer, 1, HRTIMER_MODE_REL);
	wait_for_fires();
	hrtimer_cancel(timer);
	smp_store_release(&over, true);
	failures += hrtimer_active(timer);
	udelay(20);
}

static void timer_round(void)
{
	fired = 0;
	smp_store_release(&over, false);
	mod_timer(&slow, jiffies);
	wait_for_fires();
	timer_delete_sync(&slow);
	smp_store_release(&over, true);
	failures += timer_pending(&slow);
	udelay(20);
}

static int __init cancel_init(void)
{
	int i;

	hrtimer_init(&hard, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer_init(&soft, CLOCK_MONOTONIC, HRTIMER_MODE_REL_SOFT);
	hard.function = fire;
	soft.function = fire;
	timer_setup(&slow, fire_slow, 0);
	for (i = 0; i < ROUNDS; i++) {
		hrtimer_round(&hard);
		hrtimer_round(&soft);
		timer_round();
	}
	if (!late && !failures)
		return 0;
	pr_err("FAIL %d timers fired after their cancel, %d still active\n", late, failures);
	return -EIO;
}

static void __exit cancel_exit(void)
{
}

module_init(cancel_init);
module_exit(cancel_exit);
MODULE_LICENSE("GPL");
