/* SPDX-License-Identifier: GPL-2.0-or-later */
/* irq.h - the controller's side of interrupt lines, as far as drivers ask */
#ifndef _LINUX_IRQ_H
#define _LINUX_IRQ_H

#include <linux/types.h>
#include <linux/irqreturn.h>
#include <linux/interrupt.h>

#define IRQ_TYPE_NONE		0x00000000
#define IRQ_TYPE_EDGE_RISING	0x00000001
#define IRQ_TYPE_EDGE_FALLING	0x00000002
#define IRQ_TYPE_EDGE_BOTH	(IRQ_TYPE_EDGE_FALLING | IRQ_TYPE_EDGE_RISING)
#define IRQ_TYPE_LEVEL_HIGH	0x00000004
#define IRQ_TYPE_LEVEL_LOW	0x00000008

/* The trigger is kept for irq_get_trigger_type(); lines are raised by call. */
int irq_set_irq_type(unsigned int irq, unsigned int type);
u32 irq_get_trigger_type(unsigned int irq);

#endif /* _LINUX_IRQ_H */
