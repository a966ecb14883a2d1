/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * context.h - what the current thread may do: its interrupt and lock state
 *
 * Kept in <linux/sched.h>'s struct task_struct, member context, and changed by its own thread
 * only.
 */
#ifndef DMACHECK_CONTEXT_H
#define DMACHECK_CONTEXT_H

#include <stdbool.h>
#include "shared.h"

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

enum { CONTEXT_LOCKS = 16 };

/* One lock held; @name is the source text of the lock, static storage. */
struct context_lock {
	const void *lock;
	const char *name;
	bool sleeping;
};

struct context {
	unsigned int hardirq;	/* depth */
	unsigned int softirq;
	unsigned int preempt;	/* preempt_disable() and spinning locks */
	unsigned int bh_off;
	unsigned int rcu;
	bool irqs_off;
	unsigned int lock_count;	/* may be more than are kept */
	struct context_lock locks[CONTEXT_LOCKS];
	/* the channels whose callbacks run on this thread, innermost last */
	unsigned int callback_count;
	const void *callbacks[4];
};

/* The current thread's; never NULL: an unknown thread is adopted. */
struct context *context_current(void) SHARED(context_current);

/* Whether sleeping is forbidden now. */
bool context_atomic(void);

/* DMACHECK_IN_* and DMACHECK_*_OFF bits of <dmacheck/event.h>. */
unsigned int context_flags(void) SHARED(context_flags);

/**
 * context_may_sleep() - what might_sleep() does
 * @what: the call that would sleep
 *
 * Emits SLEEP and, where no recorder is, prints the kernel's "sleeping function
 * called from invalid context" once for each @caller.
 * Return: whether sleeping is allowed.
 */
bool context_may_sleep(const char *what, const void *caller)
	SHARED(context_may_sleep);

void context_lock_push(const void *lock, const char *name, bool sleeping);
void context_lock_pop(const void *lock);
bool context_holds(const void *lock);

void context_hardirq_enter(void) SHARED(context_hardirq_enter);
void context_hardirq_exit(void) SHARED(context_hardirq_exit);
void context_softirq_enter(void);
void context_softirq_exit(void);

/* Return: false if the stack is full (deeper ones are counted, not kept). */
bool context_callback_push(const void *channel) SHARED(context_callback_push);
void context_callback_pop(void) SHARED(context_callback_pop);
bool context_in_callback(const void *channel) SHARED(context_in_callback);

#pragma GCC visibility pop

#endif /* DMACHECK_CONTEXT_H */
