/* SPDX-License-Identifier: GPL-2.0-or-later */
/* platform_device.h - devices that sit on the board */
#ifndef DMACHECK_TEST_PLATFORM_DEVICE_H
#define DMACHECK_TEST_PLATFORM_DEVICE_H

#include <linux/device.h>
#include <linux/pm.h>

struct platform_device {
	const char *name;
	struct device dev;
};

struct device_driver {
	const char *name;
	const struct dev_pm_ops *pm;
};

struct platform_driver {
	int (*probe)(struct platform_device *pdev);
	union {
		void (*remove)(struct platform_device *pdev);
		void (*remove_new)(struct platform_device *pdev);
	};
	void (*shutdown)(struct platform_device *pdev);
	struct device_driver driver;
};

static inline void *platform_get_drvdata(const struct platform_device *pdev)
{
	return dev_get_drvdata(&pdev->dev);
}

static inline void platform_set_drvdata(struct platform_device *pdev, void *data)
{
	dev_set_drvdata(&pdev->dev, data);
}

int platform_get_irq(struct platform_device *pdev, unsigned int index);
int __platform_driver_register(struct platform_driver *driver);
void platform_driver_unregister(struct platform_driver *driver);
#define module_platform_driver(driver)					\
	static int __init driver##_init(void)				\
	{ return __platform_driver_register(&(driver)); }		\
	extern __typeof__(driver##_init) driver##_init;			\
	int (*driver##_initcall)(void) = driver##_init;

#endif
