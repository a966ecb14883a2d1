/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * of_gpio.h - GPIOs of a device tree: none
 */
#ifndef __LINUX_OF_GPIO_H
#define __LINUX_OF_GPIO_H

#include <linux/of.h>
#include <linux/gpio.h>

static inline int of_get_named_gpio(const struct device_node *np, const char *name, int index)
{
	return -ENOSYS;
}

#endif /* __LINUX_OF_GPIO_H */
