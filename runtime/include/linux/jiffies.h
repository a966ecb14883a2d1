/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * jiffies.h - time in ticks, 1000 a second
 *
 * jiffies is a call: reading it is a poll, which lets time go on.
 */
#ifndef _LINUX_JIFFIES_H
#define _LINUX_JIFFIES_H

#include <linux/types.h>
#include <linux/limits.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/time64.h>

#undef HZ
#define HZ		1000
#define TICK_NSEC	1000000UL
#define USER_HZ		100

#define MAX_JIFFY_OFFSET	((LONG_MAX >> 1) - 1)
/* Ticks begin five minutes before the 32-bit count wraps, as in the kernel. */
#define INITIAL_JIFFIES		((unsigned long)(unsigned int)(-300 * HZ))

unsigned long dmacheck_jiffies(void);
u64 get_jiffies_64(void);
#define jiffies		dmacheck_jiffies()
#define jiffies_64	get_jiffies_64()

#define time_after(a, b)	((long)((unsigned long)(b) - (unsigned long)(a)) < 0)
#define time_before(a, b)	time_after(b, a)
#define time_after_eq(a, b)	((long)((unsigned long)(a) - (unsigned long)(b)) >= 0)
#define time_before_eq(a, b)	time_after_eq(b, a)
#define time_in_range(a, b, c)	(time_after_eq(a, b) && time_before_eq(a, c))
#define time_after64(a, b)	((s64)((u64)(b) - (u64)(a)) < 0)
#define time_before64(a, b)	time_after64(b, a)
#define time_after_eq64(a, b)	((s64)((u64)(a) - (u64)(b)) >= 0)
#define time_before_eq64(a, b)	time_after_eq64(b, a)
#define time_is_before_jiffies(a)	time_after(jiffies, a)
#define time_is_after_jiffies(a)	time_before(jiffies, a)
#define time_is_before_eq_jiffies(a)	time_after_eq(jiffies, a)
#define time_is_after_eq_jiffies(a)	time_before_eq(jiffies, a)

unsigned long msecs_to_jiffies(unsigned int msecs);
unsigned long usecs_to_jiffies(unsigned int usecs);
unsigned long nsecs_to_jiffies(u64 nsecs);
u64 nsecs_to_jiffies64(u64 nsecs);
unsigned int jiffies_to_msecs(unsigned long ticks);
unsigned int jiffies_to_usecs(unsigned long ticks);
u64 jiffies64_to_nsecs(u64 ticks);
u64 jiffies64_to_msecs(u64 ticks);

static inline u64 jiffies_to_nsecs(unsigned long ticks)
{
	return (u64)jiffies_to_usecs(ticks) * 1000;
}

#define secs_to_jiffies(secs)	((secs) * HZ)

#endif /* _LINUX_JIFFIES_H */
