// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * rwlock.c - rwlock_t: spinning, with readers
 */
#include <linux/spinlock.h>
#include "runtime/kernel/lock.h"
#include "runtime/kernel/sched.h"

void read_lock(rwlock_t *lock)
{
	lock_acquire(&lock->lock, true, LOCK_RW);
}

void read_lock_bh(rwlock_t *lock)
{
	local_bh_disable();
	lock_acquire(&lock->lock, true, LOCK_RW);
}

void read_lock_irq(rwlock_t *lock)
{
	local_irq_disable();
	lock_acquire(&lock->lock, true, LOCK_RW);
}

unsigned long dmacheck_read_lock_irqsave(rwlock_t *lock)
{
	unsigned long flags;

	local_irq_save(flags);
	lock_acquire(&lock->lock, true, LOCK_RW);
	return flags;
}

int read_trylock(rwlock_t *lock)
{
	return lock_acquire_try(&lock->lock, true, LOCK_RW);
}

void read_unlock(rwlock_t *lock)
{
	lock_give_up(&lock->lock, true, LOCK_RW);
	sched_point(POINT_UNLOCK);
}

void read_unlock_bh(rwlock_t *lock)
{
	lock_give_up(&lock->lock, true, LOCK_RW);
	local_bh_enable();
	sched_point(POINT_UNLOCK);
}

void read_unlock_irq(rwlock_t *lock)
{
	lock_give_up(&lock->lock, true, LOCK_RW);
	local_irq_enable();
	sched_point(POINT_UNLOCK);
}

void read_unlock_irqrestore(rwlock_t *lock, unsigned long flags)
{
	lock_give_up(&lock->lock, true, LOCK_RW);
	local_irq_restore(flags);
	sched_point(POINT_UNLOCK);
}

void write_lock(rwlock_t *lock)
{
	lock_acquire(&lock->lock, false, LOCK_RW);
}

void write_lock_bh(rwlock_t *lock)
{
	local_bh_disable();
	lock_acquire(&lock->lock, false, LOCK_RW);
}

void write_lock_irq(rwlock_t *lock)
{
	local_irq_disable();
	lock_acquire(&lock->lock, false, LOCK_RW);
}

unsigned long dmacheck_write_lock_irqsave(rwlock_t *lock)
{
	unsigned long flags;

	local_irq_save(flags);
	lock_acquire(&lock->lock, false, LOCK_RW);
	return flags;
}

int write_trylock(rwlock_t *lock)
{
	return lock_acquire_try(&lock->lock, false, LOCK_RW);
}

int dmacheck_write_trylock_irqsave(rwlock_t *lock, unsigned long *flags)
{
	local_irq_save(*flags);
	if (lock_acquire_try(&lock->lock, false, LOCK_RW))
		return 1;
	local_irq_restore(*flags);
	return 0;
}

void write_unlock(rwlock_t *lock)
{
	lock_give_up(&lock->lock, false, LOCK_RW);
	sched_point(POINT_UNLOCK);
}

void write_unlock_bh(rwlock_t *lock)
{
	lock_give_up(&lock->lock, false, LOCK_RW);
	local_bh_enable();
	sched_point(POINT_UNLOCK);
}

void write_unlock_irq(rwlock_t *lock)
{
	lock_give_up(&lock->lock, false, LOCK_RW);
	local_irq_enable();
	sched_point(POINT_UNLOCK);
}

void write_unlock_irqrestore(rwlock_t *lock, unsigned long flags)
{
	lock_give_up(&lock->lock, false, LOCK_RW);
	local_irq_restore(flags);
	sched_point(POINT_UNLOCK);
}

int rwlock_is_contended(rwlock_t *lock)
{
	sched_point(POINT_POLL);
	return !!(lock_value(&lock->lock) & LOCK_WAITERS);
}
