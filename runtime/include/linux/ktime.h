/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ktime.h - moments and durations in ns, and their arithmetic */
#ifndef _LINUX_KTIME_H
#define _LINUX_KTIME_H

#include <linux/types.h>
#include <linux/limits.h>
#include <linux/math64.h>
#include <linux/time64.h>

#ifndef KTIME_MAX
#define KTIME_MAX	((s64)~((u64)1 << 63))
#define KTIME_MIN	(-KTIME_MAX - 1)
#endif
#define KTIME_SEC_MAX	(KTIME_MAX / NSEC_PER_SEC)

typedef s64 ktime_t;

static inline ktime_t ktime_set(const s64 secs, const unsigned long nsecs)
{
	if (secs >= KTIME_SEC_MAX)
		return KTIME_MAX;
	return secs * NSEC_PER_SEC + (s64)nsecs;
}

#define ktime_add(a, b)		((a) + (b))
#define ktime_sub(a, b)		((a) - (b))
#define ktime_add_ns(a, ns)	((a) + (ns))
#define ktime_sub_ns(a, ns)	((a) - (ns))
#define ktime_to_ns(a)		((s64)(a))

static inline ktime_t ktime_add_safe(const ktime_t a, const ktime_t b)
{
	ktime_t sum;

	return __builtin_add_overflow(a, b, &sum) ? KTIME_MAX : sum;
}

static inline int ktime_compare(const ktime_t a, const ktime_t b)
{
	return a < b ? -1 : a > b;
}

static inline bool ktime_after(const ktime_t a, const ktime_t b)
{
	return a > b;
}

static inline bool ktime_before(const ktime_t a, const ktime_t b)
{
	return a < b;
}

static inline s64 ktime_divns(const ktime_t time, s64 divisor)
{
	return time / divisor;
}

static inline s64 ktime_to_us(const ktime_t time)
{
	return time / NSEC_PER_USEC;
}

static inline s64 ktime_to_ms(const ktime_t time)
{
	return time / NSEC_PER_MSEC;
}

static inline s64 ktime_us_delta(const ktime_t later, const ktime_t earlier)
{
	return ktime_to_us(later - earlier);
}

static inline s64 ktime_ms_delta(const ktime_t later, const ktime_t earlier)
{
	return ktime_to_ms(later - earlier);
}

static inline ktime_t ktime_add_us(const ktime_t time, const u64 us)
{
	return time + (s64)(us * NSEC_PER_USEC);
}

static inline ktime_t ktime_add_ms(const ktime_t time, const u64 ms)
{
	return time + (s64)(ms * NSEC_PER_MSEC);
}

static inline ktime_t ktime_sub_us(const ktime_t time, const u64 us)
{
	return time - (s64)(us * NSEC_PER_USEC);
}

static inline ktime_t ktime_sub_ms(const ktime_t time, const u64 ms)
{
	return time - (s64)(ms * NSEC_PER_MSEC);
}

static inline ktime_t ns_to_ktime(u64 ns)
{
	return (ktime_t)ns;
}

static inline ktime_t us_to_ktime(u64 us)
{
	return (ktime_t)(us * NSEC_PER_USEC);
}

static inline ktime_t ms_to_ktime(u64 ms)
{
	return (ktime_t)(ms * NSEC_PER_MSEC);
}

static inline struct timespec64 ktime_to_timespec64(const ktime_t time)
{
	return ns_to_timespec64(time);
}

static inline ktime_t timespec64_to_ktime(struct timespec64 time)
{
	return ktime_set(time.tv_sec, (unsigned long)time.tv_nsec);
}

#include <linux/timekeeping.h>

#endif /* _LINUX_KTIME_H */
