/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * signal.h - signals to kernel threads: none are ever sent
 *
 * Nothing here can send one, so the questions have one true answer.
 */
#ifndef _LINUX_SCHED_SIGNAL_H
#define _LINUX_SCHED_SIGNAL_H

#include <linux/sched.h>
#include <linux/sched/task.h>

static inline int signal_pending(struct task_struct *task)
{
	(void)task;
	return 0;
}

static inline int fatal_signal_pending(struct task_struct *task)
{
	(void)task;
	return 0;
}

static inline int signal_pending_state(unsigned int state, struct task_struct *task)
{
	(void)state;
	(void)task;
	return 0;
}

static inline void flush_signals(struct task_struct *task)
{
	(void)task;
}

static inline void allow_signal(int sig)
{
	(void)sig;
}

static inline void disallow_signal(int sig)
{
	(void)sig;
}

#endif /* _LINUX_SCHED_SIGNAL_H */
