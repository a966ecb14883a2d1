/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pm.h - power management callbacks, and a device's power state
 *
 * CONFIG_PM and CONFIG_PM_SLEEP are on; nobody ever suspends the system.
 */
#ifndef _LINUX_PM_H
#define _LINUX_PM_H

#include <linux/types.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/mutex.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include <linux/timer.h>
#include <linux/completion.h>

#ifndef CONFIG_PM
#define CONFIG_PM 1
#endif
#ifndef CONFIG_PM_SLEEP
#define CONFIG_PM_SLEEP 1
#endif

struct device;

typedef struct pm_message {
	int event;
} pm_message_t;

#define PM_EVENT_SUSPEND 0x0002
#define PM_EVENT_RESUME	 0x0010
#define PMSG_SUSPEND	((struct pm_message){ .event = PM_EVENT_SUSPEND })
#define PMSG_RESUME	((struct pm_message){ .event = PM_EVENT_RESUME })

struct dev_pm_ops {
	int (*prepare)(struct device *dev);
	void (*complete)(struct device *dev);
	int (*suspend)(struct device *dev);
	int (*resume)(struct device *dev);
	int (*freeze)(struct device *dev);
	int (*thaw)(struct device *dev);
	int (*poweroff)(struct device *dev);
	int (*restore)(struct device *dev);
	int (*suspend_late)(struct device *dev);
	int (*resume_early)(struct device *dev);
	int (*freeze_late)(struct device *dev);
	int (*thaw_early)(struct device *dev);
	int (*poweroff_late)(struct device *dev);
	int (*restore_early)(struct device *dev);
	int (*suspend_noirq)(struct device *dev);
	int (*resume_noirq)(struct device *dev);
	int (*freeze_noirq)(struct device *dev);
	int (*thaw_noirq)(struct device *dev);
	int (*poweroff_noirq)(struct device *dev);
	int (*restore_noirq)(struct device *dev);
	int (*runtime_suspend)(struct device *dev);
	int (*runtime_resume)(struct device *dev);
	int (*runtime_idle)(struct device *dev);
};

#define SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn) \
	.suspend = pm_sleep_ptr(suspend_fn), .resume = pm_sleep_ptr(resume_fn), \
	.freeze = pm_sleep_ptr(suspend_fn), .thaw = pm_sleep_ptr(resume_fn), \
	.poweroff = pm_sleep_ptr(suspend_fn), .restore = pm_sleep_ptr(resume_fn),
#define LATE_SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn) \
	.suspend_late = pm_sleep_ptr(suspend_fn), .resume_early = pm_sleep_ptr(resume_fn), \
	.freeze_late = pm_sleep_ptr(suspend_fn), .thaw_early = pm_sleep_ptr(resume_fn), \
	.poweroff_late = pm_sleep_ptr(suspend_fn), .restore_early = pm_sleep_ptr(resume_fn),
#define NOIRQ_SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn) \
	.suspend_noirq = pm_sleep_ptr(suspend_fn), .resume_noirq = pm_sleep_ptr(resume_fn), \
	.freeze_noirq = pm_sleep_ptr(suspend_fn), .thaw_noirq = pm_sleep_ptr(resume_fn), \
	.poweroff_noirq = pm_sleep_ptr(suspend_fn), .restore_noirq = pm_sleep_ptr(resume_fn),
#define RUNTIME_PM_OPS(suspend_fn, resume_fn, idle_fn) \
	.runtime_suspend = suspend_fn, .runtime_resume = resume_fn, .runtime_idle = idle_fn,

#define SET_SYSTEM_SLEEP_PM_OPS(s, r)		SYSTEM_SLEEP_PM_OPS(s, r)
#define SET_LATE_SYSTEM_SLEEP_PM_OPS(s, r)	LATE_SYSTEM_SLEEP_PM_OPS(s, r)
#define SET_NOIRQ_SYSTEM_SLEEP_PM_OPS(s, r)	NOIRQ_SYSTEM_SLEEP_PM_OPS(s, r)
#define SET_RUNTIME_PM_OPS(s, r, i)		RUNTIME_PM_OPS(s, r, i)

#define pm_ptr(ptr)		(ptr)
#define pm_sleep_ptr(ptr)	(ptr)

#define _DEFINE_DEV_PM_OPS(name, s, r, rs, rr, i) \
	const struct dev_pm_ops name = { \
		SYSTEM_SLEEP_PM_OPS(s, r) \
		RUNTIME_PM_OPS(rs, rr, i) \
	}
#define DEFINE_SIMPLE_DEV_PM_OPS(name, s, r) \
	_DEFINE_DEV_PM_OPS(name, s, r, NULL, NULL, NULL)
#define SIMPLE_DEV_PM_OPS(name, s, r) \
	const struct dev_pm_ops __attribute__((unused)) name = { SYSTEM_SLEEP_PM_OPS(s, r) }
#define UNIVERSAL_DEV_PM_OPS(name, s, r, i) \
	const struct dev_pm_ops __attribute__((unused)) name = { \
		SYSTEM_SLEEP_PM_OPS(s, r) RUNTIME_PM_OPS(s, r, i) }
#define DEFINE_NOIRQ_DEV_PM_OPS(name, s, r) \
	const struct dev_pm_ops name = { NOIRQ_SYSTEM_SLEEP_PM_OPS(s, r) }
#define EXPORT_SIMPLE_DEV_PM_OPS(name, s, r)	 DEFINE_SIMPLE_DEV_PM_OPS(name, s, r)
#define EXPORT_GPL_SIMPLE_DEV_PM_OPS(name, s, r) DEFINE_SIMPLE_DEV_PM_OPS(name, s, r)
#define EXPORT_NS_GPL_DEV_PM_OPS(name, ns)	 const struct dev_pm_ops name
#define EXPORT_GPL_DEV_PM_OPS(name)		 const struct dev_pm_ops name

enum rpm_status {
	RPM_INVALID = -1,
	RPM_ACTIVE = 0,
	RPM_RESUMING,
	RPM_SUSPENDED,
	RPM_SUSPENDING,
	RPM_BLOCKED,
};

/* @lock: protects what follows it */
struct dev_pm_info {
	bool can_wakeup;
	bool wakeup_enabled;
	spinlock_t lock;
	int usage_count;	/* atomic builtins; any context */
	unsigned int disable_depth;
	enum rpm_status runtime_status;
	int runtime_error;
	int autosuspend_delay;	/* ms */
	unsigned long long last_busy;	/* ns of sched_now() */
	bool use_autosuspend;
	bool irq_safe;
	bool no_callbacks;
	bool ignore_children;
	bool forced_down;	/* by pm_runtime_force_suspend() */
	bool forbidden;		/* by pm_runtime_forbid(), which counts as a user */
	int child_count;	/* active children; atomic builtins */
	wait_queue_head_t wait_queue;
	unsigned int request;	/* what @work is to do */
	struct delayed_work work;
};

#define device_set_wakeup_path(dev) ((void)(dev))

#endif /* _LINUX_PM_H */
