/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pm-runtime.c - power of devices by use
 *
 *               get, usage 0 -> 1
 *   suspended -------------------> active
 *       ^       runtime_resume       |  put, usage 1 -> 0, perhaps after a delay
 *       +----------------------------+
 *               runtime_suspend
 *
 * drivers/base/power/runtime.c. Callbacks run with no lock held while the state
 * says resuming or suspending; others wait for it to change.
 */
#include "runtime/device/base.h"

#include <linux/device.h>
#include <linux/pm_runtime.h>
#include <linux/bug.h>
#include <linux/processor.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/sched.h"

enum request { REQUEST_NONE, REQUEST_IDLE, REQUEST_SUSPEND, REQUEST_RESUME };

typedef int (*pm_callback)(struct device *dev);

#define PM_CALLBACK(name) \
static pm_callback name##_callback(struct device *dev) \
{ \
	const struct dev_pm_ops *ops = NULL; \
\
	if (dev->power.no_callbacks) \
		return NULL; \
	if (dev->type && dev->type->pm) \
		ops = dev->type->pm; \
	else if (dev->class && dev->class->pm) \
		ops = dev->class->pm; \
	else if (dev->bus && dev->bus->pm) \
		ops = dev->bus->pm; \
	if (ops && ops->name) \
		return ops->name; \
	return dev->driver && dev->driver->pm ? dev->driver->pm->name : NULL; \
}
PM_CALLBACK(runtime_suspend)
PM_CALLBACK(runtime_resume)
PM_CALLBACK(runtime_idle)

static int usage(struct device *dev)
{
	return __atomic_load_n(&dev->power.usage_count, __ATOMIC_ACQUIRE);
}

static int call(struct device *dev, pm_callback callback)
{
	int ret;

	if (!callback)
		return 0;
	ret = callback(dev);
	if (ret < 0 && ret != -EBUSY && ret != -EAGAIN)
		dev->power.runtime_error = ret;
	return ret;
}

/* Changes the state; wakes those who wait for it. */
static void set_status(struct device *dev, enum rpm_status status)
{
	unsigned long flags;

	spin_lock_irqsave(&dev->power.lock, flags);
	__atomic_store_n(&dev->power.runtime_status, status, __ATOMIC_RELEASE);
	spin_unlock_irqrestore(&dev->power.lock, flags);
	wake_up_all(&dev->power.wait_queue);
}

static enum rpm_status status_of(struct device *dev)
{
	return __atomic_load_n(&dev->power.runtime_status, __ATOMIC_ACQUIRE);
}

static bool in_transition(struct device *dev)
{
	enum rpm_status now = status_of(dev);

	return now == RPM_RESUMING || now == RPM_SUSPENDING;
}

/* With the lock held. */
static int may_suspend_now(struct device *dev)
{
	if (dev->power.runtime_error)
		return -EINVAL;
	if (dev->power.disable_depth)
		return -EACCES;
	if (usage(dev))
		return -EAGAIN;
	if (!dev->power.ignore_children &&
	    __atomic_load_n(&dev->power.child_count, __ATOMIC_ACQUIRE))
		return -EBUSY;
	return 0;
}

static int may_suspend(struct device *dev)
{
	unsigned long flags;
	int ret;

	spin_lock_irqsave(&dev->power.lock, flags);
	ret = may_suspend_now(dev);
	spin_unlock_irqrestore(&dev->power.lock, flags);
	return ret;
}

/* Who waits for an irq-safe device may be in an interrupt. */
void pm_transition_wait(struct device *dev)
{
	while (in_transition(dev)) {
		if (dev->power.irq_safe)
			cpu_relax();
		else
			wait_event(dev->power.wait_queue, !in_transition(dev));
	}
}

