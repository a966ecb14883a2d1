/* SPDX-License-Identifier: GPL-2.0-or-later */
/* clock.h - the fast clock: here the same as ktime_get() */
#ifndef _LINUX_SCHED_CLOCK_H
#define _LINUX_SCHED_CLOCK_H

#include <linux/types.h>

unsigned long long sched_clock(void);
u64 local_clock(void);
u64 cpu_clock(int cpu);

#endif /* _LINUX_SCHED_CLOCK_H */
