/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * of_platform.h - platform devices from a device tree: none
 */
#ifndef _LINUX_OF_PLATFORM_H
#define _LINUX_OF_PLATFORM_H

#include <linux/of.h>
#include <linux/device.h>
#include <linux/platform_device.h>

struct of_dev_auxdata;

static inline struct platform_device *of_find_device_by_node(struct device_node *np)
{
	return NULL;
}

static inline int of_platform_populate(struct device_node *root,
				       const struct of_device_id *matches,
				       const struct of_dev_auxdata *lookup,
				       struct device *parent)
{
	return -ENODEV;
}

static inline int of_platform_default_populate(struct device_node *root,
					       const struct of_dev_auxdata *lookup,
					       struct device *parent)
{
	return -ENODEV;
}

static inline int devm_of_platform_populate(struct device *dev) { return -ENODEV; }
static inline void of_platform_depopulate(struct device *parent) { }

#endif /* _LINUX_OF_PLATFORM_H */
