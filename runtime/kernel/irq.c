// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * irq.c - interrupt lines that are raised by call
 *
 *   dmacheck_irq_raise() --> interrupt actor: line_run() --> handlers
 *                                     IRQ_WAKE_THREAD --> irq/N-name threads
 *
 * A line that is disabled, or whose one-shot thread still runs, keeps one raise
 * for later. All fields are protected by the scheduler's lock; lines are never
 * freed, so a raise that comes after free_irq() finds a line without actions.
 */
#include <errno.h>
#include <stdio.h>
#include <linux/device.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/sched/task.h>
#include "fault.h"
#include "report.h"
#include "sched-private.h"

enum { LINES = 1024 };

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

static struct irq_line *lines[LINES];
static unsigned int lines_given;

static struct irq_line *line_find(unsigned int irq)
{
	return irq < LINES ? lines[irq] : NULL;
}

static struct irq_line *line_get(unsigned int irq)
{
	struct irq_line *line = line_find(irq);

	if (line || irq >= LINES)
		return line;
	line = engine_zalloc(sizeof(*line));
	if (!line)
		return NULL;
	line->number = irq;
	lines[irq] = line;
	return line;
}

static bool action_busy(const struct irq_action *action)
{
	return action->wanted || action->active;
}

static bool line_masked(const struct irq_line *line)
{
	const struct irq_action *action;

	for (action = line->actions; action; action = action->next)
		if ((action->flags & IRQF_ONESHOT) && action_busy(action))
			return true;
	return line->depth > 0;
}

static bool line_handlers_done(const void *what)
{
	const struct irq_line *line = what;

	return !line->running;
}

static bool line_quiet(const void *what)
{
	const struct irq_line *line = what;
	const struct irq_action *action;

	for (action = line->actions; action; action = action->next)
		if (action_busy(action))
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

/* Under the lock, which the wake-up needs itself. */
static void action_wake(struct irq_action *action)
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

static void line_run(void *data)
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
		action_wake(action);
	}
	line->running = false;
	waiters_wake(line);
	raw_unlock(&sched.lock);
	if (!handled)
		report_misuse("irq %u: nobody cared", line->number);
}

/* Under the lock. Return: whether a kept raise has to be made now. */
static bool line_unkeep(struct irq_line *line)
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
	line = line_find(irq);
	raw_unlock(&sched.lock);
	return line ? sched_interrupt(line_run, line) : -EINVAL;
}

int dmacheck_irq_alloc(void)
{
	int number;

	raw_lock(&sched.lock);
	number = lines_given + 16 < LINES ? 16 + (int)lines_given++ : -ENOSPC;
	raw_unlock(&sched.lock);
	return number;
}

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
	again = line_unkeep(line);
	waiters_wake(line);
	raw_unlock(&sched.lock);
	if (again)
		sched_interrupt(line_run, line);
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

static int flags_check(irq_handler_t handler, irq_handler_t thread_fn,
		       unsigned long flags, void *dev)
{
	if ((flags & IRQF_SHARED) && !dev)
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

	if (*link && !((*link)->flags & action->flags & IRQF_SHARED))
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
		action_wake(action);
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
		action->line = line_get(irq);
	if (!err && !action->line)
		err = irq < LINES ? -ENOMEM : -EINVAL;
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
	if (err || irq >= LINES)
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
	line = line_find(irq);
	if (line)
		waiters_wait(line, line_handlers_done);
	action = action_take(line, dev);
	if (action)
		action_end(action);
	raw_unlock(&sched.lock);
	if (!action)
		report_misuse("Trying to free already-free IRQ %u", irq);
	return NULL;
}

void disable_irq_nosync(unsigned int irq)
{
	struct irq_line *line;

	raw_lock(&sched.lock);
	line = line_find(irq);
	if (line)
		line->depth++;
	raw_unlock(&sched.lock);
}

bool synchronize_hardirq(unsigned int irq)
{
	struct irq_line *line;

	raw_lock(&sched.lock);
	line = line_find(irq);
	if (line && actor_current() != sched.interrupt)
		waiters_wait(line, line_handlers_done);
	raw_unlock(&sched.lock);
	return true;
}

void synchronize_irq(unsigned int irq)
{
	struct irq_line *line;

	context_may_sleep("synchronize_irq", __builtin_return_address(0));
	raw_lock(&sched.lock);
	line = line_find(irq);
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
	line = line_find(irq);
	balanced = line && line->depth;
	if (balanced) {
		line->depth--;
		again = line_unkeep(line);
	}
	raw_unlock(&sched.lock);
	if (!balanced)
		report_misuse("Unbalanced enable for IRQ %u", irq);
	if (again)
		sched_interrupt(line_run, line);
}

int irq_set_irq_wake(unsigned int irq, unsigned int on)
{
	return line_find(irq) ? 0 : -EINVAL;
}

int irq_set_irq_type(unsigned int irq, unsigned int type)
{
	struct irq_line *line;

	raw_lock(&sched.lock);
	line = line_get(irq);
	if (line)
		line->type = type;
	raw_unlock(&sched.lock);
	return line ? 0 : -EINVAL;
}

u32 irq_get_trigger_type(unsigned int irq)
{
	struct irq_line *line = line_find(irq);

	return line ? line->type : IRQ_TYPE_NONE;
}

/* What devm_request_irq() has to give back. */
struct irq_managed {
	unsigned int irq;
	void *data;
};

static void managed_free(struct device *dev, void *resource)
{
	struct irq_managed *managed = resource;

	free_irq(managed->irq, managed->data);
}

static int managed_match(struct device *dev, void *resource, void *wanted)
{
	struct irq_managed *managed = resource;
	struct irq_managed *match = wanted;

	return managed->irq == match->irq && managed->data == match->data;
}

int devm_request_threaded_irq(struct device *dev, unsigned int irq,
			      irq_handler_t handler, irq_handler_t thread_fn,
			      unsigned long flags, const char *name, void *data)
{
	struct irq_managed *managed = devres_alloc(managed_free, sizeof(*managed),
						   GFP_KERNEL);
	int err;

	if (!managed)
		return -ENOMEM;
	err = request_threaded_irq(irq, handler, thread_fn, flags,
				   name ? name : dev_name(dev), data);
	if (err) {
		devres_free(managed);
		return err;
	}
	*managed = (struct irq_managed){ irq, data };
	devres_add(dev, managed);
	return 0;
}

void devm_free_irq(struct device *dev, unsigned int irq, void *data)
{
	struct irq_managed match = { irq, data };

	if (devres_release(dev, managed_free, managed_match, &match))
		report_misuse("Trying to free IRQ %u that the device has not requested",
			      irq);
}
