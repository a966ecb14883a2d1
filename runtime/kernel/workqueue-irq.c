// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * workqueue-irq.c - <linux/irq_work.h>: a function in hard interrupt context
 */
#include <linux/compiler.h>
#include <linux/irq_work.h>
#include "runtime/kernel/context.h"
#include "runtime/kernel/sched.h"

enum {
	IRQ_WORK_QUEUED = 1u << 0,
	IRQ_WORK_RUNNING = 1u << 1,
};

void init_irq_work(struct irq_work *work, void (*func)(struct irq_work *))
{
	*work = IRQ_WORK_INIT(func);
}

/* It may be queued again from its own function. */
static void run(void *data)
{
	struct irq_work *work = data;
	unsigned int running = IRQ_WORK_RUNNING;

	__atomic_store_n(&work->state, running, __ATOMIC_SEQ_CST);
	work->func(work);
	__atomic_compare_exchange_n(&work->state, &running, 0, false,
				    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
	if (running != IRQ_WORK_RUNNING)
		__atomic_fetch_and(&work->state, ~IRQ_WORK_RUNNING, __ATOMIC_SEQ_CST);
}

bool irq_work_queue(struct irq_work *work)
{
	unsigned int old = __atomic_fetch_or(&work->state, IRQ_WORK_QUEUED,
					     __ATOMIC_SEQ_CST);

	if (old & IRQ_WORK_QUEUED)
		return false;
	if (sched_interrupt(run, work)) {
		__atomic_fetch_and(&work->state, ~IRQ_WORK_QUEUED, __ATOMIC_SEQ_CST);
		return false;
	}
	sched_point(POINT_CALL);
	return true;
}

bool irq_work_queue_on(struct irq_work *work, int cpu)
{
	return irq_work_queue(work);
}

bool irq_work_is_pending(struct irq_work *work)
{
	sched_point(POINT_POLL);
	return __atomic_load_n(&work->state, __ATOMIC_SEQ_CST) & IRQ_WORK_QUEUED;
}

bool irq_work_is_busy(struct irq_work *work)
{
	sched_point(POINT_POLL);
	return __atomic_load_n(&work->state, __ATOMIC_SEQ_CST);
}

/* The interrupt actor gets its turn at each look. */
void irq_work_sync(struct irq_work *work)
{
	context_may_sleep("irq_work_sync", __builtin_return_address(0));
	while (irq_work_is_busy(work))
		;
}