/* With the lock held: takes the state from @from to @over. */
static int step(struct device *dev, enum rpm_status from, enum rpm_status over)
{
	enum rpm_status now = dev->power.runtime_status;
	int ret = over == RPM_SUSPENDING ? may_suspend_now(dev) : 0;

	if (ret)
		return ret;
	if (now == RPM_RESUMING || now == RPM_SUSPENDING)
		return now == RPM_RESUMING && over == RPM_SUSPENDING ? -EAGAIN : -EINPROGRESS;
	if (now != from)
		return 1;
	__atomic_store_n(&dev->power.runtime_status, over, __ATOMIC_RELEASE);
	return 0;
}

/*
 * The same, waiting while the state changes. A user is counted before it looks at the
 * state, and a suspend looks at both at once: it sees the user, or the user sees it.
 * Return: 0, 1 if the state is another one, a negative errno.
 */
static int begin(struct device *dev, enum rpm_status from, enum rpm_status over)
{
	unsigned long flags;
	int ret;

	for (;;) {
		spin_lock_irqsave(&dev->power.lock, flags);
		ret = step(dev, from, over);
		spin_unlock_irqrestore(&dev->power.lock, flags);
		if (ret != -EINPROGRESS)
			return ret;
		pm_transition_wait(dev);
	}
}

static void count_child(struct device *dev, int by)
{
	if (dev->parent)
		__atomic_add_fetch(&dev->parent->power.child_count, by, __ATOMIC_ACQ_REL);
}

static void parent_put(struct device *dev)
{
	if (!dev->parent)
		return;
	count_child(dev, -1);
	__pm_runtime_idle(dev->parent, RPM_ASYNC);
}

static int parent_get(struct device *dev)
{
	if (!dev->parent)
		return 0;
	count_child(dev, 1);
	if (dev->parent->power.disable_depth)
		return 0;
	return __pm_runtime_resume(dev->parent, 0);
}

static int do_resume(struct device *dev)
{
	int ret;

	if (dev->power.runtime_error)
		return -EINVAL;
	if (dev->power.disable_depth)
		return status_of(dev) == RPM_ACTIVE ? 1 : -EACCES;
	ret = begin(dev, RPM_SUSPENDED, RPM_RESUMING);
	if (ret)
		return ret;
	ret = parent_get(dev);
	if (ret >= 0)
		ret = call(dev, runtime_resume_callback(dev));
	if (ret < 0)
		parent_put(dev);
	else
		pm_runtime_mark_last_busy(dev);
	set_status(dev, ret < 0 ? RPM_SUSPENDED : RPM_ACTIVE);
	return ret < 0 ? ret : 0;
}

static int do_suspend(struct device *dev)
{
	int ret = begin(dev, RPM_ACTIVE, RPM_SUSPENDING);

	if (ret)
		return ret;
	ret = call(dev, runtime_suspend_callback(dev));
	set_status(dev, ret ? RPM_ACTIVE : RPM_SUSPENDED);
	if (!ret)
		parent_put(dev);
	return ret;
}

/* When an idle device may be suspended: in jiffies from now, 0 at once. */
static unsigned long autosuspend_jiffies(struct device *dev)
{
	u64 end, now = sched_now();

	if (!dev->power.use_autosuspend || dev->power.autosuspend_delay <= 0)
		return 0;
	end = __atomic_load_n(&dev->power.last_busy, __ATOMIC_RELAXED) +
	      (u64)dev->power.autosuspend_delay * 1000000;
	return end > now ? usecs_to_jiffies((end - now + 999) / 1000) : 0;
}

static void request(struct device *dev, enum request what, unsigned long delay)
{
	__atomic_store_n(&dev->power.request, what, __ATOMIC_RELEASE);
	mod_delayed_work(system_wq, &dev->power.work, delay);
}

static int do_idle(struct device *dev)
{
	int ret = may_suspend(dev);

	if (ret)
		return ret;
	if (status_of(dev) != RPM_ACTIVE)
		return -EAGAIN;
	ret = call(dev, runtime_idle_callback(dev));
	return ret ? ret : __pm_runtime_suspend(dev, RPM_AUTO);
}

