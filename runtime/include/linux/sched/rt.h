/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rt.h - what drivers take of it is in <linux/sched.h> */
#ifndef _LINUX_SCHED_RT_H
#define _LINUX_SCHED_RT_H

#include <linux/sched.h>

#include <linux/sched/prio.h>

static inline int rt_prio(int prio)
{
	return prio < MAX_RT_PRIO;
}

static inline int rt_task(struct task_struct *task)
{
	return rt_prio(task->prio);
}

#endif /* _LINUX_SCHED_RT_H */
