// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * lock-assert.c - <linux/lockdep.h>: what a task says about the locks it holds
 */
#include <linux/irqflags.h>
#include <linux/lockdep.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include "runtime/kernel/context.h"
#include "runtime/kernel/lock.h"
#include "runtime/kernel/report.h"

/* More than are kept by name: one that is not found may be held. */
static bool may_be_forgotten(void)
{
	return context_current()->lock_count > CONTEXT_LOCKS;
}

static bool owned(const struct dmacheck_lock *lock)
{
	return __atomic_load_n(&lock->owner, __ATOMIC_RELAXED) == current;
}

int dmacheck_lock_held(const void *lock)
{
	if (owned(lock) || context_holds(lock))
		return LOCK_STATE_HELD;
	return lock_value(lock) && may_be_forgotten() ? LOCK_STATE_HELD :
							LOCK_STATE_NOT_HELD;
}

int dmacheck_lock_held_by_reader(const void *lock)
{
	return dmacheck_lock_held(lock) && !owned(lock);
}

static void warn(const char *what, const char *lock, const void *site)
{
	report_misuse_once(site, "WARNING: CPU: 0 PID: %d: %s(%s)", current->pid,
			   what, lock ? lock : "");
}

void dmacheck_lock_assert(bool right, const char *what, const char *lock)
{
	if (!right)
		warn(what, lock, __builtin_return_address(0));
}

void assert_spin_locked(spinlock_t *lock)
{
	if (!(lock_value(&lock->rlock.lock) & LOCK_WRITER))
		warn("assert_spin_locked", lock->rlock.lock.name,
		     __builtin_return_address(0));
}

void assert_raw_spin_locked(raw_spinlock_t *lock)
{
	if (!(lock_value(&lock->lock) & LOCK_WRITER))
		warn("assert_raw_spin_locked", lock->lock.name,
		     __builtin_return_address(0));
}

#define CONTEXT_ASSERT(name, right) \
	void name(void) \
	{ \
		if (!(right)) \
			warn(#name, NULL, __builtin_return_address(0)); \
	}

CONTEXT_ASSERT(lockdep_assert_none_held_once, !context_current()->lock_count)
CONTEXT_ASSERT(lockdep_assert_irqs_disabled, irqs_disabled())
CONTEXT_ASSERT(lockdep_assert_irqs_enabled, !irqs_disabled())
CONTEXT_ASSERT(lockdep_assert_in_irq, in_hardirq())
CONTEXT_ASSERT(lockdep_assert_in_softirq, in_softirq() && !in_hardirq())
CONTEXT_ASSERT(lockdep_assert_preemption_enabled, preemptible())
CONTEXT_ASSERT(lockdep_assert_preemption_disabled, !preemptible())
