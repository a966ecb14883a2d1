// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * lock-spin.c - spinlock_t: the lock, with interrupts or bottom halves off around it
 */
#include <linux/spinlock.h>
#include "runtime/kernel/lock.h"
#include "runtime/kernel/sched.h"

void spin_lock(spinlock_t *lock)
{
	lock_acquire(&lock->rlock.lock, false, LOCK_SPIN);
}

void spin_lock_bh(spinlock_t *lock)
{
	local_bh_disable();
	lock_acquire(&lock->rlock.lock, false, LOCK_SPIN);
}

void spin_lock_irq(spinlock_t *lock)
{
	local_irq_disable();
	lock_acquire(&lock->rlock.lock, false, LOCK_SPIN);
}

unsigned long dmacheck_spin_lock_irqsave(spinlock_t *lock)
{
	unsigned long flags;

	local_irq_save(flags);
	lock_acquire(&lock->rlock.lock, false, LOCK_SPIN);
	return flags;
}

int spin_trylock(spinlock_t *lock)
{
	return lock_acquire_try(&lock->rlock.lock, false, LOCK_SPIN);
}

int spin_trylock_bh(spinlock_t *lock)
{
	local_bh_disable();
	if (lock_acquire_try(&lock->rlock.lock, false, LOCK_SPIN))
		return 1;
	local_bh_enable();
	return 0;
}

int spin_trylock_irq(spinlock_t *lock)
{
	local_irq_disable();
	if (lock_acquire_try(&lock->rlock.lock, false, LOCK_SPIN))
		return 1;
	local_irq_enable();
	return 0;
}

int dmacheck_spin_trylock_irqsave(spinlock_t *lock, unsigned long *flags)
{
	local_irq_save(*flags);
	if (lock_acquire_try(&lock->rlock.lock, false, LOCK_SPIN))
		return 1;
	local_irq_restore(*flags);
	return 0;
}

void spin_unlock(spinlock_t *lock)
{
	lock_give_up(&lock->rlock.lock, false, LOCK_SPIN);
	sched_point(POINT_UNLOCK);
}

void spin_unlock_bh(spinlock_t *lock)
{
	lock_give_up(&lock->rlock.lock, false, LOCK_SPIN);
	local_bh_enable();
	sched_point(POINT_UNLOCK);
}

void spin_unlock_irq(spinlock_t *lock)
{
	lock_give_up(&lock->rlock.lock, false, LOCK_SPIN);
	local_irq_enable();
	sched_point(POINT_UNLOCK);
}

void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags)
{
	lock_give_up(&lock->rlock.lock, false, LOCK_SPIN);
	local_irq_restore(flags);
	sched_point(POINT_UNLOCK);
}

int spin_is_locked(spinlock_t *lock)
{
	sched_point(POINT_POLL);
	return !!(lock_value(&lock->rlock.lock) & LOCK_WRITER);
}

int spin_is_contended(spinlock_t *lock)
{
	sched_point(POINT_POLL);
	return !!(lock_value(&lock->rlock.lock) & LOCK_WAITERS);
}

/* lib/dec_and_lock.c: not 1, so not to 0, needs no lock. */
int atomic_dec_and_lock(atomic_t *count, spinlock_t *lock)
{
	if (atomic_add_unless(count, -1, 1))
		return 0;
	lock_acquire(&lock->rlock.lock, false, LOCK_SPIN);
	if (atomic_dec_and_test(count))
		return 1;
	spin_unlock(lock);
	return 0;
}

int dmacheck_atomic_dec_and_lock_irqsave(atomic_t *count, spinlock_t *lock,
					 unsigned long *flags)
{
	if (atomic_add_unless(count, -1, 1))
		return 0;
	local_irq_save(*flags);
	lock_acquire(&lock->rlock.lock, false, LOCK_SPIN);
	if (atomic_dec_and_test(count))
		return 1;
	spin_unlock_irqrestore(lock, *flags);
	return 0;
}
