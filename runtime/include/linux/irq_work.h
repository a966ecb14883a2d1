/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * irq_work.h - a function to be called in hard interrupt context
 */
#ifndef _LINUX_IRQ_WORK_H
#define _LINUX_IRQ_WORK_H

#include <linux/types.h>

/**
 * struct irq_work - one function
 * @state: 1 queued, 2 running, their sum while queued again from itself
 */
struct irq_work {
	unsigned int state;
	void (*func)(struct irq_work *work);
};

#define IRQ_WORK_INIT(_func) (struct irq_work){ .func = (_func) }
#define IRQ_WORK_INIT_LAZY(_func) IRQ_WORK_INIT(_func)
#define IRQ_WORK_INIT_HARD(_func) IRQ_WORK_INIT(_func)
#define DEFINE_IRQ_WORK(name, _f) struct irq_work name = { .func = (_f) }

void init_irq_work(struct irq_work *work, void (*func)(struct irq_work *));
bool irq_work_queue(struct irq_work *work);
bool irq_work_queue_on(struct irq_work *work, int cpu);
void irq_work_sync(struct irq_work *work);
bool irq_work_is_pending(struct irq_work *work);
bool irq_work_is_busy(struct irq_work *work);

#endif /* _LINUX_IRQ_WORK_H */
