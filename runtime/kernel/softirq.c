// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * softirq.c - tasklets
 *
 * Scheduled is raised, and running is running; one that comes due while it is
 * disabled is put aside (TASKLET_STATE_SCHED) until the last tasklet_enable(),
 * where the kernel would raise it over and over.
 */
#include <string.h>
#include <linux/interrupt.h>
#include "context.h"
#include "report.h"
#include "sched.h"

enum { PUT_ASIDE = 1ul << TASKLET_STATE_SCHED };

static bool tasklet_enabled(struct tasklet_struct *t)
{
	return __atomic_load_n(&t->count, __ATOMIC_SEQ_CST) == 0;
}

static bool take_back(struct tasklet_struct *t)
{
	return __atomic_fetch_and(&t->state, ~PUT_ASIDE, __ATOMIC_SEQ_CST) & PUT_ASIDE;
}

void dmacheck_tasklet_run(struct sched_softirq *item)
{
	struct tasklet_struct *t = container_of(item, struct tasklet_struct, softirq);

	if (!tasklet_enabled(t)) {
		__atomic_fetch_or(&t->state, PUT_ASIDE, __ATOMIC_SEQ_CST);
		if (tasklet_enabled(t) && take_back(t))
			sched_softirq_raise(item);
		return;
	}
	if (t->use_callback)
		t->callback(t);
	else
		t->func(t->data);
}

void tasklet_setup(struct tasklet_struct *t, void (*callback)(struct tasklet_struct *))
{
	memset(t, 0, sizeof(*t));
	t->softirq.run = dmacheck_tasklet_run;
	t->use_callback = true;
	t->callback = callback;
}

void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long),
		  unsigned long data)
{
	memset(t, 0, sizeof(*t));
	t->softirq.run = dmacheck_tasklet_run;
	t->func = func;
	t->data = data;
}

void tasklet_schedule(struct tasklet_struct *t)
{
	if (__atomic_load_n(&t->state, __ATOMIC_SEQ_CST) & PUT_ASIDE)
		return;
	sched_softirq_raise(&t->softirq);
}

/* One queue serves both: no order between the two kinds is promised. */
void tasklet_hi_schedule(struct tasklet_struct *t)
{
	tasklet_schedule(t);
}

void tasklet_disable_nosync(struct tasklet_struct *t)
{
	__atomic_fetch_add(&t->count, 1, __ATOMIC_SEQ_CST);
}

static bool waits_for_itself(struct tasklet_struct *t, const char *call)
{
	if (!sched_softirq_inside(&t->softirq))
		return false;
	report_misuse("BUG: %s() in the tasklet itself would wait for ever", call);
	return true;
}

void tasklet_disable_in_atomic(struct tasklet_struct *t)
{
	tasklet_disable_nosync(t);
	tasklet_unlock_spin_wait(t);
}

void tasklet_disable(struct tasklet_struct *t)
{
	tasklet_disable_nosync(t);
	tasklet_unlock_wait(t);
}

void tasklet_enable(struct tasklet_struct *t)
{
	if (__atomic_sub_fetch(&t->count, 1, __ATOMIC_SEQ_CST) == 0 && take_back(t))
		sched_softirq_raise(&t->softirq);
}

void tasklet_unlock_wait(struct tasklet_struct *t)
{
	context_may_sleep("tasklet_unlock_wait", __builtin_return_address(0));
	tasklet_unlock_spin_wait(t);
}

void tasklet_unlock_spin_wait(struct tasklet_struct *t)
{
	if (!waits_for_itself(t, "tasklet_unlock_wait"))
		sched_softirq_wait(&t->softirq, false);
}

void tasklet_kill(struct tasklet_struct *t)
{
	context_may_sleep("tasklet_kill", __builtin_return_address(0));
	if (waits_for_itself(t, "tasklet_kill"))
		return;
	sched_softirq_wait(&t->softirq, true);
	if (take_back(t))
		report_misuse("BUG: tasklet_kill() of a disabled tasklet that is scheduled would wait for ever");
}
