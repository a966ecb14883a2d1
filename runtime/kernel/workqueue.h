/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * workqueue.h - what the files of the work queues share
 *
 *   queue --> pending list of its queue --> a worker --> flushers look again
 *     ^ delayed: a timer first              any idle one, or a new thread;
 *                                           of WQ_BH: a softirq
 *
 * A worker takes the oldest work that may run: its queue has fewer than
 * max_active running, and the same work does not run. All under one lock.
 */
#ifndef DMACHECK_WORKQUEUE_H
#define DMACHECK_WORKQUEUE_H

#include "runtime/kernel/raw.h"
#include <linux/list.h>
#include <linux/sched.h>
#include <linux/workqueue.h>
#include <dmacheck/timing.h>

/* No name of a module's can take the place of these. */
#pragma GCC visibility push(hidden)

enum { QUEUE_NAME = 32 };

/* One thread, or the softirq of one queue. */
struct worker {
	struct list_head link;		/* in workers */
	struct list_head idle;		/* in idle_workers, or empty */
	struct task_struct *task;
	bool called;			/* woken or made, and has not looked yet */
	/* what runs, NULL for nothing */
	struct work_struct *work;
	struct workqueue_struct *queue;
	unsigned long long turn;
};

/* Never freed: a timer or a late caller may still name a destroyed one. */
struct workqueue_struct {
	char name[QUEUE_NAME];
	unsigned int flags;		/* enum wq_flags; under the lock, as the rest */
	int max_active;
	int active;
	struct list_head pending;
	struct list_head link;		/* in queues */
	struct sched_softirq softirq;
	struct worker bottom_half;
};

extern struct raw_lock workqueue_lock;
extern struct list_head workqueue_workers;
extern struct list_head workqueue_queues;

/* With the lock held, all of these but workqueue_spawn(). */
bool workqueue_runs(const struct work_struct *work);
void workqueue_looked(void);	/* something ended: flushers look again */
bool workqueue_call(struct workqueue_struct *queue);
/* After workqueue_call() has said true, and without the lock. */
void workqueue_spawn(void);

/* Takes @work off its queue, or stops its timer. Return: whether it was pending. */
bool workqueue_grab(struct work_struct *work, struct delayed_work *dwork);
/*
 * Waits for one work or, where that is NULL, for a whole queue, as far as it runs
 * and, with @pending_too, is queued. Without the lock. Return: whether it waited.
 */
bool workqueue_flush(const struct work_struct *work,
		     const struct workqueue_struct *queue, bool pending_too);
void workqueue_insert(struct workqueue_struct *queue, struct work_struct *work);
bool workqueue_own(const struct workqueue_struct *queue);

static inline bool work_is_pending(const struct work_struct *work)
{
	return __atomic_load_n(&work->data.counter, __ATOMIC_RELAXED) &
	       WORK_STRUCT_PENDING;
}

static inline void work_set_pending(struct work_struct *work, bool pending)
{
	__atomic_store_n(&work->data.counter, pending ? WORK_STRUCT_PENDING : 0,
			 __ATOMIC_RELAXED);
}

#pragma GCC visibility pop

#endif /* DMACHECK_WORKQUEUE_H */
