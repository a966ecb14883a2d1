// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * semaphore.c - <linux/semaphore.h>: the count is handed to the first who waits
 */
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/semaphore.h>
#include "runtime/kernel/context.h"
#include "runtime/kernel/lock.h"
#include "runtime/kernel/sched.h"

struct semaphore_waiter {
	struct list_head list;
	struct task_struct *task;
	bool up;
};

static void take(struct semaphore *sem)
{
	lock_take(&sem->lock.lock, false, LOCK_SPIN);
}

static void drop(struct semaphore *sem)
{
	lock_drop(&sem->lock.lock, false);
}

void sema_init(struct semaphore *sem, int val)
{
	raw_spin_lock_init(&sem->lock);
	sem->count = val;
	INIT_LIST_HEAD(&sem->wait_list);
}

/* With the lock held, and held again at the end. */
static int wait_for_up(struct semaphore *sem, unsigned int state, long timeout)
{
	struct semaphore_waiter waiter = { .task = current };

	list_add_tail(&waiter.list, &sem->wait_list);
	while (!waiter.up) {
		if (signal_pending_state(state, current) || timeout <= 0)
			break;
		set_current_state(state);
		drop(sem);
		timeout = schedule_timeout(timeout);
		take(sem);
	}
	if (waiter.up)
		return 0;
	list_del(&waiter.list);
	return timeout <= 0 ? -ETIME : -EINTR;
}

static int down_state(struct semaphore *sem, unsigned int state, long timeout)
{
	int error = 0;

	sched_point(POINT_LOCK);
	take(sem);
	if (sem->count)
		sem->count--;
	else
		error = wait_for_up(sem, state, timeout);
	drop(sem);
	return error;
}

void down(struct semaphore *sem)
{
	context_may_sleep("down", __builtin_return_address(0));
	down_state(sem, TASK_UNINTERRUPTIBLE, MAX_SCHEDULE_TIMEOUT);
}

int down_interruptible(struct semaphore *sem)
{
	context_may_sleep("down_interruptible", __builtin_return_address(0));
	return down_state(sem, TASK_INTERRUPTIBLE, MAX_SCHEDULE_TIMEOUT);
}

int down_killable(struct semaphore *sem)
{
	context_may_sleep("down_killable", __builtin_return_address(0));
	return down_state(sem, TASK_KILLABLE, MAX_SCHEDULE_TIMEOUT);
}

int down_timeout(struct semaphore *sem, long timeout)
{
	context_may_sleep("down_timeout", __builtin_return_address(0));
	return down_state(sem, TASK_UNINTERRUPTIBLE, timeout);
}

/* kernel/locking/semaphore.c: 0 when it was got, unlike the other try functions. */
int down_trylock(struct semaphore *sem)
{
	bool got;

	sched_point(POINT_LOCK);
	take(sem);
	got = sem->count > 0;
	sem->count -= got;
	drop(sem);
	if (!got)
		sched_point(POINT_POLL);
	return !got;
}

void up(struct semaphore *sem)
{
	struct semaphore_waiter *waiter;
	struct task_struct *task = NULL;

	take(sem);
	waiter = list_first_entry_or_null(&sem->wait_list, struct semaphore_waiter,
					  list);
	if (waiter) {
		list_del(&waiter->list);
		waiter->up = true;
		task = get_task_struct(waiter->task);
	} else {
		sem->count++;
	}
	drop(sem);
	if (task) {
		wake_up_process(task);
		put_task_struct(task);
	}
	sched_point(POINT_UNLOCK);
}
