/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * asm/irq.h - numbers of interrupts: drivers want no more than the header
 */
#ifndef _ASM_IRQ_H
#define _ASM_IRQ_H

#ifndef NR_IRQS
#define NR_IRQS 1024
#endif

#endif /* _ASM_IRQ_H */
