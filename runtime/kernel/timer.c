// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * timer.c - timers in jiffies
 *
 *   started --expires, hard interrupt--> raised --softirq--> function
 *
 * Pending is both of the first two; as in the kernel a timer is not pending any
 * more when its function begins, so that may start it again, or free it.
 */
#include <string.h>
#include <linux/preempt.h>
#include <linux/timer.h>
#include "report.h"
#include "sched.h"

void dmacheck_timer_call(struct sched_softirq *item)
{
	struct timer_list *timer = container_of(item, struct timer_list, softirq);
	void (*function)(struct timer_list *) = timer->function;

	if (function)
		function(timer);
}

void dmacheck_timer_expire(struct sched_timer *clock)
{
	struct timer_list *timer = container_of(clock, struct timer_list, clock);

	sched_softirq_raise(&timer->softirq);
}

void dmacheck_timer_setup(struct timer_list *timer,
			  void (*function)(struct timer_list *), u32 flags)
{
	memset(timer, 0, sizeof(*timer));
	timer->function = function;
	timer->flags = flags;
	timer->clock.fire = dmacheck_timer_expire;
	timer->softirq.run = dmacheck_timer_call;
}

int timer_pending(const struct timer_list *const_timer)
{
	struct timer_list *timer = (struct timer_list *)const_timer;

	return sched_timer_pending(&timer->clock) ||
	       sched_softirq_raised(&timer->softirq);
}

static int timer_stop(struct timer_list *timer)
{
	bool pending = sched_timer_cancel(&timer->clock);

	return sched_softirq_cancel(&timer->softirq) || pending;
}

static u64 timer_moment(unsigned long expires)
{
	u64 now = sched_now();
	long ticks = expires - (INITIAL_JIFFIES + now / TICK_NSEC);

	return ticks <= 0 ? now : (now / TICK_NSEC + ticks) * TICK_NSEC;
}

static void timer_start(struct timer_list *timer, unsigned long expires)
{
	timer->expires = expires;
	sched_timer_start(&timer->clock, timer_moment(expires));
}

/* A timer that was shut down has no function, and stays quiet. */
int mod_timer(struct timer_list *timer, unsigned long expires)
{
	int pending = timer_stop(timer);

	if (timer->function)
		timer_start(timer, expires);
	return pending;
}

int mod_timer_pending(struct timer_list *timer, unsigned long expires)
{
	if (!timer_stop(timer))
		return 0;
	timer_start(timer, expires);
	return 1;
}

int timer_reduce(struct timer_list *timer, unsigned long expires)
{
	if (timer_pending(timer) && time_before_eq(timer->expires, expires))
		return 1;
	return mod_timer(timer, expires);
}

void add_timer(struct timer_list *timer)
{
	if (timer_pending(timer))
		report_misuse("WARNING: add_timer() of a pending timer");
	else
		mod_timer(timer, timer->expires);
}

void add_timer_on(struct timer_list *timer, int cpu)
{
	add_timer(timer);
}

int kernel_timer_delete(struct timer_list *timer)
{
	return timer_stop(timer);
}

int try_to_del_timer_sync(struct timer_list *timer)
{
	if (sched_timer_firing(&timer->clock) || sched_softirq_running(&timer->softirq))
		return -1;
	return timer_stop(timer);
}

/* The function may start the timer again while it is waited for. */
int timer_delete_sync(struct timer_list *timer)
{
	bool pending = false;

	if (in_hardirq() && !(timer->flags & TIMER_IRQSAFE))
		report_misuse("WARNING: timer_delete_sync() in interrupt context");
	if (sched_softirq_inside(&timer->softirq))
		report_misuse("BUG: timer_delete_sync() of the timer that runs would wait for itself");
	do {
		pending |= sched_timer_cancel_sync(&timer->clock);
		pending |= sched_softirq_cancel(&timer->softirq);
		sched_softirq_wait(&timer->softirq, false);
	} while (!sched_timer_quiet(&timer->clock, &timer->softirq) && !sched_refused());
	return pending;
}

int timer_shutdown(struct timer_list *timer)
{
	timer->function = NULL;
	return timer_stop(timer);
}

int timer_shutdown_sync(struct timer_list *timer)
{
	timer->function = NULL;
	return timer_delete_sync(timer);
}
