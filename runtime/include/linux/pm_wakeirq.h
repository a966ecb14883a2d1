/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pm_wakeirq.h - interrupts that wake the system: it never sleeps
 */
#ifndef _LINUX_PM_WAKEIRQ_H
#define _LINUX_PM_WAKEIRQ_H

struct device;

static inline int dev_pm_set_wake_irq(struct device *dev, int irq) { return 0; }
static inline int devm_pm_set_wake_irq(struct device *dev, int irq) { return 0; }
static inline int dev_pm_set_dedicated_wake_irq(struct device *dev, int irq) { return 0; }
static inline void dev_pm_clear_wake_irq(struct device *dev) { }

#endif /* _LINUX_PM_WAKEIRQ_H */
