// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mutex.c - <linux/mutex.h>
 *
 * A lock wait cannot be interrupted here: tasks of the engine get no signals
 * while they wait for a lock. One that is pending before is seen.
 */
#include <linux/device.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/spinlock.h>
#include "runtime/kernel/context.h"
#include "runtime/kernel/lock.h"
#include "runtime/kernel/report.h"
#include "runtime/kernel/sched.h"

void __mutex_init(struct mutex *lock, const char *name, struct lock_class_key *key)
{
	dmacheck_lock_init(&lock->lock, name);
}

void mutex_destroy(struct mutex *lock)
{
	if (lock_value(&lock->lock))
		report_misuse("DEBUG_LOCKS_WARN_ON(mutex_is_locked(lock)): %s",
			      lock->lock.name);
	__atomic_store_n(&lock->lock.magic, 0, __ATOMIC_RELEASE);
}

void mutex_lock(struct mutex *lock)
{
	context_may_sleep("mutex_lock", __builtin_return_address(0));
	lock_acquire(&lock->lock, false, LOCK_MUTEX);
}

void mutex_lock_io(struct mutex *lock)
{
	context_may_sleep("mutex_lock_io", __builtin_return_address(0));
	lock_acquire(&lock->lock, false, LOCK_MUTEX);
}

int mutex_lock_interruptible(struct mutex *lock)
{
	context_may_sleep("mutex_lock_interruptible", __builtin_return_address(0));
	if (signal_pending_state(TASK_INTERRUPTIBLE, current))
		return -EINTR;
	lock_acquire(&lock->lock, false, LOCK_MUTEX);
	return 0;
}

int mutex_lock_killable(struct mutex *lock)
{
	context_may_sleep("mutex_lock_killable", __builtin_return_address(0));
	if (signal_pending_state(TASK_KILLABLE, current))
		return -EINTR;
	lock_acquire(&lock->lock, false, LOCK_MUTEX);
	return 0;
}

int mutex_trylock(struct mutex *lock)
{
	return lock_acquire_try(&lock->lock, false, LOCK_MUTEX);
}

void mutex_unlock(struct mutex *lock)
{
	lock_give_up(&lock->lock, false, LOCK_MUTEX);
	sched_point(POINT_UNLOCK);
}

bool mutex_is_locked(struct mutex *lock)
{
	sched_point(POINT_POLL);
	return lock_value(&lock->lock) & LOCK_WRITER;
}

int atomic_dec_and_mutex_lock(atomic_t *count, struct mutex *lock)
{
	if (atomic_add_unless(count, -1, 1))
		return 0;
	context_may_sleep("mutex_lock", __builtin_return_address(0));
	lock_acquire(&lock->lock, false, LOCK_MUTEX);
	if (atomic_dec_and_test(count))
		return 1;
	mutex_unlock(lock);
	return 0;
}

static void destroy(void *lock)
{
	mutex_destroy(lock);
}

int __devm_mutex_init(struct device *dev, struct mutex *lock)
{
	return devm_add_action_or_reset(dev, destroy, lock);
}
