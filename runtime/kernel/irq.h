/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * irq.h - what the files of the interrupt lines share
 *
 *   irq.c          lines: raised, run, disabled
 *   irq-request.c  actions on them: requested, their threads, freed
 *   irq-managed.c  the same for a device, which gives them back
 *
 * All fields are protected by the scheduler's lock; lines are never freed, so a
 * raise that comes after free_irq() finds a line without actions.
 */
#ifndef DMACHECK_IRQ_H
#define DMACHECK_IRQ_H

#include <linux/interrupt.h>
#include "sched-private.h"

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

enum { IRQ_LINES = 1024 };

struct irq_line;

struct irq_action {
	struct irq_line *line;
	irq_handler_t handler;
	irq_handler_t thread_fn;
	void *dev;
	unsigned long flags;
	struct task_struct *thread;
	bool wanted;		/* the thread is to run */
	bool active;		/* it does */
	bool stop;
	bool ended;
	struct irq_action *next;
};

struct irq_line {
	unsigned int number;
	unsigned int type;
	unsigned int depth;	/* how often disabled */
	bool kept;		/* raised meanwhile */
	bool running;		/* handlers are called */
	bool free_asked;
	struct irq_action *actions;
};

/* All of these under the lock, but irq_line_run(). */

/* Return: NULL where there is none (yet). */
struct irq_line *irq_line_find(unsigned int irq);
/* Makes it, if need be. Return: NULL without memory, or from IRQ_LINES on. */
struct irq_line *irq_line_get(unsigned int irq);

/* Takes back a kept raise that can be made now. Return: whether there was one. */
bool irq_line_unkeep(struct irq_line *line);

/* Whether no handler of the line is being called; for waiters_wait(). */
bool irq_line_handlers_done(const void *line);

/* Gives the lock up meanwhile, which the wake-up needs itself. */
void irq_action_wake(struct irq_action *action);

/* Calls the handlers, in hard interrupt context; @line is a struct irq_line. */
void irq_line_run(void *line);

static inline bool irq_action_busy(const struct irq_action *action)
{
	return action->wanted || action->active;
}

#pragma GCC visibility pop

#endif /* DMACHECK_IRQ_H */
