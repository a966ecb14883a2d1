/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * base.h - what the files of the device model share
 *
 *   bus_private: devices, drivers        device_private: children, places in lists
 *        |  match, probe (driver.c)             |  one reference each list
 *        v                                      v
 *   deferred devices -> work item -> tried again (deferred.c)
 *
 * All lists are protected by base_lock, which is never held while a driver or a
 * bus is called. What is walked over calls is copied first, with references.
 */
#ifndef DMACHECK_BASE_H
#define DMACHECK_BASE_H

#include "runtime/kernel/raw.h"	/* libc before the kernel's */
#include "runtime/kernel/shared.h"

#include <stdarg.h>
#include <linux/types.h>
#include <linux/list.h>
#include <linux/notifier.h>

struct device;
struct device_driver;
struct kobject;

/* Not to be had, nor replaced, by what a module calls its own functions. */
#pragma GCC visibility push(hidden)

extern struct raw_lock base_lock;

/* Of a bus, from bus_register() to bus_unregister(). */
struct bus_private {
	struct list_head entry;
	const struct bus_type *bus;
	struct list_head devices;
	struct list_head drivers;
	struct blocking_notifier_head notifier;
	bool fixed;	/* static storage */
};

struct driver_private {
	struct device_driver *driver;
	struct list_head bus_entry;
	struct list_head devices;
	unsigned int walks;	/* that are at it: it stays until they have left */
	bool gone;		/* unregistered: on the list for those walks only */
};

struct device_private {
	struct device *device;
	struct list_head children;
	struct list_head parent_entry;
	struct list_head bus_entry;
	struct list_head class_entry;
	struct list_head driver_entry;
	struct list_head deferred_entry;
	bool dead;	/* device_del() has begun: not to be probed any more */
};

/* kobject.c */
char *base_format_name(const char *format, va_list arguments);
int base_kobject_add(struct kobject *kobj, struct kobject *parent);

/*
 * A reference taken with base_lock held: no switch point, no event. Return: NULL
 * if @dev is on its way out.
 */
struct device *base_get(struct device *dev);

/**
 * struct base_snapshot - devices with a reference each
 */
struct base_snapshot {
	struct device **devices;
	unsigned int count;
};

/*
 * @offset: of the list_head in struct device_private. Return: 0 or -ENOMEM.
 * Release drops the references that are left.
 */
int base_snapshot_take(struct base_snapshot *snapshot, struct list_head *list, size_t offset);
void base_snapshot_release(struct base_snapshot *snapshot);

/* bus.c */
struct bus_private *bus_find(const struct bus_type *bus);
int bus_add_fixed(struct bus_private *private, const struct bus_type *bus);
int bus_add_device(struct device *dev);
void bus_remove_device(struct device *dev);
void bus_notify(struct device *dev, unsigned long what);

/* class.c */
int class_add_device(struct device *dev);
void class_remove_device(struct device *dev);

/* driver.c: the probe of one device by one driver, by whoever asks */
void driver_release_all(struct device_driver *drv);
bool driver_matches(const struct device_driver *drv, struct device *dev);

/* deferred.c */
unsigned int deferred_trigger_count(void);
void deferred_add(struct device *dev, unsigned int trigger_count);
void deferred_remove(struct device *dev);

/* pm-runtime.c */
void pm_runtime_init(struct device *dev);
void pm_runtime_reinit(struct device *dev);
void pm_runtime_remove(struct device *dev);
/* Until nobody is in a callback that resumes or suspends it. */
void pm_transition_wait(struct device *dev);

/* property.c */
void property_remove(struct device *dev);

#pragma GCC visibility pop

/**
 * driver_deferred_probe_trigger() - try again what has been deferred
 *
 * To be called when something has appeared that a driver may wait for: a bound
 * device, a registered DMA device. From a work item, so any context will do.
 */
void driver_deferred_probe_trigger(void) SHARED(driver_deferred_probe_trigger);

#endif /* DMACHECK_BASE_H */
