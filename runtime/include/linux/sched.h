/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sched.h - tasks, and the three calls every wait is made of
 *
 *   set_current_state(S); test the condition; schedule();     the waiter
 *   make it true; wake_up_process(task);                      the waker
 *
 * The order of the two steps on either side is what loses no wake-up.
 */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

/* Where there is a C library its header comes first: one name is in both. */
#if __has_include(<sched.h>)
#include <sched.h>
#endif
#include <linux/types.h>
#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/preempt.h>
#include <linux/sched/types.h>

#define TASK_RUNNING		0x0000
#define TASK_INTERRUPTIBLE	0x0001
#define TASK_UNINTERRUPTIBLE	0x0002
#define __TASK_STOPPED		0x0004
#define __TASK_TRACED		0x0008
#define EXIT_DEAD		0x0010
#define EXIT_ZOMBIE		0x0020
#define TASK_PARKED		0x0040
#define TASK_DEAD		0x0080
#define TASK_WAKEKILL		0x0100
#define TASK_WAKING		0x0200
#define TASK_NOLOAD		0x0400
#define TASK_NEW		0x0800
#define TASK_FREEZABLE		0x2000
#define TASK_KILLABLE		(TASK_WAKEKILL | TASK_UNINTERRUPTIBLE)
#define TASK_STOPPED		(TASK_WAKEKILL | __TASK_STOPPED)
#define TASK_IDLE		(TASK_UNINTERRUPTIBLE | TASK_NOLOAD)
#define TASK_NORMAL		(TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)

#define PF_EXITING		0x00000004
#define PF_WQ_WORKER		0x00000020
#define PF_NOFREEZE		0x00008000
#define PF_KTHREAD		0x00200000

enum { TASK_COMM_LEN = 16 };

#ifndef SCHED_FIFO
#define SCHED_FIFO	1
#define SCHED_RR	2
#define SCHED_BATCH	3
#define SCHED_IDLE	5
#endif
#define SCHED_NORMAL	0

#define MAX_SCHEDULE_TIMEOUT	LONG_MAX

struct mm_struct;
struct pid;
struct sched_actor;

/**
 * struct task_struct - one thread of the module, or of the program
 * @__state: changed by the task itself and by who wakes it, atomically
 * @flags: PF_*, the task's own but for the time before its first wake-up
 * @worker_private: of the thread services
 * @release: called when the last reference is dropped, may be NULL
 * @actor: the scheduler's part
 */
struct task_struct {
	unsigned int __state;
	unsigned int flags;
	pid_t pid;
	pid_t tgid;
	int exit_code;
	int prio;
	int static_prio;
	struct mm_struct *mm;
	struct task_struct *group_leader;
	void *worker_private;
	void *journal_info;
	void (*release)(struct task_struct *task);
	struct sched_actor *actor;
	char comm[TASK_COMM_LEN];
};

struct task_struct *dmacheck_current(void) __attribute__((const));
#define get_current()	dmacheck_current()
#define current		get_current()

/* Full barriers, as set_current_state() is; calls, so that no atomic is instrumented. */
void dmacheck_set_state(unsigned int state);
unsigned int dmacheck_get_state(struct task_struct *task);
void dmacheck_set_special_state(unsigned int state);

#define set_current_state(state)	dmacheck_set_state(state)
#define __set_current_state(state)	dmacheck_set_state(state)
#define set_special_state(state)	dmacheck_set_special_state(state)
#define get_current_state()		dmacheck_get_state(current)
#define task_is_running(task)		(dmacheck_get_state(task) == TASK_RUNNING)
#define task_state_index_of(task)	dmacheck_get_state(task)

void schedule(void);
signed long schedule_timeout(signed long timeout);
signed long schedule_timeout_interruptible(signed long timeout);
signed long schedule_timeout_killable(signed long timeout);
signed long schedule_timeout_uninterruptible(signed long timeout);
signed long schedule_timeout_idle(signed long timeout);
void io_schedule(void);
long io_schedule_timeout(long timeout);
void yield(void);

int wake_up_process(struct task_struct *task);
int wake_up_state(struct task_struct *task, unsigned int state);

int dmacheck_cond_resched(const char *what);
#define cond_resched()			dmacheck_cond_resched("cond_resched")
#define cond_resched_lock(lock)		({ (void)(lock); 0; })
#define need_resched()			dmacheck_need_resched()
bool dmacheck_need_resched(void);

static inline pid_t task_pid_nr(struct task_struct *task)
{
	return task->pid;
}

static inline pid_t task_tgid_nr(struct task_struct *task)
{
	return task->tgid;
}

#define task_pid_vnr(task)	task_pid_nr(task)
#define get_task_comm(buf, task) \
	dmacheck_task_comm(buf, sizeof(buf), task)
char *dmacheck_task_comm(char *buf, size_t size, struct task_struct *task);
#define set_task_comm(task, name)	dmacheck_set_task_comm(task, name)
void dmacheck_set_task_comm(struct task_struct *task, const char *name);

/* Priorities are kept and not honoured: the schedule decides. */
void set_user_nice(struct task_struct *task, long nice);
int task_nice(const struct task_struct *task);
#define sched_setscheduler(task, policy, param) \
	kernel_sched_setscheduler(task, policy, param)
int kernel_sched_setscheduler(struct task_struct *task, int policy,
			      const struct sched_param *param);
int sched_setscheduler_nocheck(struct task_struct *task, int policy,
			       const struct sched_param *param);
void sched_set_fifo(struct task_struct *task);
void sched_set_fifo_low(struct task_struct *task);
void sched_set_normal(struct task_struct *task, int nice);

static inline bool is_idle_task(const struct task_struct *task)
{
	(void)task;
	return false;
}

/* After <linux/kernel.h>, whose macro it is too. */
#include <linux/sched/might_sleep.h>

#endif /* _LINUX_SCHED_H */
