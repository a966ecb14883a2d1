/* SPDX-License-Identifier: GPL-2.0-or-later */
/* prio.h - what drivers take of it is in <linux/sched.h> */
#ifndef _LINUX_SCHED_PRIO_H
#define _LINUX_SCHED_PRIO_H

#include <linux/sched.h>

#define MAX_NICE	19
#define MIN_NICE	-20
#define MAX_RT_PRIO	100
#define DEFAULT_PRIO	120
#define NICE_TO_PRIO(nice)	((nice) + DEFAULT_PRIO)
#define PRIO_TO_NICE(prio)	((prio) - DEFAULT_PRIO)

#endif /* _LINUX_SCHED_PRIO_H */
