// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-task.c - what a task is called, its priority, and polite pauses
 */
#include <string.h>
#include <linux/cpumask.h>
#include <linux/freezer.h>
#include <linux/sched/rt.h>
#include "report.h"
#include "sched-private.h"

unsigned int nr_cpu_ids = 1;
static const struct cpumask processors = { { 1 } };
const struct cpumask *const cpu_possible_mask = &processors;

char *dmacheck_task_comm(char *buf, size_t size, struct task_struct *task)
{
	if (size) {
		memset(buf, 0, size);
		strncpy(buf, task->comm, size - 1);
	}
	return buf;
}

void dmacheck_set_task_comm(struct task_struct *task, const char *name)
{
	memset(task->comm, 0, TASK_COMM_LEN);
	strncpy(task->comm, name, TASK_COMM_LEN - 1);
}

void set_user_nice(struct task_struct *task, long nice)
{
	if (nice < MIN_NICE || nice > MAX_NICE)
		return;
	task->static_prio = NICE_TO_PRIO(nice);
	if (!rt_task(task))
		task->prio = task->static_prio;
}

int task_nice(const struct task_struct *task)
{
	return PRIO_TO_NICE(task->static_prio);
}

int sched_setscheduler_nocheck(struct task_struct *task, int policy,
			       const struct sched_param *param)
{
	bool real_time = policy == SCHED_FIFO || policy == SCHED_RR;

	if (real_time != (param->sched_priority > 0) ||
	    param->sched_priority >= MAX_RT_PRIO)
		return -EINVAL;
	task->prio = real_time ? MAX_RT_PRIO - 1 - param->sched_priority
			       : task->static_prio;
	return 0;
}

int kernel_sched_setscheduler(struct task_struct *task, int policy,
			      const struct sched_param *param)
{
	return sched_setscheduler_nocheck(task, policy, param);
}

void sched_set_fifo(struct task_struct *task)
{
	task->prio = MAX_RT_PRIO - 1 - MAX_RT_PRIO / 2;
}

void sched_set_fifo_low(struct task_struct *task)
{
	task->prio = MAX_RT_PRIO - 2;
}

void sched_set_normal(struct task_struct *task, int nice)
{
	task->prio = DEFAULT_PRIO;
	set_user_nice(task, nice);
}

/* Said by code that runs long: under a token the others get their turn. */
int dmacheck_cond_resched(const char *what)
{
	if (!context_may_sleep(what, __builtin_return_address(0)))
		return 0;
	sched_point(POINT_POLL);
	return 0;
}

/* Asked by loops that would go on for long if nobody else wanted to run. */
bool dmacheck_need_resched(void)
{
	sched_point(POINT_POLL);
	return false;
}

bool set_freezable(void)
{
	current->flags &= ~PF_NOFREEZE;
	return try_to_freeze();
}

bool try_to_freeze(void)
{
	context_may_sleep("try_to_freeze", __builtin_return_address(0));
	return false;
}
