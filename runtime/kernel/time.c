// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * time.c - the clocks, ticks, delays and barriers modules use
 */
#include <time.h>
#include <asm/barrier.h>
#include <asm/processor.h>
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/sched/clock.h>
#include <linux/timer.h>
#include "sched-private.h"

/* The wall clock under a token begins here, in ns: the same in every run. */
static const u64 virtual_epoch = 1700000000ull * NSEC_PER_SEC;

static u64 now_polled(void)
{
	sched_point(POINT_POLL);
	return sched_now();
}

ktime_t ktime_get(void)
{
	return now_polled();
}

ktime_t ktime_get_raw(void)
{
	return now_polled();
}

ktime_t ktime_get_boottime(void)
{
	return now_polled();
}

ktime_t ktime_get_coarse(void)
{
	return now_polled();
}

ktime_t ktime_get_real(void)
{
	u64 now = now_polled();
	struct timespec wall;

	if (sched_token_on())
		return virtual_epoch + now;
	clock_gettime(CLOCK_REALTIME, &wall);
	return (u64)wall.tv_sec * NSEC_PER_SEC + wall.tv_nsec;
}

u64 ktime_get_ns(void)
{
	return now_polled();
}

u64 ktime_get_raw_ns(void)
{
	return now_polled();
}

u64 ktime_get_boottime_ns(void)
{
	return now_polled();
}

u64 ktime_get_mono_fast_ns(void)
{
	return now_polled();
}

u64 ktime_get_real_ns(void)
{
	return ktime_get_real();
}

time64_t ktime_get_seconds(void)
{
	return now_polled() / NSEC_PER_SEC;
}

time64_t ktime_get_real_seconds(void)
{
	return ktime_get_real() / NSEC_PER_SEC;
}

void ktime_get_ts64(struct timespec64 *time)
{
	*time = ns_to_timespec64(now_polled());
}

void ktime_get_raw_ts64(struct timespec64 *time)
{
	*time = ns_to_timespec64(now_polled());
}

void ktime_get_real_ts64(struct timespec64 *time)
{
	*time = ns_to_timespec64(ktime_get_real());
}

unsigned long long sched_clock(void)
{
	return now_polled();
}

u64 local_clock(void)
{
	return now_polled();
}

u64 cpu_clock(int cpu)
{
	return now_polled();
}

unsigned long dmacheck_jiffies(void)
{
	return INITIAL_JIFFIES + now_polled() / TICK_NSEC;
}

u64 get_jiffies_64(void)
{
	return dmacheck_jiffies();
}

/* All round up, so that a timeout is never shorter than asked for. */
unsigned long msecs_to_jiffies(unsigned int msecs)
{
	return (int)msecs < 0 ? MAX_JIFFY_OFFSET : msecs;
}

unsigned long usecs_to_jiffies(unsigned int usecs)
{
	return ((unsigned long)usecs + USEC_PER_MSEC - 1) / USEC_PER_MSEC;
}

unsigned long nsecs_to_jiffies(u64 nsecs)
{
	return nsecs / TICK_NSEC;
}

u64 nsecs_to_jiffies64(u64 nsecs)
{
	return nsecs / TICK_NSEC;
}

unsigned int jiffies_to_msecs(unsigned long ticks)
{
	return ticks;
}

unsigned int jiffies_to_usecs(unsigned long ticks)
{
	return ticks * USEC_PER_MSEC;
}

u64 jiffies64_to_nsecs(u64 ticks)
{
	return ticks * TICK_NSEC;
}

u64 jiffies64_to_msecs(u64 ticks)
{
	return ticks;
}

static unsigned long whole_seconds(unsigned long moment, bool up)
{
	unsigned long rest = moment % HZ;

	if (rest < HZ / 4 && !up)
		return moment - rest;
	return moment - rest + HZ;
}

/* A moment that is not later than now would never come: it is kept as it was. */
unsigned long round_jiffies(unsigned long moment)
{
	unsigned long rounded = whole_seconds(moment, false);

	return time_is_after_jiffies(rounded) ? rounded : moment;
}

unsigned long round_jiffies_up(unsigned long moment)
{
	unsigned long rounded = whole_seconds(moment, true);

	return time_is_after_jiffies(rounded) ? rounded : moment;
}

unsigned long round_jiffies_relative(unsigned long delta)
{
	unsigned long now = dmacheck_jiffies();

	return round_jiffies(now + delta) - now;
}

void cpu_relax(void)
{
	if (sched_token_on())
		sched_point(POINT_POLL);
	else
		raw_pause();
}

void dmacheck_delay(unsigned long long ns)
{
	struct sched_actor *self = actor_current();
	uint64_t end;

	sched_begin();
	if (sched_token_on() && self->kind == ACTOR_FOREIGN) {
		token_foreign_point(self, POINT_POLL, ns);
	} else if (sched_token_on()) {
		if (!actor_scheduled(self))
			token_rejoin(self);
		token_point(self, POINT_POLL, ns);
	} else {
		for (end = real_now() + ns; real_now() < end; )
			raw_pause();
	}
}

void dmacheck_barrier(void)
{
	__sync_synchronize();
}
