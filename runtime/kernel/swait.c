// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * swait.c - <linux/swait.h>: queues without functions; one waker wakes one
 */
#include <linux/err.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/swait.h>
#include "runtime/kernel/lock.h"
#include "runtime/kernel/sched.h"

#ifndef ERESTARTSYS
#define ERESTARTSYS 512
#endif

static void take(struct swait_queue_head *q)
{
	lock_take(&q->lock.lock, false, LOCK_SPIN);
}

static void drop(struct swait_queue_head *q)
{
	lock_drop(&q->lock.lock, false);
}

void __init_swait_queue_head(struct swait_queue_head *q, const char *name,
			     struct lock_class_key *key)
{
	dmacheck_lock_init(&q->lock.lock, name);
	INIT_LIST_HEAD(&q->task_list);
}

int swait_active(struct swait_queue_head *wq)
{
	sched_point(POINT_CALL);
	return __atomic_load_n(&wq->task_list.next, __ATOMIC_RELAXED) != &wq->task_list;
}

bool swq_has_sleeper(struct swait_queue_head *wq)
{
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	return swait_active(wq);
}

/* With the lock held. */
void swake_up_locked(struct swait_queue_head *q, int wake_flags)
{
	struct swait_queue *first =
		list_first_entry_or_null(&q->task_list, struct swait_queue, task_list);

	if (!first)
		return;
	wake_up_process(first->task);
	list_del_init(&first->task_list);
}

void swake_up_one(struct swait_queue_head *q)
{
	sched_wakes_hold();
	take(q);
	swake_up_locked(q, 0);
	drop(q);
	sched_wakes_release();
	sched_point(POINT_UNLOCK);
}

void swake_up_all(struct swait_queue_head *q)
{
	sched_wakes_hold();
	take(q);
	while (!list_empty(&q->task_list))
		swake_up_locked(q, 0);
	drop(q);
	sched_wakes_release();
	sched_point(POINT_UNLOCK);
}

static void enqueue(struct swait_queue_head *q, struct swait_queue *wait, int state)
{
	wait->task = current;
	if (list_empty(&wait->task_list))
		list_add_tail(&wait->task_list, &q->task_list);
	set_current_state(state);
}

void prepare_to_swait_exclusive(struct swait_queue_head *q,
				struct swait_queue *wait, int state)
{
	take(q);
	enqueue(q, wait, state);
	drop(q);
}

long prepare_to_swait_event(struct swait_queue_head *q, struct swait_queue *wait,
			    int state)
{
	long error = 0;

	take(q);
	if (signal_pending_state(state, current)) {
		list_del_init(&wait->task_list);
		error = -ERESTARTSYS;
	} else {
		enqueue(q, wait, state);
	}
	drop(q);
	return error;
}

void finish_swait(struct swait_queue_head *q, struct swait_queue *wait)
{
	__set_current_state(TASK_RUNNING);
	take(q);
	list_del_init(&wait->task_list);
	drop(q);
}
