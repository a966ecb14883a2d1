// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * workqueue-flush.c - waiting until work has been done, or is no more
 *
 * Each queueing has a number. Who flushes waits until nothing up to the number
 * of now is pending or runs; what is queued again meanwhile has a later one.
 */
#include "runtime/kernel/workqueue.h"
#include "runtime/kernel/context.h"
#include "runtime/kernel/report.h"
#include "runtime/kernel/sched.h"

struct flusher {
	struct list_head link;
	struct task_struct *task;
};

/* What is waited for: one work or, where that is NULL, a whole queue. */
struct target {
	const struct work_struct *work;
	const struct workqueue_struct *queue;
	unsigned long long turn;
};

static LIST_HEAD(flushers);
static unsigned long long last_turn;	/* under the lock */

void workqueue_looked(void)
{
	struct flusher *flusher;

	list_for_each_entry(flusher, &flushers, link)
		wake_up_process(flusher->task);
}

void workqueue_insert(struct workqueue_struct *queue, struct work_struct *work)
{
	work->queue = queue;
	work->turn = ++last_turn;
	list_add_tail(&work->entry, &queue->pending);
	sched_hold();
}

static bool is_target(const struct target *target, const struct work_struct *work,
		      const struct workqueue_struct *queue, unsigned long long turn)
{
	if (turn > target->turn)
		return false;
	return target->work ? work == target->work : queue == target->queue;
}

static bool is_running(const struct target *target)
{
	struct worker *worker;

	list_for_each_entry(worker, &workqueue_workers, link) {
		if (worker->work &&
		    is_target(target, worker->work, worker->queue, worker->turn) &&
		    worker->work != current_work())
			return true;
	}
	return false;
}

static bool is_waiting(const struct target *target)
{
	const struct workqueue_struct *queue =
		target->work ? target->work->queue : target->queue;
	struct work_struct *work;

	if (!queue)
		return false;
	list_for_each_entry(work, &queue->pending, entry) {
		if (is_target(target, work, queue, work->turn))
			return true;
	}
	return false;
}

/* It would wait for itself: said, and not waited for. */
static void check_own(const struct target *target)
{
	if (target->work ? current_work() != target->work :
			   !workqueue_own(target->queue))
		return;
	report_misuse("WARNING: possible recursive locking detected\n %s/%d is trying to flush the work or queue that it runs: %s",
		      current->comm, current->pid,
		      target->queue ? target->queue->name : "(work_completion)");
}

/* With the lock held, but for the waits. Return: whether there was a wait. */
static bool wait_for(const struct target *target, bool pending_too)
{
	struct flusher flusher = { .task = current };
	bool waited = false;

	list_add(&flusher.link, &flushers);
	while ((is_running(target) || (pending_too && is_waiting(target))) &&
	       !sched_refused()) {
		waited = true;
		set_current_state(TASK_UNINTERRUPTIBLE);
		raw_unlock(&workqueue_lock);
		schedule();
		raw_lock(&workqueue_lock);
	}
	__set_current_state(TASK_RUNNING);
	list_del(&flusher.link);
	return waited;
}

bool workqueue_flush(const struct work_struct *work,
		     const struct workqueue_struct *queue, bool pending_too)
{
	struct target target = { .work = work, .queue = queue };
	bool waited;

	check_own(&target);
	sched_point(POINT_CALL);
	raw_lock(&workqueue_lock);
	target.turn = last_turn;
	waited = wait_for(&target, pending_too);
	raw_unlock(&workqueue_lock);
	return waited;
}

bool flush_work(struct work_struct *work)
{
	context_may_sleep("flush_work", __builtin_return_address(0));
	return workqueue_flush(work, NULL, true);
}

bool flush_delayed_work(struct delayed_work *dwork)
{
	bool spawn = false;

	context_may_sleep("flush_delayed_work", __builtin_return_address(0));
	raw_lock(&workqueue_lock);
	if (work_is_pending(&dwork->work) && list_empty(&dwork->work.entry)) {
		sched_timer_cancel(&dwork->timer.clock);
		workqueue_insert(dwork->wq, &dwork->work);
		spawn = workqueue_call(dwork->wq);
	}
	raw_unlock(&workqueue_lock);
	if (spawn)
		workqueue_spawn();
	return workqueue_flush(&dwork->work, NULL, true);
}

bool flush_rcu_work(struct rcu_work *rwork)
{
	if (!work_is_pending(&rwork->work))
		return flush_work(&rwork->work);
	rcu_barrier();
	flush_work(&rwork->work);
	return true;
}

void __flush_workqueue(struct workqueue_struct *wq)
{
	context_may_sleep("flush_workqueue", __builtin_return_address(0));
	workqueue_flush(NULL, wq, true);
}

static bool is_empty(struct workqueue_struct *wq)
{
	bool empty;

	raw_lock(&workqueue_lock);
	empty = list_empty(&wq->pending);
	raw_unlock(&workqueue_lock);
	return empty;
}

static void set_flag(struct workqueue_struct *wq, unsigned int flag, bool set)
{
	raw_lock(&workqueue_lock);
	wq->flags = set ? wq->flags | flag : wq->flags & ~flag;
	raw_unlock(&workqueue_lock);
}

void drain_workqueue(struct workqueue_struct *wq)
{
	unsigned int tries = 0;

	context_may_sleep("drain_workqueue", __builtin_return_address(0));
	set_flag(wq, __WQ_DRAINING, true);
	do {
		workqueue_flush(NULL, wq, true);
		if (++tries == 10 || tries % 100 == 0)
			report_notice("workqueue %s: drain_workqueue() isn't complete after %u tries",
				      wq->name, tries);
	} while (!is_empty(wq) && !sched_refused());
	set_flag(wq, __WQ_DRAINING, false);
}

void destroy_workqueue(struct workqueue_struct *wq)
{
	set_flag(wq, __WQ_DESTROYING, true);
	drain_workqueue(wq);
}
