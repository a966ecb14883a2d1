/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pm-state.c - what drivers say and ask about a device's power
 *
 * drivers/base/power/runtime.c.
 */
#include "runtime/device/base.h"

#include <linux/device.h>
#include <linux/pm_runtime.h>

#include "runtime/kernel/sched.h"

void pm_runtime_get_noresume(struct device *dev)
{
	__atomic_add_fetch(&dev->power.usage_count, 1, __ATOMIC_ACQ_REL);
}

/* Does not go below 0. */
void pm_runtime_put_noidle(struct device *dev)
{
	int now = __atomic_load_n(&dev->power.usage_count, __ATOMIC_RELAXED);

	while (now > 0 && !__atomic_compare_exchange_n(&dev->power.usage_count, &now, now - 1,
						       false, __ATOMIC_ACQ_REL,
						       __ATOMIC_RELAXED))
		;
}

static int get_if(struct device *dev, bool in_use)
{
	unsigned long flags;
	int ret;

	spin_lock_irqsave(&dev->power.lock, flags);
	if (dev->power.disable_depth)
		ret = -EINVAL;
	else
		ret = dev->power.runtime_status == RPM_ACTIVE &&
		      (!in_use ||
		       __atomic_load_n(&dev->power.usage_count, __ATOMIC_ACQUIRE) > 0);
	if (ret > 0)
		pm_runtime_get_noresume(dev);
	spin_unlock_irqrestore(&dev->power.lock, flags);
	return ret;
}

int pm_runtime_get_if_active(struct device *dev)
{
	return get_if(dev, false);
}

int pm_runtime_get_if_in_use(struct device *dev)
{
	return get_if(dev, true);
}

/* Only while disabled, or after an error: the driver says what it found. */
int __pm_runtime_set_status(struct device *dev, unsigned int status)
{
	unsigned long flags;
	int change = 0;

	if (status != RPM_ACTIVE && status != RPM_SUSPENDED)
		return -EINVAL;
	spin_lock_irqsave(&dev->power.lock, flags);
	if (!dev->power.disable_depth && !dev->power.runtime_error) {
		spin_unlock_irqrestore(&dev->power.lock, flags);
		return -EAGAIN;
	}
	if (dev->power.runtime_status != (enum rpm_status)status)
		change = status == RPM_ACTIVE ? 1 : -1;
	__atomic_store_n(&dev->power.runtime_status, status, __ATOMIC_RELEASE);
	dev->power.runtime_error = 0;
	spin_unlock_irqrestore(&dev->power.lock, flags);
	if (dev->parent && change)
		__atomic_add_fetch(&dev->parent->power.child_count, change, __ATOMIC_ACQ_REL);
	return 0;
}

int pm_runtime_barrier(struct device *dev)
{
	if (!dev->power.disable_depth)
		cancel_delayed_work_sync(&dev->power.work);
	return 0;
}

void pm_runtime_enable(struct device *dev)
{
	unsigned long flags;
	bool balanced;

	spin_lock_irqsave(&dev->power.lock, flags);
	balanced = dev->power.disable_depth > 0;
	if (balanced)
		dev->power.disable_depth--;
	spin_unlock_irqrestore(&dev->power.lock, flags);
	if (!balanced)
		dev_warn(dev, "Unbalanced %s!\n", __func__);
}

void __pm_runtime_disable(struct device *dev, bool check_resume)
{
	unsigned long flags;
	bool first;

	spin_lock_irqsave(&dev->power.lock, flags);
	first = dev->power.disable_depth++ == 0;
	spin_unlock_irqrestore(&dev->power.lock, flags);
	if (!first)
		return;
	cancel_delayed_work_sync(&dev->power.work);
	pm_transition_wait(dev);
}

void pm_runtime_allow(struct device *dev)
{
	if (__atomic_exchange_n(&dev->power.forbidden, false, __ATOMIC_ACQ_REL))
		pm_runtime_put(dev);
}

/* However often it is said. */
void pm_runtime_forbid(struct device *dev)
{
	if (!__atomic_exchange_n(&dev->power.forbidden, true, __ATOMIC_ACQ_REL))
		pm_runtime_get_sync(dev);
}

