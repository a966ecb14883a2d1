// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * lock-raw.c - raw_spinlock_t: the same as spinlock_t, by its other name
 */
#include <linux/spinlock.h>
#include "runtime/kernel/lock.h"
#include "runtime/kernel/sched.h"

void raw_spin_lock(raw_spinlock_t *lock)
{
	lock_acquire(&lock->lock, false, LOCK_SPIN);
}

void raw_spin_lock_bh(raw_spinlock_t *lock)
{
	local_bh_disable();
	lock_acquire(&lock->lock, false, LOCK_SPIN);
}

void raw_spin_lock_irq(raw_spinlock_t *lock)
{
	local_irq_disable();
	lock_acquire(&lock->lock, false, LOCK_SPIN);
}

unsigned long dmacheck_raw_spin_lock_irqsave(raw_spinlock_t *lock)
{
	unsigned long flags;

	local_irq_save(flags);
	lock_acquire(&lock->lock, false, LOCK_SPIN);
	return flags;
}

int raw_spin_trylock(raw_spinlock_t *lock)
{
	return lock_acquire_try(&lock->lock, false, LOCK_SPIN);
}

int raw_spin_trylock_bh(raw_spinlock_t *lock)
{
	local_bh_disable();
	if (lock_acquire_try(&lock->lock, false, LOCK_SPIN))
		return 1;
	local_bh_enable();
	return 0;
}

int raw_spin_trylock_irq(raw_spinlock_t *lock)
{
	local_irq_disable();
	if (lock_acquire_try(&lock->lock, false, LOCK_SPIN))
		return 1;
	local_irq_enable();
	return 0;
}

int dmacheck_raw_spin_trylock_irqsave(raw_spinlock_t *lock, unsigned long *flags)
{
	local_irq_save(*flags);
	if (lock_acquire_try(&lock->lock, false, LOCK_SPIN))
		return 1;
	local_irq_restore(*flags);
	return 0;
}

void raw_spin_unlock(raw_spinlock_t *lock)
{
	lock_give_up(&lock->lock, false, LOCK_SPIN);
	sched_point(POINT_UNLOCK);
}

void raw_spin_unlock_bh(raw_spinlock_t *lock)
{
	lock_give_up(&lock->lock, false, LOCK_SPIN);
	local_bh_enable();
	sched_point(POINT_UNLOCK);
}

void raw_spin_unlock_irq(raw_spinlock_t *lock)
{
	lock_give_up(&lock->lock, false, LOCK_SPIN);
	local_irq_enable();
	sched_point(POINT_UNLOCK);
}

void raw_spin_unlock_irqrestore(raw_spinlock_t *lock, unsigned long flags)
{
	lock_give_up(&lock->lock, false, LOCK_SPIN);
	local_irq_restore(flags);
	sched_point(POINT_UNLOCK);
}

int raw_spin_is_locked(raw_spinlock_t *lock)
{
	sched_point(POINT_POLL);
	return !!(lock_value(&lock->lock) & LOCK_WRITER);
}

int raw_spin_is_contended(raw_spinlock_t *lock)
{
	sched_point(POINT_POLL);
	return !!(lock_value(&lock->lock) & LOCK_WAITERS);
}
