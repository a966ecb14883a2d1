// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * irq.c - interrupt lines that are raised by call
 *
 *   dmacheck_irq_raise() --> interrupt actor: irq_line_run() --> handlers
 *                                     IRQ_WAKE_THREAD --> irq/N-name threads
 *
 * A line that is disabled, or whose one-shot thread still runs, keeps one raise
 * for later.
 */
#include <errno.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/sched/task.h>
#include "fault.h"
#include "irq.h"
#include "report.h"

static struct irq_line *lines[IRQ_LINES];
static unsigned int lines_given;

struct irq_line *irq_line_find(unsigned int irq)
{
	return irq < IRQ_LINES ? lines[irq] : NULL;
}

struct irq_line *irq_line_get(unsigned int irq)
{
	struct irq_line *line = irq_line_find(irq);

	if (line || irq >= IRQ_LINES)
		return line;
	line = engine_zalloc(sizeof(*line));
	if (!line)
		return NULL;
	line->number = irq;
	lines[irq] = line;
	return line;
}

static bool line_masked(const struct irq_line *line)
{
	const struct irq_action *action;

	for (action = line->actions; action; action = action->next)
		if ((action->flags & IRQF_ONESHOT) && irq_action_busy(action))
			return true;
	return line->depth > 0;
}

bool irq_line_handlers_done(const void *what)
{
	const struct irq_line *line = what;

	return !line->running;
}

static bool line_quiet(const void *what)
{
	const struct irq_line *line = what;
	const struct irq_action *action;

	for (action = line->actions; action; action = action->next)
		if (irq_action_busy(action))
			return false;
	return !line->running;
}

/* Calls one handler, with the lock given up. */
static irqreturn_t action_call(struct irq_action *action)
{
	irqreturn_t result = IRQ_WAKE_THREAD;

	if (!action->handler)
		return result;
	raw_unlock(&sched.lock);
	result = action->handler(action->line->number, action->dev);
	raw_lock(&sched.lock);
	return result;
}

void irq_action_wake(struct irq_action *action)
{
	struct task_struct *thread = action->thread;

	if (!thread)
		return;
	get_task_struct(thread);
	raw_unlock(&sched.lock);
	wake_up_process(thread);
	put_task_struct(thread);
	raw_lock(&sched.lock);
}

void irq_line_run(void *data)
{
	struct irq_line *line = data;
	struct irq_action *action;
	irqreturn_t result;
	bool handled;

	raw_lock(&sched.lock);
	if (line_masked(line)) {
		line->kept = true;
		raw_unlock(&sched.lock);
		return;
	}
	line->running = true;
	handled = !line->actions;
	for (action = line->actions; action; action = action->next) {
		result = action_call(action);
		handled |= result != IRQ_NONE;
		if (!(result & IRQ_WAKE_THREAD) || !action->thread)
			continue;
		action->wanted = true;
		irq_action_wake(action);
	}
	line->running = false;
	waiters_wake(line);
	raw_unlock(&sched.lock);
	if (!handled)
		report_misuse("irq %u: nobody cared", line->number);
}

bool irq_line_unkeep(struct irq_line *line)
{
	if (!line->kept || line_masked(line))
		return false;
	line->kept = false;
	return true;
}

int dmacheck_irq_raise(unsigned int irq)
{
	struct irq_line *line;

	raw_lock(&sched.lock);
	line = irq_line_find(irq);
	raw_unlock(&sched.lock);
	return line ? sched_interrupt(irq_line_run, line) : -EINVAL;
}

int dmacheck_irq_alloc(void)
{
	int number;

	raw_lock(&sched.lock);
	number = lines_given + 16 < IRQ_LINES ? 16 + (int)lines_given++ : -ENOSPC;
	raw_unlock(&sched.lock);
	return number;
}

void disable_irq_nosync(unsigned int irq)
{
	struct irq_line *line;

	raw_lock(&sched.lock);
	line = irq_line_find(irq);
	if (line)
		line->depth++;
	raw_unlock(&sched.lock);
}

bool synchronize_hardirq(unsigned int irq)
{
	struct irq_line *line;

	raw_lock(&sched.lock);
	line = irq_line_find(irq);
	if (line && actor_current() != sched.interrupt)
		waiters_wait(line, irq_line_handlers_done);
	raw_unlock(&sched.lock);
	return true;
}

void synchronize_irq(unsigned int irq)
{
	struct irq_line *line;

	context_may_sleep("synchronize_irq", __builtin_return_address(0));
	raw_lock(&sched.lock);
	line = irq_line_find(irq);
	if (line && actor_current() == sched.interrupt && line->running) {
		raw_unlock(&sched.lock);
		report_misuse("BUG: synchronize_irq() in the line's handler would wait for ever");
		return;
	}
	if (line)
		waiters_wait(line, line_quiet);
	raw_unlock(&sched.lock);
}

void disable_irq(unsigned int irq)
{
	disable_irq_nosync(irq);
	synchronize_irq(irq);
}

bool disable_hardirq(unsigned int irq)
{
	disable_irq_nosync(irq);
	return synchronize_hardirq(irq);
}

void enable_irq(unsigned int irq)
{
	struct irq_line *line;
	bool again = false;
	bool balanced;

	raw_lock(&sched.lock);
	line = irq_line_find(irq);
	balanced = line && line->depth;
	if (balanced) {
		line->depth--;
		again = irq_line_unkeep(line);
	}
	raw_unlock(&sched.lock);
	if (!balanced)
		report_misuse("Unbalanced enable for IRQ %u", irq);
	if (again)
		sched_interrupt(irq_line_run, line);
}

/* Nothing sleeps here that a line could wake up. */
int irq_set_irq_wake(unsigned int irq, unsigned int on)
{
	bool found;

	raw_lock(&sched.lock);
	found = irq_line_find(irq);
	raw_unlock(&sched.lock);
	return found ? 0 : -EINVAL;
}

int irq_set_irq_type(unsigned int irq, unsigned int type)
{
	struct irq_line *line;

	raw_lock(&sched.lock);
	line = irq_line_get(irq);
	if (line)
		line->type = type;
	raw_unlock(&sched.lock);
	return line ? 0 : -EINVAL;
}

u32 irq_get_trigger_type(unsigned int irq)
{
	struct irq_line *line;
	u32 type;

	raw_lock(&sched.lock);
	line = irq_line_find(irq);
	type = line ? line->type : IRQ_TYPE_NONE;
	raw_unlock(&sched.lock);
	return type;
}
