// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * rwsem.c - <linux/rwsem.h>: sleeping, with readers
 */
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include "runtime/kernel/context.h"
#include "runtime/kernel/lock.h"
#include "runtime/kernel/sched.h"

static int acquire_unless(struct rw_semaphore *sem, bool read, unsigned int state,
			  const void *caller)
{
	if (signal_pending_state(state, current))
		return -EINTR;
	lock_acquire_for(&sem->lock, read, LOCK_RWSEM, caller);
	return 0;
}

void down_read(struct rw_semaphore *sem)
{
	context_may_sleep("down_read", __builtin_return_address(0));
	lock_acquire(&sem->lock, true, LOCK_RWSEM);
}

int down_read_interruptible(struct rw_semaphore *sem)
{
	context_may_sleep("down_read_interruptible", __builtin_return_address(0));
	return acquire_unless(sem, true, TASK_INTERRUPTIBLE, __builtin_return_address(0));
}

int down_read_killable(struct rw_semaphore *sem)
{
	context_may_sleep("down_read_killable", __builtin_return_address(0));
	return acquire_unless(sem, true, TASK_KILLABLE, __builtin_return_address(0));
}

int down_read_trylock(struct rw_semaphore *sem)
{
	return lock_acquire_try(&sem->lock, true, LOCK_RWSEM);
}

void down_write(struct rw_semaphore *sem)
{
	context_may_sleep("down_write", __builtin_return_address(0));
	lock_acquire(&sem->lock, false, LOCK_RWSEM);
}

int down_write_killable(struct rw_semaphore *sem)
{
	context_may_sleep("down_write_killable", __builtin_return_address(0));
	return acquire_unless(sem, false, TASK_KILLABLE, __builtin_return_address(0));
}

int down_write_trylock(struct rw_semaphore *sem)
{
	return lock_acquire_try(&sem->lock, false, LOCK_RWSEM);
}

void up_read(struct rw_semaphore *sem)
{
	lock_give_up(&sem->lock, true, LOCK_RWSEM);
	sched_point(POINT_UNLOCK);
}

void up_write(struct rw_semaphore *sem)
{
	lock_give_up(&sem->lock, false, LOCK_RWSEM);
	sched_point(POINT_UNLOCK);
}

/* From writer to one reader in one step: no other writer comes between. */
void downgrade_write(struct rw_semaphore *sem)
{
	lock_downgrade(&sem->lock);
	sched_point(POINT_UNLOCK);
}

int rwsem_is_locked(struct rw_semaphore *sem)
{
	sched_point(POINT_POLL);
	return !!(lock_value(&sem->lock) & ~LOCK_WAITERS);
}

int rwsem_is_contended(struct rw_semaphore *sem)
{
	sched_point(POINT_POLL);
	return !!(lock_value(&sem->lock) & LOCK_WAITERS);
}
