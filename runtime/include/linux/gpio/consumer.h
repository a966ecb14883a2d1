/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gpio/consumer.h - GPIOs by function: as without CONFIG_GPIOLIB, an optional one
 * is absent and any other is an error
 */
#ifndef __LINUX_GPIO_CONSUMER_H
#define __LINUX_GPIO_CONSUMER_H

#include <linux/types.h>
#include <linux/err.h>
#include <linux/errno.h>

struct device;
struct gpio_desc;
struct gpio_descs;
struct fwnode_handle;

enum gpiod_flags {
	GPIOD_ASIS = 0,
	GPIOD_IN = 1,
	GPIOD_OUT_LOW = 3,
	GPIOD_OUT_HIGH = 7,
	GPIOD_OUT_LOW_OPEN_DRAIN = 11,
	GPIOD_OUT_HIGH_OPEN_DRAIN = 15,
};

#define __gpiod_getters(prefix) \
static inline struct gpio_desc *prefix##_get(struct device *dev, const char *id, \
					     enum gpiod_flags flags) \
{ \
	return ERR_PTR(-ENOSYS); \
} \
static inline struct gpio_desc *prefix##_get_index(struct device *dev, const char *id, \
						   unsigned int index, enum gpiod_flags flags) \
{ \
	return ERR_PTR(-ENOSYS); \
} \
static inline struct gpio_desc *prefix##_get_optional(struct device *dev, const char *id, \
						      enum gpiod_flags flags) \
{ \
	return NULL; \
} \
static inline struct gpio_desc *prefix##_get_index_optional(struct device *dev, \
		const char *id, unsigned int index, enum gpiod_flags flags) \
{ \
	return NULL; \
}
__gpiod_getters(gpiod)
__gpiod_getters(devm_gpiod)
#undef __gpiod_getters

static inline struct gpio_descs *
devm_gpiod_get_array_optional(struct device *dev, const char *id, enum gpiod_flags flags)
{
	return NULL;
}

static inline int gpiod_count(struct device *dev, const char *id) { return 0; }
static inline void gpiod_put(struct gpio_desc *desc) { }
static inline void devm_gpiod_put(struct device *dev, struct gpio_desc *desc) { }
static inline int gpiod_direction_input(struct gpio_desc *desc) { return -ENOSYS; }
static inline int gpiod_direction_output(struct gpio_desc *desc, int value) { return -ENOSYS; }
static inline int gpiod_get_value(const struct gpio_desc *desc) { return 0; }
static inline int gpiod_get_value_cansleep(const struct gpio_desc *desc) { return 0; }
static inline void gpiod_set_value(struct gpio_desc *desc, int value) { }
static inline void gpiod_set_value_cansleep(struct gpio_desc *desc, int value) { }
static inline int gpiod_to_irq(const struct gpio_desc *desc) { return -EINVAL; }
static inline bool gpiod_is_active_low(const struct gpio_desc *desc) { return false; }
static inline int gpiod_set_consumer_name(struct gpio_desc *desc, const char *name)
{
	return -EINVAL;
}

#endif /* __LINUX_GPIO_CONSUMER_H */