void pm_runtime_no_callbacks(struct device *dev)
{
	dev->power.no_callbacks = true;
}

void pm_runtime_irq_safe(struct device *dev)
{
	if (dev->parent)
		pm_runtime_get_sync(dev->parent);
	dev->power.irq_safe = true;
}

/* A delay below 0 keeps the device up, as one user more does. */
static void autosuspend_set(struct device *dev, bool use, int delay)
{
	bool was_kept = dev->power.use_autosuspend && dev->power.autosuspend_delay < 0;
	bool is_kept = use && delay < 0;

	dev->power.use_autosuspend = use;
	dev->power.autosuspend_delay = delay;
	if (is_kept && !was_kept)
		pm_runtime_get_sync(dev);
	else if (was_kept && !is_kept)
		pm_runtime_put(dev);
}

void __pm_runtime_use_autosuspend(struct device *dev, bool use)
{
	autosuspend_set(dev, use, dev->power.autosuspend_delay);
}

void pm_runtime_set_autosuspend_delay(struct device *dev, int delay)
{
	autosuspend_set(dev, dev->power.use_autosuspend, delay);
}

void pm_runtime_mark_last_busy(struct device *dev)
{
	__atomic_store_n(&dev->power.last_busy, sched_now(), __ATOMIC_RELAXED);
}

static enum rpm_status status_now(struct device *dev)
{
	return __atomic_load_n(&dev->power.runtime_status, __ATOMIC_ACQUIRE);
}

bool pm_runtime_suspended(struct device *dev)
{
	return status_now(dev) == RPM_SUSPENDED && !dev->power.disable_depth;
}

bool pm_runtime_active(struct device *dev)
{
	return status_now(dev) == RPM_ACTIVE || dev->power.disable_depth;
}

bool pm_runtime_status_suspended(struct device *dev)
{
	return status_now(dev) == RPM_SUSPENDED;
}

bool pm_runtime_enabled(struct device *dev)
{
	return !dev->power.disable_depth;
}

int pm_generic_runtime_suspend(struct device *dev)
{
	const struct dev_pm_ops *pm = dev->driver ? dev->driver->pm : NULL;

	return pm && pm->runtime_suspend ? pm->runtime_suspend(dev) : 0;
}

int pm_generic_runtime_resume(struct device *dev)
{
	const struct dev_pm_ops *pm = dev->driver ? dev->driver->pm : NULL;

	return pm && pm->runtime_resume ? pm->runtime_resume(dev) : 0;
}

int pm_runtime_force_suspend(struct device *dev)
{
	int ret;

	pm_runtime_disable(dev);
	if (pm_runtime_status_suspended(dev))
		return 0;
	ret = pm_generic_runtime_suspend(dev);
	if (ret) {
		pm_runtime_enable(dev);
		return ret;
	}
	pm_runtime_set_suspended(dev);
	dev->power.forced_down = true;
	return 0;
}

int pm_runtime_force_resume(struct device *dev)
{
	int ret = 0;

	if (dev->power.forced_down) {
		pm_runtime_set_active(dev);
		ret = pm_generic_runtime_resume(dev);
		if (ret)
			pm_runtime_set_suspended(dev);
		else
			pm_runtime_mark_last_busy(dev);
		dev->power.forced_down = false;
	}
	pm_runtime_enable(dev);
	return ret;
}

static void disable_action(void *data)
{
	pm_runtime_dont_use_autosuspend(data);
	pm_runtime_disable(data);
}

int devm_pm_runtime_enable(struct device *dev)
{
	pm_runtime_enable(dev);
	return devm_add_action_or_reset(dev, disable_action, dev);
}

static void suspended_action(void *data)
{
	pm_runtime_set_suspended(data);
}

int devm_pm_runtime_set_active_enabled(struct device *dev)
{
	int ret = pm_runtime_set_active(dev);

	if (!ret)
		ret = devm_add_action_or_reset(dev, suspended_action, dev);
	return ret ? ret : devm_pm_runtime_enable(dev);
}

static void put_action(void *data)
{
	pm_runtime_put_noidle(data);
}

int devm_pm_runtime_get_noresume(struct device *dev)
{
	pm_runtime_get_noresume(dev);
	return devm_add_action_or_reset(dev, put_action, dev);
}
