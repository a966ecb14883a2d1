// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * hrtimer.c - timers in ns
 *
 * The function decides by its return value whether its timer starts again, at
 * the moment that it has set with hrtimer_forward(). When it says no it may have
 * freed the timer, which is not looked at then.
 */
#include <string.h>
#include <linux/hrtimer.h>
#include "report.h"
#include "sched.h"

/* What the timer's clock is ahead of sched_now(). */
static s64 clock_offset(const struct hrtimer *timer)
{
	if (timer->clock_id != CLOCK_REALTIME)
		return 0;
	return ktime_get_real() - (s64)sched_now();
}

static void timer_begin(struct hrtimer *timer)
{
	s64 moment = timer->_softexpires - clock_offset(timer);

	sched_timer_start(&timer->clock, moment > 0 ? moment : 0);
}

static void timer_call(struct hrtimer *timer)
{
	if (timer->function(timer) != HRTIMER_RESTART)
		return;
	if (!sched_timer_pending(&timer->clock))
		timer_begin(timer);
}

static void timer_call_soft(struct sched_softirq *item)
{
	timer_call(container_of(item, struct hrtimer, softirq));
}

static void timer_expire(struct sched_timer *clock)
{
	struct hrtimer *timer = container_of(clock, struct hrtimer, clock);

	if (timer->soft)
		sched_softirq_raise(&timer->softirq);
	else
		timer_call(timer);
}

void hrtimer_init(struct hrtimer *timer, int clock, enum hrtimer_mode mode)
{
	memset(timer, 0, sizeof(*timer));
	timer->clock_id = clock;
	timer->soft = mode & HRTIMER_MODE_SOFT;
	timer->clock.fire = timer_expire;
	timer->softirq.run = timer_call_soft;
}

void hrtimer_setup(struct hrtimer *timer,
		   enum hrtimer_restart (*function)(struct hrtimer *), int clock,
		   enum hrtimer_mode mode)
{
	hrtimer_init(timer, clock, mode);
	timer->function = function;
}

void hrtimer_set_background(struct hrtimer *timer, bool background)
{
	timer->clock.background = background;
}

ktime_t hrtimer_cb_get_time(struct hrtimer *timer)
{
	return (s64)sched_now() + clock_offset(timer);
}

void hrtimer_start(struct hrtimer *timer, ktime_t time, enum hrtimer_mode mode)
{
	if (mode & HRTIMER_MODE_REL)
		time = ktime_add_safe(hrtimer_cb_get_time(timer), time);
	timer->_softexpires = time;
	sched_softirq_cancel(&timer->softirq);
	timer_begin(timer);
}

void hrtimer_start_range_ns(struct hrtimer *timer, ktime_t time, u64 delta,
			    enum hrtimer_mode mode)
{
	hrtimer_start(timer, time, mode);
}

void hrtimer_start_expires(struct hrtimer *timer, enum hrtimer_mode mode)
{
	hrtimer_start(timer, timer->_softexpires, mode);
}

void hrtimer_restart(struct hrtimer *timer)
{
	hrtimer_start_expires(timer, HRTIMER_MODE_ABS);
}

int hrtimer_callback_running(struct hrtimer *timer)
{
	return timer->soft ? sched_softirq_running(&timer->softirq)
			   : sched_timer_firing(&timer->clock);
}

bool hrtimer_is_queued(struct hrtimer *timer)
{
	return sched_timer_pending(&timer->clock) ||
	       sched_softirq_raised(&timer->softirq);
}

bool hrtimer_active(const struct hrtimer *const_timer)
{
	struct hrtimer *timer = (struct hrtimer *)const_timer;

	return hrtimer_is_queued(timer) || hrtimer_callback_running(timer);
}

static bool timer_stop(struct hrtimer *timer)
{
	bool pending = sched_timer_cancel(&timer->clock);

	return sched_softirq_cancel(&timer->softirq) || pending;
}

int hrtimer_try_to_cancel(struct hrtimer *timer)
{
	return hrtimer_callback_running(timer) ? -1 : timer_stop(timer);
}

int hrtimer_cancel(struct hrtimer *timer)
{
	bool active = false;

	do {
		active |= hrtimer_callback_running(timer);
		active |= sched_timer_cancel_sync(&timer->clock);
		active |= sched_softirq_cancel(&timer->softirq);
		sched_softirq_wait(&timer->softirq, false);
	} while (!sched_timer_quiet(&timer->clock, &timer->softirq) && !sched_refused());
	return active;
}

/* Return: how many whole intervals @now is past the expiry, which moves past it. */
u64 hrtimer_forward(struct hrtimer *timer, ktime_t now, ktime_t interval)
{
	s64 late = now - timer->_softexpires;
	u64 count;

	if (late < 0)
		return 0;
	if (sched_timer_pending(&timer->clock)) {
		report_misuse("WARNING: hrtimer_forward() of a timer that is queued");
		return 0;
	}
	if (interval < 1)
		interval = 1;
	count = late / interval + 1;
	timer->_softexpires = ktime_add_safe(timer->_softexpires, count * interval);
	return count;
}

u64 hrtimer_forward_now(struct hrtimer *timer, ktime_t interval)
{
	return hrtimer_forward(timer, hrtimer_cb_get_time(timer), interval);
}

ktime_t hrtimer_get_remaining(const struct hrtimer *timer)
{
	return timer->_softexpires - hrtimer_cb_get_time((struct hrtimer *)timer);
}
