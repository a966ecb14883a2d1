// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-time.c - timers fire in order and in their context; polling ends
 */
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/timer.h>

#include "check.h"

static struct timer_list late, early;
static struct hrtimer periodic;
static int fired, periods;
static bool early_first, wrong_context;
static struct tasklet_struct tasklet;
static int tasklets;

static void early_fire(struct timer_list *t)
{
	early_first = fired == 0;
	WRITE_ONCE(fired, fired + 1);
	wrong_context |= !in_softirq() || in_hardirq();
}

static void late_fire(struct timer_list *t)
{
	WRITE_ONCE(fired, fired + 1);
}

static enum hrtimer_restart period(struct hrtimer *timer)
{
	wrong_context |= !in_hardirq();
	hrtimer_forward_now(timer, us_to_ktime(100));
	WRITE_ONCE(periods, periods + 1);
	return periods < 5 ? HRTIMER_RESTART : HRTIMER_NORESTART;
}

static void tasklet_count(struct tasklet_struct *t)
{
	wrong_context |= !in_serving_softirq();
	WRITE_ONCE(tasklets, tasklets + 1);
}

static void timers_check(void)
{
	unsigned long now = jiffies;

	timer_setup(&late, late_fire, 0);
	timer_setup(&early, early_fire, 0);
	mod_timer(&early, now + 10);
	mod_timer(&late, now + 20);
	EXPECT(EVENTUALLY(READ_ONCE(fired) == 2) && early_first);
	EXPECT(!timer_pending(&late));
	mod_timer(&late, jiffies + 1000 * HZ);
	EXPECT(timer_pending(&late));
	EXPECT(del_timer_sync(&late) == 1);
	EXPECT(del_timer_sync(&late) == 0);
	timer_shutdown_sync(&late);
	EXPECT(mod_timer(&late, jiffies + 1) == 0 && !timer_pending(&late));
}

static void hrtimers_check(void)
{
	ktime_t before;

	hrtimer_init(&periodic, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	periodic.function = period;
	hrtimer_start(&periodic, us_to_ktime(100), HRTIMER_MODE_REL);
	EXPECT(EVENTUALLY(READ_ONCE(periods) == 5));
	EXPECT(EVENTUALLY(!hrtimer_active(&periodic)));
	hrtimer_start(&periodic, ms_to_ktime(1000000), HRTIMER_MODE_REL);
	EXPECT(hrtimer_cancel(&periodic) == 1);
	EXPECT(hrtimer_cancel(&periodic) == 0);
	msleep(20);
	before = ktime_get();
	hrtimer_set_expires(&periodic, ms_to_ktime(1000000));
	hrtimer_start_expires(&periodic, HRTIMER_MODE_REL);
	EXPECT(hrtimer_get_expires(&periodic) >= ktime_add_ms(before, 1000000));
	EXPECT(hrtimer_get_remaining(&periodic) > 0);
	EXPECT(hrtimer_cancel(&periodic) == 1);
}

static void polling_check(void)
{
	unsigned long end = jiffies + 50;
	ktime_t start = ktime_get();
	int before = fired;

	mod_timer(&early, jiffies + 5);
	/* real threads may come later than their time */
	while (time_before(jiffies, end) ||
	       (READ_ONCE(fired) == before && time_before(jiffies, end + PATIENCE)))
		cpu_relax();
	EXPECT(READ_ONCE(fired) == before + 1);
	EXPECT(ktime_to_ms(ktime_sub(ktime_get(), start)) >= 49);
	tasklet_schedule(&tasklet);
	while (!READ_ONCE(tasklets))
		udelay(1);
	EXPECT(READ_ONCE(tasklets) == 1);
}

static void tasklets_check(void)
{
	tasklet_schedule(&tasklet);
	tasklet_schedule(&tasklet);
	tasklet_kill(&tasklet);
	EXPECT(tasklets >= 2);
	tasklets = 10;
	tasklet_disable(&tasklet);
	tasklet_schedule(&tasklet);
	msleep(5);
	EXPECT(tasklets == 10);
	tasklet_enable(&tasklet);
	tasklet_kill(&tasklet);
	EXPECT(tasklets == 11);
}

static int __init time_init(void)
{
	signed long left;

	tasklet_setup(&tasklet, tasklet_count);
	timers_check();
	hrtimers_check();
	polling_check();
	tasklets_check();
	set_current_state(TASK_INTERRUPTIBLE);
	left = schedule_timeout(10);
	EXPECT(left == 0);
	EXPECT(!wrong_context);
	return check_result();
}

static void __exit time_exit(void)
{
}

module_init(time_init);
module_exit(time_exit);
MODULE_LICENSE("GPL");
