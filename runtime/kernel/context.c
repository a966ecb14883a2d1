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
	if (context->lock_count)
		flags |= DMACHECK_LOCK_HELD;
	if (context->preempt || context->bh_off)
		flags |= DMACHECK_PREEMPT_OFF;
	if (context->rcu)
		flags |= DMACHECK_IN_RCU;
	return flags;
}

/* The spinning lock taken last, which is what the user has to look at. */
static const char *lock_name(const struct context *context)
{
	unsigned int i = context->lock_count;

	if (i > CONTEXT_LOCKS)
		i = CONTEXT_LOCKS;
	while (i-- > 0)
		if (!context->locks[i].sleeping)
			return context->locks[i].name;
	return NULL;
}

bool context_may_sleep(const char *what, const void *caller)
{
	struct sched_actor *self = actor_current();
	const char *lock;

	if (!context_atomic())
		return true;
	self->sleep_told = true;
	dmacheck_emit(SLEEP, .name = what, .flags = context_flags(), .caller = caller);
	lock = lock_name(&self->context);
	report_misuse_once(caller,
		"BUG: sleeping function called from invalid context at %s, in_atomic(): %d, irqs_disabled(): %d, pid: %d, name: %s%s%s",
		what, in_atomic(), irqs_disabled(), self->task.pid, self->task.comm,
		lock ? ", holding " : "", lock ? lock : "");
	return false;
}

void __might_sleep(const char *file, int line)
{
	char what[128];

	if (!context_atomic())
		return;
	snprintf(what, sizeof(what), "%s:%d", file, line);
	context_may_sleep(what, __builtin_return_address(0));
}

void context_lock_push(const void *lock, const char *name, bool sleeping)
{
	struct context *context = context_current();

	if (context->lock_count < CONTEXT_LOCKS)
		context->locks[context->lock_count] =
			(struct context_lock){ lock, name, sleeping };
	context->lock_count++;
	if (!sleeping)
		context->preempt++;
}

/* Locks need not be given up in the order they were taken. */
void context_lock_pop(const void *lock)
{
	struct context *context = context_current();
	unsigned int kept = context->lock_count;
	unsigned int i;
	bool sleeping;

	if (kept > CONTEXT_LOCKS)
		kept = CONTEXT_LOCKS;
	for (i = kept; i > 0 && context->locks[i - 1].lock != lock; i--)
		;
	if (i == 0) {
		/* one that did not fit, of which the kind is not known */
		if (context->lock_count > CONTEXT_LOCKS)
			context->lock_count--;
		return;
	}
	sleeping = context->locks[i - 1].sleeping;
	for (; i < kept; i++)
		context->locks[i - 1] = context->locks[i];
	context->lock_count--;
	if (!sleeping && context->preempt)
		context->preempt--;
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
