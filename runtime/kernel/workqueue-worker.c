// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * workqueue-worker.c - who runs queued work
 *
 * One worker at a time is called to look; when it has taken a work and there is
 * more, it calls the next before it begins. So there are as many as work that
 * waits needs, and a work that blocks holds up no other.
 */
#include "runtime/kernel/workqueue.h"
#include <linux/sched/task.h>
#include <linux/sprintf.h>
#include <linux/time64.h>
#include "runtime/kernel/context.h"
#include "runtime/kernel/fault.h"
#include "runtime/kernel/report.h"
#include "runtime/kernel/sched.h"

enum { SPAWN_AGAIN = 100 * NSEC_PER_MSEC };	/* in ns */

struct raw_lock workqueue_lock = RAW_LOCK_INIT;
LIST_HEAD(workqueue_workers);
LIST_HEAD(workqueue_queues);
static LIST_HEAD(idle_workers);
static unsigned int called;		/* workers that have not looked yet */
static unsigned int made;

static __thread struct worker *self;

bool workqueue_runs(const struct work_struct *work)
{
	struct worker *worker;

	list_for_each_entry(worker, &workqueue_workers, link) {
		if (worker->work == work)
			return true;
	}
	return false;
}

bool workqueue_own(const struct workqueue_struct *queue)
{
	return self && self->work && self->queue == queue;
}

struct work_struct *current_work(void)
{
	return self ? self->work : NULL;
}

/* The first of @queue that may run now. */
static struct work_struct *runnable_of(struct workqueue_struct *queue)
{
	struct work_struct *work;

	if (queue->active >= queue->max_active)
		return NULL;
	list_for_each_entry(work, &queue->pending, entry) {
		if (!workqueue_runs(work))
			return work;
	}
	return NULL;
}

/* Of all queues that threads serve, the one queued first. */
static struct work_struct *runnable(void)
{
	struct workqueue_struct *queue;
	struct work_struct *first = NULL;

	list_for_each_entry(queue, &workqueue_queues, link) {
		struct work_struct *work;

		if (queue->flags & WQ_BH)
			continue;
		work = runnable_of(queue);
		if (work && (!first || work->turn < first->turn))
			first = work;
	}
	return first;
}

static void check_leaks(const struct worker *worker, work_func_t func)
{
	struct context *context = context_current();

	if (!context->lock_count && !context->preempt && !context->rcu)
		return;
	report_misuse("BUG: workqueue leaked atomic, lock or RCU: %s[%d]\n preempt=0x%08x lock=%u RCU=%u workfn=%p",
		      current->comm, current->pid, context->preempt,
		      context->lock_count, context->rcu, (void *)func);
}

/* With the lock held, but for the call. The function may free the work. */
static void run_work(struct worker *worker, struct work_struct *work)
{
	struct workqueue_struct *queue = work->queue;
	work_func_t func = work->func;
	bool more;

	list_del_init(&work->entry);
	work_set_pending(work, false);
	worker->work = work;
	worker->queue = queue;
	worker->turn = work->turn;
	queue->active++;
	more = !(queue->flags & WQ_BH) && runnable() && workqueue_call(NULL);
	raw_unlock(&workqueue_lock);

	if (more)
		workqueue_spawn();
	func(work);
	if (!(queue->flags & WQ_BH))
		check_leaks(worker, func);
	sched_point(POINT_CALL);

	raw_lock(&workqueue_lock);
	worker->work = NULL;
	queue->active--;
	workqueue_looked();
	sched_release();
}

static void look(struct worker *worker)
{
	struct work_struct *work;

	if (worker->called)
		called--;
	worker->called = false;
	list_del_init(&worker->idle);
	while ((work = runnable()))
		run_work(worker, work);
}

static int thread(void *data)
{
	struct worker *worker = data;

	self = worker;
	current->flags |= PF_WQ_WORKER | PF_KTHREAD;
	raw_lock(&workqueue_lock);
	for (;;) {
		__set_current_state(TASK_RUNNING);
		look(worker);
		list_add(&worker->idle, &idle_workers);
		set_current_state(TASK_IDLE);
		raw_unlock(&workqueue_lock);
		schedule();
		raw_lock(&workqueue_lock);
	}
	return 0;
}

static void bottom_half(struct sched_softirq *softirq)
{
	struct workqueue_struct *queue =
		container_of(softirq, struct workqueue_struct, softirq);
	struct worker *outer = self;
	struct work_struct *work;

	self = &queue->bottom_half;
	raw_lock(&workqueue_lock);
	if (list_empty(&self->link))
		list_add(&self->link, &workqueue_workers);
	while ((work = runnable_of(queue)))
		run_work(self, work);
	raw_unlock(&workqueue_lock);
	self = outer;
}

/* Return: whether workqueue_spawn() is to be called. */
bool workqueue_call(struct workqueue_struct *queue)
{
	struct worker *worker;

	if (queue && (queue->flags & WQ_BH)) {
		queue->softirq.run = bottom_half;
		sched_softirq_raise(&queue->softirq);
		return false;
	}
	if (called || (queue && !runnable_of(queue)))
		return false;
	called++;
	worker = list_first_entry_or_null(&idle_workers, struct worker, idle);
	if (!worker)
		return true;
	list_del_init(&worker->idle);
	worker->called = true;
	wake_up_process(worker->task);
	return false;
}

static struct worker *new_worker(void)
{
	struct worker *worker = engine_zalloc(sizeof(*worker));
	char comm[TASK_COMM_LEN];

	if (!worker)
		return NULL;
	INIT_LIST_HEAD(&worker->idle);
	worker->called = true;
	snprintf(comm, sizeof(comm), "kworker/0:%u",
		 __atomic_fetch_add(&made, 1, __ATOMIC_RELAXED));
	worker->task = sched_spawn(comm, thread, worker);
	if (worker->task)
		return worker;
	engine_free(worker);
	return NULL;
}

/* As the kernel does, kernel/workqueue.c:create_worker(): again after a while. */
static void spawn_again(struct sched_timer *timer)
{
	bool spawn;

	raw_lock(&workqueue_lock);
	spawn = runnable() && workqueue_call(NULL);
	raw_unlock(&workqueue_lock);
	if (spawn)
		workqueue_spawn();
}

static struct sched_timer again = { .fire = spawn_again };

/* The workers that there are take the work, later, if there can be no more. */
void workqueue_spawn(void)
{
	struct worker *worker = new_worker();

	raw_lock(&workqueue_lock);
	if (worker)
		list_add(&worker->link, &workqueue_workers);
	else
		called--;
	raw_unlock(&workqueue_lock);
	if (worker) {
		wake_up_process(worker->task);
		return;
	}
	report_notice("workqueue: no thread for a worker could be made, work comes late");
	sched_timer_start(&again, sched_now() + SPAWN_AGAIN);
}
