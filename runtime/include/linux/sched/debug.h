/* SPDX-License-Identifier: GPL-2.0-or-later */
/* debug.h - what drivers take of it is in <linux/sched.h> */
#ifndef _LINUX_SCHED_DEBUG_H
#define _LINUX_SCHED_DEBUG_H

#include <linux/sched.h>

void dump_stack(void);

#endif /* _LINUX_SCHED_DEBUG_H */