static void pm_work(struct work_struct *work)
{
	struct device *dev = container_of(to_delayed_work(work), struct device, power.work);

	switch (__atomic_exchange_n(&dev->power.request, REQUEST_NONE, __ATOMIC_ACQ_REL)) {
	case REQUEST_IDLE:
		do_idle(dev);
		break;
	case REQUEST_SUSPEND:
		__pm_runtime_suspend(dev, RPM_AUTO);
		break;
	case REQUEST_RESUME:
		do_resume(dev);
		break;
	}
}

static void may_sleep(struct device *dev, int flags, const void *caller)
{
	if (!(flags & RPM_ASYNC) && !dev->power.irq_safe && !dev->power.disable_depth)
		context_may_sleep("__pm_runtime", caller);
}

/* Return: the count after, or -EINVAL with what is said about one too many. */
static int drop_usage(struct device *dev)
{
	int count = __atomic_sub_fetch(&dev->power.usage_count, 1, __ATOMIC_ACQ_REL);

	if (count >= 0)
		return count;
	__atomic_add_fetch(&dev->power.usage_count, 1, __ATOMIC_ACQ_REL);
	dev_warn(dev, "Runtime PM usage count underflow!\n");
	return -EINVAL;
}

int __pm_runtime_idle(struct device *dev, int rpmflags)
{
	if (rpmflags & RPM_GET_PUT) {
		int count = drop_usage(dev);

		if (count)
			return count < 0 ? count : 0;
	}
	may_sleep(dev, rpmflags, __builtin_return_address(0));
	if (!(rpmflags & RPM_ASYNC))
		return do_idle(dev);
	if (!may_suspend(dev))
		request(dev, REQUEST_IDLE, 0);
	return 0;
}

int __pm_runtime_suspend(struct device *dev, int rpmflags)
{
	unsigned long delay;

	if (rpmflags & RPM_GET_PUT) {
		int count = drop_usage(dev);

		if (count)
			return count < 0 ? count : 0;
	}
	may_sleep(dev, rpmflags, __builtin_return_address(0));
	delay = rpmflags & RPM_AUTO ? autosuspend_jiffies(dev) : 0;
	if (!delay && !(rpmflags & RPM_ASYNC))
		return do_suspend(dev);
	if (!may_suspend(dev))
		request(dev, REQUEST_SUSPEND, delay);
	return 0;
}

int __pm_runtime_resume(struct device *dev, int rpmflags)
{
	if (rpmflags & RPM_GET_PUT)
		pm_runtime_get_noresume(dev);
	may_sleep(dev, rpmflags, __builtin_return_address(0));
	if (!(rpmflags & RPM_ASYNC))
		return do_resume(dev);
	if (status_of(dev) == RPM_ACTIVE)
		return 1;
	if (!dev->power.disable_depth)
		request(dev, REQUEST_RESUME, 0);
	return dev->power.disable_depth ? -EACCES : 0;
}

int pm_schedule_suspend(struct device *dev, unsigned int delay)
{
	int ret = may_suspend(dev);

	if (!ret)
		request(dev, REQUEST_SUSPEND, msecs_to_jiffies(delay));
	return ret;
}

void pm_runtime_init(struct device *dev)
{
	dev->power = (struct dev_pm_info){
		.runtime_status = RPM_SUSPENDED, .disable_depth = 1,
	};
	spin_lock_init(&dev->power.lock);
	init_waitqueue_head(&dev->power.wait_queue);
	INIT_DELAYED_WORK(&dev->power.work, pm_work);
}

/* No driver any more: what it left enabled or counted is reset. */
void pm_runtime_reinit(struct device *dev)
{
	if (!dev->power.disable_depth)
		return;
	if (dev->power.runtime_status == RPM_ACTIVE)
		pm_runtime_set_suspended(dev);
	if (dev->power.irq_safe && dev->parent)
		pm_runtime_put(dev->parent);
	dev->power.irq_safe = false;
}

void pm_runtime_remove(struct device *dev)
{
	if (!dev->power.disable_depth)
		__pm_runtime_disable(dev, false);
	pm_runtime_reinit(dev);
}
