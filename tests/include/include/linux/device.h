/* SPDX-License-Identifier: GPL-2.0-or-later */
/* device.h - devices, their data, their memory, their messages */
#ifndef DMACHECK_TEST_DEVICE_H
#define DMACHECK_TEST_DEVICE_H

#include <linux/gfp.h>
#include <linux/kernel.h>

struct device {
	struct device *parent;
	void *driver_data;
	void *of_node;
};

static inline void *dev_get_drvdata(const struct device *dev)
{
	return dev->driver_data;
}

static inline void dev_set_drvdata(struct device *dev, void *data)
{
	dev->driver_data = data;
}

void *devm_kmalloc(struct device *dev, size_t size, gfp_t gfp);

static inline void *devm_kzalloc(struct device *dev, size_t size, gfp_t gfp)
{
	return devm_kmalloc(dev, size, gfp | 0x100u);
}

int __devm_add_action(struct device *dev, void (*action)(void *), void *data,
		      const char *name);
#define devm_add_action(dev, action, data) __devm_add_action(dev, action, data, #action)

static inline int __devm_add_action_or_reset(struct device *dev, void (*action)(void *),
					     void *data, const char *name)
{
	int ret;

	ret = __devm_add_action(dev, action, data, name);
	if (ret)
		action(data);
	return ret;
}
#define devm_add_action_or_reset(dev, action, data) \
	__devm_add_action_or_reset(dev, action, data, #action)

void _dev_err(const struct device *dev, const char *format, ...);
void _dev_warn(const struct device *dev, const char *format, ...);
void _dev_info(const struct device *dev, const char *format, ...);
void _dev_printk(const char *level, const struct device *dev, const char *format, ...);
#define dev_err(dev, ...) ({ _dev_err(dev, __VA_ARGS__); })
#define dev_warn(dev, ...) ({ _dev_warn(dev, __VA_ARGS__); })
#define dev_info(dev, ...) ({ _dev_info(dev, __VA_ARGS__); })
#define dev_dbg(dev, ...) ({ if (0) _dev_printk("", dev, __VA_ARGS__); })
int dev_err_probe(const struct device *dev, int err, const char *format, ...);

#endif
