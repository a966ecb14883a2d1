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

/*
 * One lock held; @name is the source text of the lock, static storage. @told: it is
 * the client's, and a recorder knows that it is held.
 */
struct context_lock {
	const void *lock;
	const char *name;
	bool sleeping;
	bool told;
};

struct context {
	unsigned int hardirq;	/* depth */
	unsigned int softirq;
	unsigned int preempt;	/* preempt_disable() and spinning locks */
	unsigned int bh_off;
	unsigned int rcu;
	bool irqs_off;
	unsigned int lock_count;	/* may be more than are kept */
	unsigned int client_locks;	/* of those, the client's */
	struct context_lock locks[CONTEXT_LOCKS];
	/* whose device_terminate_all runs on this thread, or NULL */
	const void *terminating;
	bool prepared;		/* something, and not issued it */
	bool unmapping;		/* a provider is done with a transfer */
	/* the channels whose callbacks run on this thread, innermost last */
	unsigned int callback_count;
	const void *callbacks[4];
};

/* The current thread's; never NULL: an unknown thread is adopted. */
struct context *context_current(void) SHARED(context_current);

/* Whether sleeping is forbidden now. */
bool context_atomic(void);

/*
 * DMACHECK_IN_* and DMACHECK_*_OFF bits of <dmacheck/event.h>: those of the client.
 * That a terminate operation must not sleep is IN_TERMINATE, and our own locks are
 * not LOCK_HELD.
 */
unsigned int context_flags(void) SHARED(context_flags);

/* The client's spinning lock taken last, or NULL. */
const char *context_spinlock(void) SHARED(context_spinlock);

/**
 * context_may_sleep() - what might_sleep() does
 * @what: the call that would sleep
 *
 * Where sleeping is forbidden emits SLEEP and, without a recorder, prints the
 * kernel's "sleeping function called from invalid context" once for each @caller.
 * SLEEP tells what the client has called, once for each of its calls. It is told too
 * while a descriptor waits to be issued.
 * Return: whether sleeping is allowed.
 */
bool context_may_sleep(const char *what, const void *caller)
	SHARED(context_may_sleep);

/* @told: see struct context_lock. context_lock_pop() returns it, or @unknown. */
void context_lock_push(const void *lock, const char *name, bool sleeping, bool told);
bool context_lock_pop(const void *lock, bool unknown);
bool context_holds(const void *lock);

void context_hardirq_enter(void) SHARED(context_hardirq_enter);
void context_hardirq_exit(void) SHARED(context_hardirq_exit);
void context_softirq_enter(void);
void context_softirq_exit(void);

/*
 * Around device_terminate_all of @channel, which must not sleep, whoever calls it.
 * Return: what context_terminate_end() is to be given.
 */
const void *context_terminate_begin(const void *channel) SHARED(context_terminate_begin);
void context_terminate_end(const void *outer) SHARED(context_terminate_end);

/* This thread has prepared a descriptor; or issued, terminated or released a channel. */
void context_set_prepared(bool prepared) SHARED(context_set_prepared);

/* Around the unmaps that a provider makes for the client. */
void context_set_unmapping(bool unmapping) SHARED(context_set_unmapping);

/* Return: false if the stack is full (deeper ones are counted, not kept). */
bool context_callback_push(const void *channel) SHARED(context_callback_push);
void context_callback_pop(void) SHARED(context_callback_pop);
bool context_in_callback(const void *channel) SHARED(context_in_callback);

#pragma GCC visibility pop

#endif /* DMACHECK_CONTEXT_H */
