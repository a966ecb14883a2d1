// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * kthread-worker.c - a thread of <linux/kthread.h> that runs what is queued
 */
#include <stdarg.h>
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/freezer.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/sprintf.h>
#include <linux/timer.h>
#include "runtime/kernel/context.h"
#include "runtime/kernel/fault.h"
#include "runtime/kernel/lock.h"
#include "runtime/kernel/sched.h"

/* On the stack of one who waits until all before it has been run. */
struct flush_work {
	struct kthread_work work;
	struct completion done;
};

static void take(struct kthread_worker *worker)
{
	lock_take(&worker->lock.lock, false, LOCK_SPIN);
}

static void drop(struct kthread_worker *worker)
{
	lock_drop(&worker->lock.lock, false);
}

void __kthread_init_worker(struct kthread_worker *worker, const char *name,
			   struct lock_class_key *key)
{
	*worker = (struct kthread_worker){ .flags = 0 };
	dmacheck_lock_init(&worker->lock.lock, name);
	INIT_LIST_HEAD(&worker->work_list);
	INIT_LIST_HEAD(&worker->delayed_work_list);
}

static struct kthread_work *next_work(struct kthread_worker *worker)
{
	struct kthread_work *work;

	take(worker);
	work = list_first_entry_or_null(&worker->work_list, struct kthread_work, node);
	if (work)
		list_del_init(&work->node);
	worker->current_work = work;
	drop(worker);
	return work;
}

/* The work may be freed by its own function. */
static void run_work(struct kthread_worker *worker, struct kthread_work *work)
{
	__set_current_state(TASK_RUNNING);
	work->func(work);
	take(worker);
	worker->current_work = NULL;
	drop(worker);
	sched_point(POINT_CALL);
}

static void set_task(struct kthread_worker *worker, struct task_struct *task)
{
	take(worker);
	worker->task = task;
	drop(worker);
}

int kthread_worker_fn(void *worker_ptr)
{
	struct kthread_worker *worker = worker_ptr;
	struct kthread_work *work;

	set_task(worker, current);
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (kthread_should_stop())
			break;
		work = next_work(worker);
		if (work)
			run_work(worker, work);
		else
			schedule();
		try_to_freeze();
	}
	__set_current_state(TASK_RUNNING);
	set_task(worker, NULL);
	return 0;
}

static struct kthread_worker *create(unsigned int flags, const char *format, va_list args)
{
	struct kthread_worker *worker;
	struct task_struct *task;
	char comm[TASK_COMM_LEN];

	vsnprintf(comm, sizeof(comm), format, args);
	if (fault_now(FAULT_ALLOC))
		return ERR_PTR(-ENOMEM);
	worker = engine_alloc(sizeof(*worker));
	if (!worker)
		return ERR_PTR(-ENOMEM);
	kthread_init_worker(worker);
	task = kthread_create(kthread_worker_fn, worker, "%s", comm);
	if (IS_ERR(task)) {
		engine_free(worker);
		return ERR_CAST(task);
	}
	worker->flags = flags;
	worker->task = task;
	wake_up_process(task);
	return worker;
}

/* With the arguments that follow @format in the calling function. */
#define create_named(flags, format) \
({ \
	struct kthread_worker *_worker; \
	va_list _args; \
 \
	va_start(_args, format); \
	_worker = create(flags, format, _args); \
	va_end(_args); \
	_worker; \
})

struct kthread_worker *kthread_create_worker(unsigned int flags,
					     const char namefmt[], ...)
{
	return create_named(flags, namefmt);
}

struct kthread_worker *kthread_create_worker_on_cpu(int cpu, unsigned int flags,
						    const char namefmt[], ...)
{
	return create_named(flags, namefmt);
}

/* With the lock held. A running worker looks again by itself. */
static void insert(struct kthread_worker *worker, struct kthread_work *work,
		   struct list_head *before)
{
	list_add_tail(&work->node, before);
	work->worker = worker;
	if (!worker->current_work && worker->task)
		wake_up_process(worker->task);
}

static bool may_queue(const struct kthread_work *work)
{
	return list_empty(&work->node) && !work->canceling;
}

bool kthread_queue_work(struct kthread_worker *worker, struct kthread_work *work)
{
	bool queued;

	take(worker);
	queued = may_queue(work);
	if (queued)
		insert(worker, work, &worker->work_list);
	drop(worker);
	sched_point(POINT_CALL);
	return queued;
}

static bool unqueue(struct kthread_work *work)
{
	bool pending = !list_empty(&work->node);

	list_del_init(&work->node);
	return pending;
}

