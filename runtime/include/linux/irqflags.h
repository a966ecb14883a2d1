/* SPDX-License-Identifier: GPL-2.0-or-later */
/* irqflags.h - interrupts off for the calling thread */
#ifndef _LINUX_IRQFLAGS_H
#define _LINUX_IRQFLAGS_H

#include <linux/types.h>

unsigned long dmacheck_irq_save(void);
void dmacheck_irq_restore(unsigned long flags);

#define local_irq_save(flags)		((flags) = dmacheck_irq_save())
#define local_irq_restore(flags)	dmacheck_irq_restore(flags)
#define raw_local_irq_save(flags)	local_irq_save(flags)
#define raw_local_irq_restore(flags)	local_irq_restore(flags)
#define local_save_flags(flags)		((flags) = irqs_disabled())
#define irqs_disabled_flags(flags)	((flags) != 0)

void local_irq_disable(void);
void local_irq_enable(void);
bool irqs_disabled(void);

#endif /* _LINUX_IRQFLAGS_H */
