/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * of_device.h - devices of a device tree: none
 */
#ifndef _LINUX_OF_DEVICE_H
#define _LINUX_OF_DEVICE_H

#include <linux/of.h>
#include <linux/device.h>
#include <linux/platform_device.h>
#include <linux/of_platform.h>

static inline const struct of_device_id *
of_match_device(const struct of_device_id *matches, const struct device *dev)
{
	return NULL;
}

static inline const void *of_device_get_match_data(const struct device *dev)
{
	return NULL;
}

static inline int of_driver_match_device(struct device *dev, const struct device_driver *drv)
{
	return 0;
}

static inline int of_dma_configure(struct device *dev, struct device_node *np, bool force_dma)
{
	return 0;
}

#endif /* _LINUX_OF_DEVICE_H */
