/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * freezer.h - threads that stop for a suspend, of which there is none
 */
#ifndef _LINUX_FREEZER_H
#define _LINUX_FREEZER_H

#include <linux/sched.h>
#include <linux/wait.h>

bool set_freezable(void);

static inline bool freezing(struct task_struct *task)
{
	(void)task;
	return false;
}

static inline bool frozen(struct task_struct *task)
{
	(void)task;
	return false;
}

/* A thread says that it may stop here: it may sleep, and others may run. */
bool try_to_freeze(void);

#ifndef wait_event_freezable
#define wait_event_freezable(wq_head, condition) \
	wait_event_interruptible(wq_head, condition)
#define wait_event_freezable_timeout(wq_head, condition, timeout) \
	wait_event_interruptible_timeout(wq_head, condition, timeout)
#endif

#define freezable_schedule()			schedule()
#define freezable_schedule_timeout(timeout)	schedule_timeout(timeout)

#endif /* _LINUX_FREEZER_H */
