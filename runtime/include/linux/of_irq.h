/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * of_irq.h - interrupts of a device tree: none
 */
#ifndef __OF_IRQ_H
#define __OF_IRQ_H

#include <linux/types.h>
#include <linux/errno.h>
#include <linux/ioport.h>
#include <linux/of.h>

static inline unsigned int irq_of_parse_and_map(struct device_node *np, int index) { return 0; }
static inline int of_irq_get(struct device_node *np, int index) { return 0; }
static inline int of_irq_get_byname(struct device_node *np, const char *name) { return 0; }
static inline int of_irq_count(struct device_node *np) { return 0; }

#endif /* __OF_IRQ_H */
