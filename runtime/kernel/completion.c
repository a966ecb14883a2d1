// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * completion.c - <linux/completion.h>
 *
 * A completion may lie on the waiter's stack: the one that completes touches it
 * no more once it has dropped the lock, which the waiter takes before it returns.
 */
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/limits.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include "runtime/kernel/context.h"
#include "runtime/kernel/lock.h"
#include "runtime/kernel/sched.h"

#ifndef ERESTARTSYS
#define ERESTARTSYS 512
#endif

static void take(struct completion *x)
{
	lock_take(&x->wait.lock.lock, false, LOCK_SPIN);
}

static void drop(struct completion *x)
{
	lock_drop(&x->wait.lock.lock, false);
}

void init_completion(struct completion *x)
{
	x->done = 0;
	__init_swait_queue_head(&x->wait, "&x->wait", NULL);
}

void reinit_completion(struct completion *x)
{
	__atomic_store_n(&x->done, 0, __ATOMIC_RELAXED);
}

static unsigned int done_of(struct completion *x)
{
	return __atomic_load_n(&x->done, __ATOMIC_RELAXED);
}

static void set_done(struct completion *x, unsigned int done)
{
	__atomic_store_n(&x->done, done, __ATOMIC_RELAXED);
}

/* Takes the first off the queue. Return: its task with a reference, or NULL. */
static struct task_struct *next_waiter(struct completion *x)
{
	struct swait_queue *first = list_first_entry_or_null(
		&x->wait.task_list, struct swait_queue, task_list);

	if (!first)
		return NULL;
	list_del_init(&first->task_list);
	return get_task_struct(first->task);
}

/* Woken without the lock, or it would run into it at once. */
static void wake_waiter(struct task_struct *task)
{
	if (!task)
		return;
	wake_up_process(task);
	put_task_struct(task);
}

void complete(struct completion *x)
{
	struct task_struct *task;

	take(x);
	if (done_of(x) != UINT_MAX)
		set_done(x, done_of(x) + 1);
	task = next_waiter(x);
	drop(x);
	wake_waiter(task);
	sched_point(POINT_UNLOCK);
}

void complete_on_current_cpu(struct completion *x)
{
	complete(x);
}

void complete_all(struct completion *x)
{
	sched_wakes_hold();
	take(x);
	set_done(x, UINT_MAX);
	while (!list_empty(&x->wait.task_list))
		swake_up_locked(&x->wait, 0);
	drop(x);
	sched_wakes_release();
	sched_point(POINT_UNLOCK);
}

/* With the lock held, but for the waits. Return: what is left of @timeout, or an errno. */
static long wait_until_done(struct completion *x, long timeout, unsigned int state)
{
	struct swait_queue wait = {
		.task = current,
		.task_list = LIST_HEAD_INIT(wait.task_list),
	};

	while (!done_of(x) && timeout > 0) {
		if (signal_pending_state(state, current)) {
			timeout = -ERESTARTSYS;
			break;
		}
		if (list_empty(&wait.task_list))
			list_add_tail(&wait.task_list, &x->wait.task_list);
		set_current_state(state);
		drop(x);
		timeout = schedule_timeout(timeout);
		take(x);
	}
	list_del(&wait.task_list);
	return timeout;
}

static long wait_common(struct completion *x, long timeout, unsigned int state,
			const char *what, const void *caller)
{
	context_may_sleep(what, caller);
	sched_point(POINT_CALL);
	take(x);
	if (!done_of(x))
		timeout = wait_until_done(x, timeout, state);
	if (done_of(x) && timeout >= 0) {
		if (done_of(x) != UINT_MAX)
			set_done(x, done_of(x) - 1);
		timeout = timeout ? timeout : 1;
	}
	drop(x);
	return timeout;
}

#define WAIT(x, timeout, state) \
	wait_common(x, timeout, state, __func__, __builtin_return_address(0))
#define FOREVER MAX_SCHEDULE_TIMEOUT

void wait_for_completion(struct completion *x)
{
	WAIT(x, FOREVER, TASK_UNINTERRUPTIBLE);
}

void wait_for_completion_io(struct completion *x)
{
	WAIT(x, FOREVER, TASK_UNINTERRUPTIBLE);
}

static int only_error(long result)
{
	return result < 0 ? result : 0;
}

int wait_for_completion_interruptible(struct completion *x)
{
	return only_error(WAIT(x, FOREVER, TASK_INTERRUPTIBLE));
}

int wait_for_completion_killable(struct completion *x)
{
	return only_error(WAIT(x, FOREVER, TASK_KILLABLE));
}

int wait_for_completion_state(struct completion *x, unsigned int state)
{
	return only_error(WAIT(x, FOREVER, state));
}

unsigned long wait_for_completion_timeout(struct completion *x, unsigned long timeout)
{
	return WAIT(x, timeout, TASK_UNINTERRUPTIBLE);
}

unsigned long wait_for_completion_io_timeout(struct completion *x,
					     unsigned long timeout)
{
	return WAIT(x, timeout, TASK_UNINTERRUPTIBLE);
}

long wait_for_completion_interruptible_timeout(struct completion *x,
					       unsigned long timeout)
{
	return WAIT(x, timeout, TASK_INTERRUPTIBLE);
}

long wait_for_completion_killable_timeout(struct completion *x,
					  unsigned long timeout)
{
	return WAIT(x, timeout, TASK_KILLABLE);
}

/* Both are polled: another actor must be able to complete it. */
bool try_wait_for_completion(struct completion *x)
{
	bool done;

	sched_point(POINT_POLL);
	take(x);
	done = done_of(x);
	if (done && done_of(x) != UINT_MAX)
		set_done(x, done_of(x) - 1);
	drop(x);
	return done;
}

bool completion_done(struct completion *x)
{
	bool done;

	sched_point(POINT_POLL);
	take(x);
	done = done_of(x);
	drop(x);
	return done;
}
