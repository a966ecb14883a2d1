/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gpio.h - GPIOs by number: none, as without CONFIG_GPIOLIB
 */
#ifndef __LINUX_GPIO_H
#define __LINUX_GPIO_H

#include <linux/types.h>
#include <linux/errno.h>

static inline bool gpio_is_valid(int number) { return false; }
static inline int gpio_request(unsigned int gpio, const char *label) { return -ENOSYS; }
static inline void gpio_free(unsigned int gpio) { }

#endif /* __LINUX_GPIO_H */
