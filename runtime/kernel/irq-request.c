// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * irq-request.c - who is called when a line is raised: requested, threaded, freed
 *
 * kernel/irq/manage.c for what a request must and must not say.
 */
#include <errno.h>
#include <stdio.h>
#include <linux/interrupt.h>
#include <linux/sched/task.h>
#include "fault.h"
#include "irq.h"
#include "report.h"

/* Runs the thread function once. Return: false when the action is given up. */
static bool thread_turn(struct irq_action *action)
{
	struct irq_line *line;
	bool again;

	raw_lock(&sched.lock);
	line = action->line;
	if (!action->wanted) {
		again = !action->stop;
		raw_unlock(&sched.lock);
		if (again)
			schedule();
		return again;
	}
	dmacheck_set_state(TASK_RUNNING);
	action->wanted = false;
	action->active = true;
	raw_unlock(&sched.lock);
	action->thread_fn(line->number, action->dev);
	raw_lock(&sched.lock);
	action->active = false;
	again = irq_line_unkeep(line);
	waiters_wake(line);
	raw_unlock(&sched.lock);
	if (again)
		sched_interrupt(irq_line_run, line);
	return true;
}

static int thread_main(void *data)
{
	struct irq_action *action = data;

	do {
		dmacheck_set_state(TASK_INTERRUPTIBLE);
	} while (thread_turn(action));
	dmacheck_set_state(TASK_RUNNING);
	raw_lock(&sched.lock);
	action->ended = true;
	waiters_wake(action);
	raw_unlock(&sched.lock);
	return 0;
}

static int action_thread(struct irq_action *action, unsigned int irq, const char *name)
{
	char comm[64];

	snprintf(comm, sizeof(comm), "irq/%u-%s", irq, name);
	action->thread = sched_spawn(comm, thread_main, action);
	if (!action->thread)
		return -ENOMEM;
	wake_up_process(action->thread);
	return 0;
}

/* How a line may be shared: all its users agree on it. */
#define SHARING (IRQF_SHARED | IRQF_ONESHOT)

static int flags_check(irq_handler_t handler, irq_handler_t thread_fn,
		       unsigned long flags, void *dev)
{
	if ((flags & IRQF_SHARED) && (!dev || (flags & IRQF_NO_AUTOEN)))
		return -EINVAL;
	if (handler)
		return 0;
	if (!thread_fn)
		return -EINVAL;
	if (flags & IRQF_ONESHOT)
		return 0;
	report_misuse("genirq: Threaded irq requested with handler=NULL and !ONESHOT");
	return -EINVAL;
}

/* Under the lock: every user of a line must be willing to share it. */
static int action_add(struct irq_action *action)
{
	struct irq_line *line = action->line;
	struct irq_action **link = &line->actions;

	if (*link && (!(action->flags & IRQF_SHARED) ||
		      ((*link)->flags ^ action->flags) & SHARING))
		return -EBUSY;
	if (!*link)
		line->depth = action->flags & IRQF_NO_AUTOEN ? 1 : 0;
	while (*link)
		link = &(*link)->next;
	*link = action;
	return 0;
}

static bool thread_ended(const void *what)
{
	const struct irq_action *action = what;

	return action->ended;
}

/* Under the lock; the action is on no line any more. */
static void action_end(struct irq_action *action)
{
	if (action->thread) {
		action->stop = true;
		irq_action_wake(action);
		waiters_wait(action, thread_ended);
	}
	raw_unlock(&sched.lock);
	if (action->thread)
		put_task_struct(action->thread);
	engine_free(action);
	raw_lock(&sched.lock);
}

static int action_begin(struct irq_action *action, unsigned int irq, const char *name)
{
	int err = action->thread_fn ? action_thread(action, irq, name) : 0;

	raw_lock(&sched.lock);
	if (!err)
		action->line = irq_line_get(irq);
	if (!err && !action->line)
		err = -ENOMEM;
	if (!err)
		err = action_add(action);
	if (err)
		action_end(action);
	raw_unlock(&sched.lock);
	return err;
}

int request_threaded_irq(unsigned int irq, irq_handler_t handler,
			 irq_handler_t thread_fn, unsigned long flags,
			 const char *name, void *dev)
{
	struct irq_action *action;
	int err = flags_check(handler, thread_fn, flags, dev);

	context_may_sleep("request_threaded_irq", __builtin_return_address(0));
	if (irq == IRQ_NOTCONNECTED)
		return -ENOTCONN;
	if (err || irq >= IRQ_LINES)
		return err ? err : -EINVAL;
	action = engine_zalloc(sizeof(*action));
	if (!action)
		return -ENOMEM;
	action->handler = handler;
	action->thread_fn = thread_fn;
	action->flags = flags;
	action->dev = dev;
	return action_begin(action, irq, name ? name : "");
}

static struct irq_action *action_take(struct irq_line *line, void *dev)
{
	struct irq_action **link = line ? &line->actions : NULL;
	struct irq_action *action;

	for (; link && *link; link = &(*link)->next) {
		if ((*link)->dev != dev)
			continue;
		action = *link;
		*link = action->next;
		return action;
	}
	return NULL;
}

/* The handlers' walk is over before the action goes. */
const void *free_irq(unsigned int irq, void *dev)
{
	struct irq_action *action;
	struct irq_line *line;

	context_may_sleep("free_irq", __builtin_return_address(0));
	raw_lock(&sched.lock);
	line = irq_line_find(irq);
	if (line)
		waiters_wait(line, irq_line_handlers_done);
	action = action_take(line, dev);
	if (action)
		action_end(action);
	raw_unlock(&sched.lock);
	if (!action)
		report_misuse("Trying to free already-free IRQ %u", irq);
	return NULL;
}
