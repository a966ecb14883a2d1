/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * timekeeping.h - what time it is
 *
 * Reading any clock is a poll: see sched_now() in runtime/kernel/sched.h. The
 * wall clock begins at the same moment in every run under a token.
 */
#ifndef _LINUX_TIMEKEEPING_H
#define _LINUX_TIMEKEEPING_H

#include <linux/types.h>
#include <linux/ktime.h>
#include <linux/time64.h>

ktime_t ktime_get(void);
ktime_t ktime_get_raw(void);
ktime_t ktime_get_boottime(void);
ktime_t ktime_get_real(void);
ktime_t ktime_get_coarse(void);
u64 ktime_get_ns(void);
u64 ktime_get_raw_ns(void);
u64 ktime_get_boottime_ns(void);
u64 ktime_get_real_ns(void);
u64 ktime_get_mono_fast_ns(void);
time64_t ktime_get_seconds(void);
time64_t ktime_get_real_seconds(void);
void ktime_get_ts64(struct timespec64 *time);
void ktime_get_real_ts64(struct timespec64 *time);
void ktime_get_raw_ts64(struct timespec64 *time);

#endif /* _LINUX_TIMEKEEPING_H */
