/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * spinlock.h - spinning locks; see runtime/kernel/lock.c
 *
 * Each is a call, so that a recorder sees it, and a place where another task
 * may run.
 */
#ifndef _LINUX_SPINLOCK_H
#define _LINUX_SPINLOCK_H

#include <linux/typecheck.h>
#include <linux/preempt.h>
#include <linux/irqflags.h>
#include <linux/bottom_half.h>
#include <linux/spinlock_types.h>
#include <linux/lockdep.h>
#include <linux/cleanup.h>
#include <linux/atomic.h>
#include <asm/barrier.h>
#include <asm/processor.h>

void dmacheck_lock_init(struct dmacheck_lock *lock, const char *name);

#define raw_spin_lock_init(l) dmacheck_lock_init(&(l)->lock, #l)

void raw_spin_lock(raw_spinlock_t *lock);
void raw_spin_lock_bh(raw_spinlock_t *lock);
void raw_spin_lock_irq(raw_spinlock_t *lock);
unsigned long dmacheck_raw_spin_lock_irqsave(raw_spinlock_t *lock);
int raw_spin_trylock(raw_spinlock_t *lock);
int raw_spin_trylock_bh(raw_spinlock_t *lock);
int raw_spin_trylock_irq(raw_spinlock_t *lock);
int dmacheck_raw_spin_trylock_irqsave(raw_spinlock_t *lock, unsigned long *flags);
void raw_spin_unlock(raw_spinlock_t *lock);
void raw_spin_unlock_bh(raw_spinlock_t *lock);
void raw_spin_unlock_irq(raw_spinlock_t *lock);
void raw_spin_unlock_irqrestore(raw_spinlock_t *lock, unsigned long flags);
int raw_spin_is_locked(raw_spinlock_t *lock);
int raw_spin_is_contended(raw_spinlock_t *lock);
void assert_raw_spin_locked(raw_spinlock_t *lock);

#define raw_spin_lock_irqsave(l, flags) \
	do { \
		typecheck(unsigned long, flags); \
		flags = dmacheck_raw_spin_lock_irqsave(l); \
	} while (0)
#define raw_spin_trylock_irqsave(l, flags) \
	dmacheck_raw_spin_trylock_irqsave(l, &(flags))
#define raw_spin_lock_nested(l, subclass) raw_spin_lock(((void)(subclass), (l)))
#define raw_spin_lock_irqsave_nested(l, flags, subclass) \
	raw_spin_lock_irqsave(((void)(subclass), (l)), flags)

#define spin_lock_init(l) dmacheck_lock_init(&(l)->rlock.lock, #l)

void spin_lock(spinlock_t *lock);
void spin_lock_bh(spinlock_t *lock);
void spin_lock_irq(spinlock_t *lock);
unsigned long dmacheck_spin_lock_irqsave(spinlock_t *lock);
int spin_trylock(spinlock_t *lock);
int spin_trylock_bh(spinlock_t *lock);
int spin_trylock_irq(spinlock_t *lock);
int dmacheck_spin_trylock_irqsave(spinlock_t *lock, unsigned long *flags);
void spin_unlock(spinlock_t *lock);
void spin_unlock_bh(spinlock_t *lock);
void spin_unlock_irq(spinlock_t *lock);
void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags);
int spin_is_locked(spinlock_t *lock);
int spin_is_contended(spinlock_t *lock);
void assert_spin_locked(spinlock_t *lock);

#define spin_lock_irqsave(l, flags) \
	do { \
		typecheck(unsigned long, flags); \
		flags = dmacheck_spin_lock_irqsave(l); \
	} while (0)
#define spin_trylock_irqsave(l, flags) \
	dmacheck_spin_trylock_irqsave(l, &(flags))
#define spin_lock_nested(l, subclass) spin_lock(((void)(subclass), (l)))
#define spin_lock_bh_nested(l, subclass) spin_lock_bh(((void)(subclass), (l)))
#define spin_lock_irqsave_nested(l, flags, subclass) \
	spin_lock_irqsave(((void)(subclass), (l)), flags)
#define spin_lock_nest_lock(l, nest) spin_lock(((void)(nest), (l)))

/* The lock is taken only where the count comes to 0; true: it is held. */
int atomic_dec_and_lock(atomic_t *count, spinlock_t *lock);
int dmacheck_atomic_dec_and_lock_irqsave(atomic_t *count, spinlock_t *lock,
					 unsigned long *flags);
#define atomic_dec_and_lock_irqsave(count, l, flags) \
	dmacheck_atomic_dec_and_lock_irqsave(count, l, &(flags))

static inline raw_spinlock_t *spinlock_check(spinlock_t *lock)
{
	return &lock->rlock;
}

#include <linux/rwlock.h>

