/* SPDX-License-Identifier: GPL-2.0-or-later */
/* irqflags.h - interrupts and preemption off and on */
#ifndef DMACHECK_TEST_IRQFLAGS_H
#define DMACHECK_TEST_IRQFLAGS_H

#include <linux/types.h>

unsigned long arch_local_irq_save(void);
void arch_local_irq_restore(unsigned long flags);
void arch_local_irq_disable(void);
void arch_local_irq_enable(void);
#define local_irq_save(flags) do { flags = arch_local_irq_save(); } while (0)
#define local_irq_restore(flags) do { arch_local_irq_restore(flags); } while (0)
#define local_irq_disable() do { arch_local_irq_disable(); } while (0)
#define local_irq_enable() do { arch_local_irq_enable(); } while (0)
#define preempt_disable() do { barrier(); } while (0)
#define preempt_enable() do { barrier(); } while (0)
void local_bh_disable(void);
void local_bh_enable(void);
bool in_interrupt_stub(void);
#define in_interrupt() (in_interrupt_stub())

#endif
