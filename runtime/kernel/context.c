// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * context.c - interrupt, lock and callback state of the current thread
 */
#include <stdio.h>
#include <dmacheck/event.h>
#include <linux/bottom_half.h>
#include <linux/hardirq.h>
#include <linux/irqflags.h>
#include <linux/sched/might_sleep.h>
#include "context.h"
#include "own.h"
#include "report.h"
#include "sched-private.h"

enum { CALLBACKS = sizeof(((struct context *)0)->callbacks) / sizeof(void *) };

struct context *context_current(void)
{
	return &actor_current()->context;
}

bool context_atomic(void)
{
	const struct context *context = context_current();

	return context->hardirq || context->softirq || context->preempt ||
	       context->bh_off || context->rcu || context->irqs_off;
}

unsigned int context_flags(void)
{
	const struct context *context = context_current();
	unsigned int flags = 0;

	if (context->hardirq)
		flags |= DMACHECK_IN_HARDIRQ;
	if (context->softirq)
		flags |= DMACHECK_IN_SOFTIRQ;
	if (context->callback_count)
		flags |= DMACHECK_IN_CALLBACK;
	if (context->irqs_off)
		flags |= DMACHECK_IRQS_OFF;
	if (context->client_locks)
		flags |= DMACHECK_LOCK_HELD;
	if (context->preempt > !!context->terminating || context->bh_off)
		flags |= DMACHECK_PREEMPT_OFF;
	if (context->rcu)
		flags |= DMACHECK_IN_RCU;
	if (context->terminating)
		flags |= DMACHECK_IN_TERMINATE;
	return flags;
}

const char *context_spinlock(void)
{
	const struct context *context = context_current();
	unsigned int i = context->lock_count;

	if (i > CONTEXT_LOCKS)
		i = CONTEXT_LOCKS;
	while (i-- > 0)
		if (!context->locks[i].sleeping && context->locks[i].told)
			return context->locks[i].name;
	return NULL;
}

/*
 * A call of ours within a call of the client is the client's, which may have been
 * told of already.
 */
static void sleep_tell(struct sched_actor *self, const char *what, const void *caller)
{
	if (own_caller(caller)) {
		caller = own_client(&what);
		if (!caller || caller == self->sleep_caller)
			return;
	}
	self->sleep_caller = caller;
	dmacheck_emit(SLEEP, .name = what, .flags = context_flags(), .caller = caller,
		      .channel = self->context.terminating);
}

bool context_may_sleep(const char *what, const void *caller)
{
	struct sched_actor *self = actor_current();
	const char *lock;

	if (!context_atomic()) {
		if (self->context.prepared && !own_caller(caller))
			sleep_tell(self, what, caller);
		return true;
	}
	self->sleep_told = true;
	sleep_tell(self, what, caller);
	lock = context_spinlock();
	report_told_once(caller,
		"BUG: sleeping function called from invalid context at %s, in_atomic(): %d, irqs_disabled(): %d, pid: %d, name: %s%s%s",
		what, in_atomic(), irqs_disabled(), self->task.pid, self->task.comm,
		lock ? ", holding " : "", lock ? lock : "");
	return false;
}

void __might_sleep(const char *file, int line)
{
	char what[128];

	if (!context_atomic() && !context_current()->prepared)
		return;
	snprintf(what, sizeof(what), "%s:%d", file, line);
	context_may_sleep(what, __builtin_return_address(0));
}

void context_lock_push(const void *lock, const char *name, bool sleeping, bool told)
{
	struct context *context = context_current();

	if (context->lock_count < CONTEXT_LOCKS)
		context->locks[context->lock_count] =
			(struct context_lock){ lock, name, sleeping, told };
	context->lock_count++;
	if (told)
		context->client_locks++;
	if (!sleeping)
		context->preempt++;
}

/* One that did not fit, of which the kind is not known. */
static bool lock_pop_unkept(struct context *context, bool told)
{
	if (context->lock_count <= CONTEXT_LOCKS)
		return told;
	context->lock_count--;
	if (told && context->client_locks)
		context->client_locks--;
	return told;
}