DEFINE_LOCK_GUARD_1(raw_spinlock, raw_spinlock_t, raw_spin_lock(_T->lock),
		    raw_spin_unlock(_T->lock))
DEFINE_LOCK_GUARD_1_COND(raw_spinlock, _try, raw_spin_trylock(_T->lock))
DEFINE_LOCK_GUARD_1(raw_spinlock_nested, raw_spinlock_t,
		    raw_spin_lock_nested(_T->lock, SINGLE_DEPTH_NESTING),
		    raw_spin_unlock(_T->lock))
DEFINE_LOCK_GUARD_1(raw_spinlock_irq, raw_spinlock_t,
		    raw_spin_lock_irq(_T->lock), raw_spin_unlock_irq(_T->lock))
DEFINE_LOCK_GUARD_1_COND(raw_spinlock_irq, _try, raw_spin_trylock_irq(_T->lock))
DEFINE_LOCK_GUARD_1(raw_spinlock_bh, raw_spinlock_t,
		    raw_spin_lock_bh(_T->lock), raw_spin_unlock_bh(_T->lock))
DEFINE_LOCK_GUARD_1_COND(raw_spinlock_bh, _try, raw_spin_trylock_bh(_T->lock))
DEFINE_LOCK_GUARD_1(raw_spinlock_irqsave, raw_spinlock_t,
		    raw_spin_lock_irqsave(_T->lock, _T->flags),
		    raw_spin_unlock_irqrestore(_T->lock, _T->flags),
		    unsigned long flags)
DEFINE_LOCK_GUARD_1_COND(raw_spinlock_irqsave, _try,
			 raw_spin_trylock_irqsave(_T->lock, _T->flags))

DEFINE_LOCK_GUARD_1(spinlock, spinlock_t, spin_lock(_T->lock),
		    spin_unlock(_T->lock))
DEFINE_LOCK_GUARD_1_COND(spinlock, _try, spin_trylock(_T->lock))
DEFINE_LOCK_GUARD_1(spinlock_irq, spinlock_t, spin_lock_irq(_T->lock),
		    spin_unlock_irq(_T->lock))
DEFINE_LOCK_GUARD_1_COND(spinlock_irq, _try, spin_trylock_irq(_T->lock))
DEFINE_LOCK_GUARD_1(spinlock_bh, spinlock_t, spin_lock_bh(_T->lock),
		    spin_unlock_bh(_T->lock))
DEFINE_LOCK_GUARD_1_COND(spinlock_bh, _try, spin_trylock_bh(_T->lock))
DEFINE_LOCK_GUARD_1(spinlock_irqsave, spinlock_t,
		    spin_lock_irqsave(_T->lock, _T->flags),
		    spin_unlock_irqrestore(_T->lock, _T->flags),
		    unsigned long flags)
DEFINE_LOCK_GUARD_1_COND(spinlock_irqsave, _try,
			 spin_trylock_irqsave(_T->lock, _T->flags))

DEFINE_LOCK_GUARD_1(read_lock, rwlock_t, read_lock(_T->lock),
		    read_unlock(_T->lock))
DEFINE_LOCK_GUARD_1(read_lock_irq, rwlock_t, read_lock_irq(_T->lock),
		    read_unlock_irq(_T->lock))
DEFINE_LOCK_GUARD_1(read_lock_irqsave, rwlock_t,
		    read_lock_irqsave(_T->lock, _T->flags),
		    read_unlock_irqrestore(_T->lock, _T->flags),
		    unsigned long flags)
DEFINE_LOCK_GUARD_1(write_lock, rwlock_t, write_lock(_T->lock),
		    write_unlock(_T->lock))
DEFINE_LOCK_GUARD_1(write_lock_irq, rwlock_t, write_lock_irq(_T->lock),
		    write_unlock_irq(_T->lock))
DEFINE_LOCK_GUARD_1(write_lock_irqsave, rwlock_t,
		    write_lock_irqsave(_T->lock, _T->flags),
		    write_unlock_irqrestore(_T->lock, _T->flags),
		    unsigned long flags)

#ifndef DMACHECK_CONTEXT_GUARDS
#define DMACHECK_CONTEXT_GUARDS
DEFINE_LOCK_GUARD_0(preempt, preempt_disable(), preempt_enable())
DEFINE_LOCK_GUARD_0(preempt_notrace, preempt_disable(), preempt_enable())
DEFINE_LOCK_GUARD_0(irq, local_irq_disable(), local_irq_enable())
DEFINE_LOCK_GUARD_0(irqsave, local_irq_save(_T->flags),
		    local_irq_restore(_T->flags), unsigned long flags)
DEFINE_LOCK_GUARD_0(bh, local_bh_disable(), local_bh_enable())
#endif

#endif /* _LINUX_SPINLOCK_H */
