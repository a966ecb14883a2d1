/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pm_domain.h - power domains: none, as without CONFIG_PM
 */
#ifndef _LINUX_PM_DOMAIN_H
#define _LINUX_PM_DOMAIN_H

#include <linux/device.h>
#include <linux/err.h>

static inline int dev_pm_domain_attach(struct device *dev, bool power_on) { return 0; }
static inline void dev_pm_domain_detach(struct device *dev, bool power_off) { }
static inline struct device *dev_pm_domain_attach_by_name(struct device *dev,
							  const char *name) { return NULL; }
static inline struct device *dev_pm_domain_attach_by_id(struct device *dev,
							unsigned int index) { return NULL; }

#endif /* _LINUX_PM_DOMAIN_H */
