// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-timeout.c - sleeping no longer than some time
 */
#include <linux/container_of.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/ktime.h>
#include "report.h"
#include "sched-private.h"

/* Lives on the stack of the sleeper, who takes it back before it goes on. */
struct sleeper {
	struct sched_timer timer;
	struct sched_actor *actor;
};

static void sleeper_fire(struct sched_timer *timer)
{
	struct sleeper *sleeper = container_of(timer, struct sleeper, timer);

	actor_wake(sleeper->actor, TASK_NORMAL);
}

/* Return: how much is left at the end, in ns. */
static uint64_t sleep_until(uint64_t deadline)
{
	struct sleeper sleeper = {
		.timer.fire = sleeper_fire,
		.actor = actor_current(),
	};
	uint64_t now;

	sched_timer_start(&sleeper.timer, deadline);
	__atomic_fetch_add(&sched.sleepers, 1, __ATOMIC_RELAXED);
	__atomic_store_n(&sleeper.actor->deadline, deadline, __ATOMIC_RELAXED);
	schedule();
	__atomic_store_n(&sleeper.actor->deadline, UINT64_MAX, __ATOMIC_RELAXED);
	__atomic_fetch_sub(&sched.sleepers, 1, __ATOMIC_RELAXED);
	if (!sched_timer_cancel(&sleeper.timer))
		sched_timer_cancel_own(&sleeper.timer);
	now = sched_now();
	return now < deadline ? deadline - now : 0;
}

signed long schedule_timeout(signed long timeout)
{
	uint64_t left;

	if (timeout == MAX_SCHEDULE_TIMEOUT) {
		schedule();
		return timeout;
	}
	if (timeout < 0) {
		report_misuse("schedule_timeout: wrong timeout value %lx", timeout);
		dmacheck_set_state(TASK_RUNNING);
		return 0;
	}
	left = sleep_until(sched_now() + (uint64_t)timeout * TICK_NSEC);
	return (left + TICK_NSEC - 1) / TICK_NSEC;
}

static signed long sleep_as(unsigned int state, signed long timeout)
{
	dmacheck_set_state(state);
	return schedule_timeout(timeout);
}

signed long schedule_timeout_interruptible(signed long timeout)
{
	return sleep_as(TASK_INTERRUPTIBLE, timeout);
}

signed long schedule_timeout_killable(signed long timeout)
{
	return sleep_as(TASK_KILLABLE, timeout);
}

signed long schedule_timeout_uninterruptible(signed long timeout)
{
	return sleep_as(TASK_UNINTERRUPTIBLE, timeout);
}

signed long schedule_timeout_idle(signed long timeout)
{
	return sleep_as(TASK_IDLE, timeout);
}

void io_schedule(void)
{
	schedule();
}

long io_schedule_timeout(long timeout)
{
	return schedule_timeout(timeout);
}

/* A wake-up that was meant for somebody else does not shorten a sleep. */
static void sleep_whole(uint64_t ns, unsigned int state)
{
	uint64_t deadline = sched_now() + ns;

	do {
		dmacheck_set_state(state);
	} while (sleep_until(deadline) > 0);
}

void msleep(unsigned int msecs)
{
	context_may_sleep("msleep", __builtin_return_address(0));
	sleep_whole((uint64_t)msecs * NSEC_PER_MSEC, TASK_UNINTERRUPTIBLE);
}

unsigned long msleep_interruptible(unsigned int msecs)
{
	uint64_t left;

	context_may_sleep("msleep_interruptible", __builtin_return_address(0));
	dmacheck_set_state(TASK_INTERRUPTIBLE);
	left = sleep_until(sched_now() + (uint64_t)msecs * NSEC_PER_MSEC);
	return (left + NSEC_PER_MSEC - 1) / NSEC_PER_MSEC;
}

void ssleep(unsigned int seconds)
{
	context_may_sleep("ssleep", __builtin_return_address(0));
	sleep_whole((uint64_t)seconds * NSEC_PER_SEC, TASK_UNINTERRUPTIBLE);
}

void usleep_range_state(unsigned long min, unsigned long max, unsigned int state)
{
	context_may_sleep("usleep_range", __builtin_return_address(0));
	sleep_whole((uint64_t)min * NSEC_PER_USEC, state);
}

void usleep_range(unsigned long min, unsigned long max)
{
	usleep_range_state(min, max, TASK_UNINTERRUPTIBLE);
}

void usleep_range_idle(unsigned long min, unsigned long max)
{
	usleep_range_state(min, max, TASK_IDLE);
}

void fsleep(unsigned long usecs)
{
	context_may_sleep("fsleep", __builtin_return_address(0));
	sleep_whole((uint64_t)usecs * NSEC_PER_USEC, TASK_UNINTERRUPTIBLE);
}

int schedule_hrtimeout_range(ktime_t *expires, u64 delta, const enum hrtimer_mode mode)
{
	uint64_t deadline;

	if (!expires) {
		schedule();
		return -EINTR;
	}
	if (*expires == 0) {
		dmacheck_set_state(TASK_RUNNING);
		return 0;
	}
	deadline = *expires + (mode & HRTIMER_MODE_REL ? sched_now() : 0);
	return sleep_until(deadline) ? -EINTR : 0;
}

int schedule_hrtimeout(ktime_t *expires, const enum hrtimer_mode mode)
{
	return schedule_hrtimeout_range(expires, 0, mode);
}
