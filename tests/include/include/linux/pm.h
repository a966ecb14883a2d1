/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pm.h - power management entries of a driver */
#ifndef DMACHECK_TEST_PM_H
#define DMACHECK_TEST_PM_H

#include <linux/device.h>

struct dev_pm_ops {
	int (*suspend)(struct device *dev);
	int (*resume)(struct device *dev);
	int (*runtime_suspend)(struct device *dev);
	int (*runtime_resume)(struct device *dev);
};

#endif
