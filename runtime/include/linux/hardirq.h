/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hardirq.h - entering interrupt context by hand */
#ifndef _LINUX_HARDIRQ_H
#define _LINUX_HARDIRQ_H

#include <linux/preempt.h>
#include <linux/irqflags.h>

void irq_enter(void);
void irq_exit(void);
void synchronize_irq(unsigned int irq);
bool synchronize_hardirq(unsigned int irq);

#endif /* _LINUX_HARDIRQ_H */
