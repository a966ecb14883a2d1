/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * preempt.h - in what context the code runs
 *
 * Counts are of the calling thread. Other actors still run while one has
 * preemption off, as they do on the other processors of a machine.
 */
#ifndef _LINUX_PREEMPT_H
#define _LINUX_PREEMPT_H

#include <linux/types.h>

#define PREEMPT_BITS	8
#define SOFTIRQ_BITS	8
#define HARDIRQ_BITS	4
#define PREEMPT_SHIFT	0
#define SOFTIRQ_SHIFT	(PREEMPT_SHIFT + PREEMPT_BITS)
#define HARDIRQ_SHIFT	(SOFTIRQ_SHIFT + SOFTIRQ_BITS)
#define PREEMPT_MASK	(((1UL << PREEMPT_BITS) - 1) << PREEMPT_SHIFT)
#define SOFTIRQ_MASK	(((1UL << SOFTIRQ_BITS) - 1) << SOFTIRQ_SHIFT)
#define HARDIRQ_MASK	(((1UL << HARDIRQ_BITS) - 1) << HARDIRQ_SHIFT)
#define SOFTIRQ_OFFSET	(1UL << SOFTIRQ_SHIFT)
#define HARDIRQ_OFFSET	(1UL << HARDIRQ_SHIFT)
#define SOFTIRQ_DISABLE_OFFSET	(2 * SOFTIRQ_OFFSET)

/* Put together from the thread's context in the kernel's layout. */
unsigned int preempt_count(void);
void dmacheck_preempt_add(int count);

bool in_task(void);
bool in_atomic(void);
unsigned long in_hardirq(void);
unsigned long in_softirq(void);
unsigned long in_serving_softirq(void);
unsigned long in_interrupt(void);

#define in_irq()		in_hardirq()
#define in_nmi()		0UL
#define hardirq_count()		(preempt_count() & HARDIRQ_MASK)
#define softirq_count()		(preempt_count() & SOFTIRQ_MASK)
#define irq_count()		(preempt_count() & (HARDIRQ_MASK | SOFTIRQ_MASK))

#define preempt_disable()		dmacheck_preempt_add(1)
#define preempt_enable()		dmacheck_preempt_add(-1)
#define preempt_enable_no_resched()	dmacheck_preempt_add(-1)
#define preempt_disable_notrace()	dmacheck_preempt_add(1)
#define preempt_enable_notrace()	dmacheck_preempt_add(-1)
bool preemptible(void);

static inline void migrate_disable(void)
{
}

static inline void migrate_enable(void)
{
}

#endif /* _LINUX_PREEMPT_H */
