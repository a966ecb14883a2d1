/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lock.h - the one lock under all of <linux/spinlock.h>, mutex.h, rwsem.h
 *
 *   value:  WRITER | WAITERS | number of readers
 *
 *   try: one compare-and-swap --fails--> set WAITERS, wait on a list chosen by the
 *   lock's address <--wakes all-- the release that leaves nobody and saw WAITERS
 *
 * A release touches the lock by one atomic only, so that whoever has it next may
 * free it.
 */
#ifndef DMACHECK_LOCK_H
#define DMACHECK_LOCK_H

#include <linux/spinlock_types.h>

/* No name of a module's can take the place of these. */
#pragma GCC visibility push(hidden)

enum lock_kind {
	LOCK_SPIN,
	LOCK_RW,
	LOCK_MUTEX,
	LOCK_RWSEM,
};

#define LOCK_WRITER 0x80000000u
#define LOCK_WAITERS 0x40000000u

/*
 * The lock as such: no event, no context, no switch point. For services whose
 * own lock a module must not see taken, such as a wait queue's.
 */
bool lock_try(struct dmacheck_lock *lock, bool read);
void lock_take(struct dmacheck_lock *lock, bool read, enum lock_kind kind);
void lock_drop(struct dmacheck_lock *lock, bool read);
/* The writer becomes one reader; those who wait try again. */
void lock_downgrade(struct dmacheck_lock *lock);

/*
 * The lock as a module knows it. lock_acquire() ends the program when the caller
 * holds it already; lock_give_up() reports what is not held, and goes on.
 * @caller: return address: a recorder is told of what is not ours
 */
void lock_acquire_for(struct dmacheck_lock *lock, bool read, enum lock_kind kind,
		      const void *caller);
bool lock_try_for(struct dmacheck_lock *lock, bool read, enum lock_kind kind,
		  const void *caller);
void lock_give_up_for(struct dmacheck_lock *lock, bool read, enum lock_kind kind,
		      const void *caller);

/* In the function that was called. */
#define lock_acquire(lock, read, kind) \
	lock_acquire_for(lock, read, kind, __builtin_return_address(0))
#define lock_acquire_try(lock, read, kind) \
	lock_try_for(lock, read, kind, __builtin_return_address(0))
#define lock_give_up(lock, read, kind) \
	lock_give_up_for(lock, read, kind, __builtin_return_address(0))

static inline unsigned int lock_value(const struct dmacheck_lock *lock)
{
	return __atomic_load_n(&lock->value, __ATOMIC_RELAXED);
}

#pragma GCC visibility pop

#endif /* DMACHECK_LOCK_H */
