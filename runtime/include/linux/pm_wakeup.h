/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pm_wakeup.h - waking the system: it never sleeps
 */
#ifndef _LINUX_PM_WAKEUP_H
#define _LINUX_PM_WAKEUP_H

#include <linux/device.h>

static inline void device_set_wakeup_capable(struct device *dev, bool capable)
{
	dev->power.can_wakeup = capable;
}

static inline bool device_can_wakeup(struct device *dev)
{
	return dev->power.can_wakeup;
}

static inline int device_set_wakeup_enable(struct device *dev, bool enable)
{
	dev->power.wakeup_enabled = enable;
	return 0;
}

static inline bool device_may_wakeup(struct device *dev)
{
	return dev->power.can_wakeup && dev->power.wakeup_enabled;
}

static inline int device_init_wakeup(struct device *dev, bool enable)
{
	dev->power.can_wakeup = enable;
	dev->power.wakeup_enabled = enable;
	return 0;
}

static inline int device_wakeup_enable(struct device *dev)
{
	return device_set_wakeup_enable(dev, true);
}

static inline void device_wakeup_disable(struct device *dev)
{
	device_set_wakeup_enable(dev, false);
}

static inline int devm_device_init_wakeup(struct device *dev)
{
	return device_init_wakeup(dev, true);
}

static inline void pm_wakeup_event(struct device *dev, unsigned int msec) { }
static inline void pm_stay_awake(struct device *dev) { }
static inline void pm_relax(struct device *dev) { }

#endif /* _LINUX_PM_WAKEUP_H */
