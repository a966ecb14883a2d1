/* SPDX-License-Identifier: GPL-2.0-or-later */
/* types.h - what a scheduling class is asked for, shared with the C library */
#ifndef _LINUX_SCHED_TYPES_H
#define _LINUX_SCHED_TYPES_H

#ifndef _BITS_TYPES_STRUCT_SCHED_PARAM
#define _BITS_TYPES_STRUCT_SCHED_PARAM 1
struct sched_param {
	int sched_priority;
};
#endif

#endif /* _LINUX_SCHED_TYPES_H */