/* Locks need not be given up in the order they were taken. */
bool context_lock_pop(const void *lock, bool unknown)
{
	struct context *context = context_current();
	unsigned int kept = context->lock_count;
	struct context_lock popped;
	unsigned int i;

	if (kept > CONTEXT_LOCKS)
		kept = CONTEXT_LOCKS;
	for (i = kept; i > 0 && context->locks[i - 1].lock != lock; i--)
		;
	if (i == 0)
		return lock_pop_unkept(context, unknown);
	popped = context->locks[i - 1];
	for (; i < kept; i++)
		context->locks[i - 1] = context->locks[i];
	context->lock_count--;
	if (popped.told)
		context->client_locks--;
	if (!popped.sleeping && context->preempt)
		context->preempt--;
	return popped.told;
}

bool context_holds(const void *lock)
{
	const struct context *context = context_current();
	unsigned int i;

	for (i = 0; i < context->lock_count && i < CONTEXT_LOCKS; i++)
		if (context->locks[i].lock == lock)
			return true;
	return false;
}

void context_hardirq_enter(void)
{
	context_current()->hardirq++;
}

void context_hardirq_exit(void)
{
	context_current()->hardirq--;
}

void context_softirq_enter(void)
{
	context_current()->softirq++;
}

void context_softirq_exit(void)
{
	context_current()->softirq--;
}

const void *context_terminate_begin(const void *channel)
{
	struct context *context = context_current();
	const void *outer = context->terminating;

	context->terminating = channel;
	context->preempt++;
	return outer;
}

void context_terminate_end(const void *outer)
{
	struct context *context = context_current();

	context->preempt--;
	context->terminating = outer;
}

void context_set_prepared(bool prepared)
{
	context_current()->prepared = prepared;
}

void context_set_unmapping(bool unmapping)
{
	context_current()->unmapping = unmapping;
}

bool context_callback_push(const void *channel)
{
	struct context *context = context_current();
	unsigned int count = context->callback_count++;

	if (count >= CALLBACKS)
		return false;
	context->callbacks[count] = channel;
	return true;
}

void context_callback_pop(void)
{
	context_current()->callback_count--;
}

bool context_in_callback(const void *channel)
{
	const struct context *context = context_current();
	unsigned int i;

	for (i = 0; i < context->callback_count && i < CALLBACKS; i++)
		if (context->callbacks[i] == channel)
			return true;
	return false;
}

unsigned int preempt_count(void)
{
	const struct context *context = context_current();

	return context->hardirq * HARDIRQ_OFFSET + context->softirq * SOFTIRQ_OFFSET +
	       context->bh_off * SOFTIRQ_DISABLE_OFFSET + context->preempt;
}

void dmacheck_preempt_add(int count)
{
	context_current()->preempt += count;
}

bool preemptible(void)
{
	return preempt_count() == 0 && !irqs_disabled();
}

bool in_task(void)
{
	const struct context *context = context_current();

	return !context->hardirq && !context->softirq;
}

bool in_atomic(void)
{
	return preempt_count() != 0;
}

unsigned long in_hardirq(void)
{
	return hardirq_count();
}

unsigned long in_softirq(void)
{
	return softirq_count();
}

unsigned long in_serving_softirq(void)
{
	return context_current()->softirq * SOFTIRQ_OFFSET;
}

unsigned long in_interrupt(void)
{
	return irq_count();
}

unsigned long dmacheck_irq_save(void)
{
	struct context *context = context_current();
	unsigned long flags = context->irqs_off;

	context->irqs_off = true;
	return flags;
}

void dmacheck_irq_restore(unsigned long flags)
{
	context_current()->irqs_off = flags != 0;
}

void local_irq_disable(void)
{
	context_current()->irqs_off = true;
}

void local_irq_enable(void)
{
	context_current()->irqs_off = false;
}

/* Also in a hard interrupt handler, as on a real machine. */
bool irqs_disabled(void)
{
	const struct context *context = context_current();

	return context->irqs_off || context->hardirq;
}

void local_bh_disable(void)
{
	context_current()->bh_off++;
}

void local_bh_enable(void)
{
	context_current()->bh_off--;
}

void _local_bh_enable(void)
{
	local_bh_enable();
}

void irq_enter(void)
{
	context_hardirq_enter();
}

void irq_exit(void)
{
	context_hardirq_exit();
}