/* Who cancels takes the work off the list itself, and does not want it back. */
void kthread_delayed_work_timer_fn(struct timer_list *t)
{
	struct kthread_work *due = &container_of(t, struct kthread_delayed_work, timer)->work;
	struct kthread_worker *by = due->worker;

	take(by);
	if (unqueue(due) && !due->canceling)
		insert(by, due, &by->work_list);
	drop(by);
}

static void queue_later(struct kthread_worker *worker,
			struct kthread_delayed_work *dwork, unsigned long delay)
{
	struct kthread_work *work = &dwork->work;

	if (!delay) {
		insert(worker, work, &worker->work_list);
		return;
	}
	list_add(&work->node, &worker->delayed_work_list);
	work->worker = worker;
	mod_timer(&dwork->timer, jiffies + delay);
}

bool kthread_queue_delayed_work(struct kthread_worker *worker,
				struct kthread_delayed_work *dwork,
				unsigned long delay)
{
	bool queued;

	take(worker);
	queued = may_queue(&dwork->work);
	if (queued)
		queue_later(worker, dwork, delay);
	drop(worker);
	sched_point(POINT_CALL);
	return queued;
}

/* With the lock held, and held again at the end; nothing is queued meanwhile. */
static void stop_timer(struct kthread_worker *worker,
		       struct kthread_delayed_work *dwork)
{
	dwork->work.canceling++;
	drop(worker);
	timer_delete_sync(&dwork->timer);
	take(worker);
	dwork->work.canceling--;
}

bool kthread_mod_delayed_work(struct kthread_worker *worker,
			      struct kthread_delayed_work *dwork,
			      unsigned long delay)
{
	bool pending = false;
	bool canceling;

	take(worker);
	canceling = dwork->work.canceling;
	if (dwork->work.worker && !canceling) {
		pending = !list_empty(&dwork->work.node);
		stop_timer(worker, dwork);
		pending |= unqueue(&dwork->work);
	}
	if (!canceling && may_queue(&dwork->work))
		queue_later(worker, dwork, delay);
	drop(worker);
	return pending || canceling;
}

static void finish_flush(struct kthread_work *work)
{
	complete(&container_of(work, struct flush_work, work)->done);
}

/* Puts @flush behind @work. Return: false if it neither waits nor runs. */
static bool insert_flush(struct kthread_worker *worker, struct kthread_work *work,
			 struct flush_work *flush)
{
	if (!list_empty(&work->node))
		insert(worker, &flush->work, work->node.next);
	else if (worker->current_work == work)
		insert(worker, &flush->work, worker->work_list.next);
	else
		return false;
	return true;
}

static void init_flush(struct flush_work *flush)
{
	kthread_init_work(&flush->work, finish_flush);
	init_completion(&flush->done);
}

void kthread_flush_work(struct kthread_work *work)
{
	struct kthread_worker *worker = work->worker;
	struct flush_work flush;
	bool busy;

	context_may_sleep("kthread_flush_work", __builtin_return_address(0));
	if (!worker)
		return;
	init_flush(&flush);
	take(worker);
	busy = insert_flush(worker, work, &flush);
	drop(worker);
	if (busy)
		wait_for_completion(&flush.done);
}

void kthread_flush_worker(struct kthread_worker *worker)
{
	struct flush_work flush;

	init_flush(&flush);
	kthread_queue_work(worker, &flush.work);
	wait_for_completion(&flush.done);
}

static bool cancel(struct kthread_work *work, struct kthread_delayed_work *dwork)
{
	struct kthread_worker *worker = work->worker;
	struct flush_work flush;
	bool pending;
	bool running;

	if (!worker)
		return false;
	init_flush(&flush);
	take(worker);
	pending = !list_empty(&work->node);
	if (dwork)
		stop_timer(worker, dwork);
	pending |= unqueue(work);
	work->canceling++;
	running = insert_flush(worker, work, &flush);
	drop(worker);
	if (running)
		wait_for_completion(&flush.done);
	take(worker);
	work->canceling--;
	drop(worker);
	return pending;
}

bool kthread_cancel_work_sync(struct kthread_work *work)
{
	context_may_sleep("kthread_cancel_work_sync", __builtin_return_address(0));
	return cancel(work, NULL);
}

bool kthread_cancel_delayed_work_sync(struct kthread_delayed_work *dwork)
{
	context_may_sleep("kthread_cancel_delayed_work_sync",
			  __builtin_return_address(0));
	return cancel(&dwork->work, dwork);
}

void kthread_destroy_worker(struct kthread_worker *worker)
{
	struct task_struct *task = worker->task;

	if (!task)
		return;
	kthread_flush_worker(worker);
	kthread_stop(task);
	engine_free(worker);
}
