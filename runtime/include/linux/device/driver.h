/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * device/driver.h - who drives devices of a bus
 */
#ifndef _DEVICE_DRIVER_H_
#define _DEVICE_DRIVER_H_

#include <linux/types.h>
#include <linux/list.h>
#include <linux/kobject.h>
#include <linux/pm.h>
#include <linux/module.h>
#include <linux/device/bus.h>

struct device;
struct driver_private;
struct of_device_id;
struct acpi_device_id;

enum probe_type {
	PROBE_DEFAULT_STRATEGY,
	PROBE_PREFER_ASYNCHRONOUS,
	PROBE_FORCE_SYNCHRONOUS,
};

struct device_driver {
	const char *name;
	const struct bus_type *bus;

	struct module *owner;
	const char *mod_name;

	bool suppress_bind_attrs;
	enum probe_type probe_type;

	const struct of_device_id *of_match_table;
	const struct acpi_device_id *acpi_match_table;

	int (*probe)(struct device *dev);
	void (*sync_state)(struct device *dev);
	int (*remove)(struct device *dev);
	void (*shutdown)(struct device *dev);
	int (*suspend)(struct device *dev, pm_message_t state);
	int (*resume)(struct device *dev);
	const struct attribute_group **groups;
	const struct attribute_group **dev_groups;

	const struct dev_pm_ops *pm;
	void (*coredump)(struct device *dev);

	struct driver_private *p;
};

int driver_register(struct device_driver *drv);
void driver_unregister(struct device_driver *drv);
struct device_driver *driver_find(const char *name, const struct bus_type *bus);
int driver_for_each_device(struct device_driver *drv, struct device *start, void *data,
			   int (*fn)(struct device *dev, void *data));
struct device *driver_find_device(const struct device_driver *drv, struct device *start,
				  const void *data,
				  int (*match)(struct device *dev, const void *data));
int driver_deferred_probe_check_state(struct device *dev);
void wait_for_device_probe(void);

#define module_driver(driver, register_fn, unregister_fn, ...) \
	static int __init driver##_init(void) \
	{ \
		return register_fn(&(driver), ##__VA_ARGS__); \
	} \
	module_init(driver##_init); \
	static void __exit driver##_exit(void) \
	{ \
		unregister_fn(&(driver), ##__VA_ARGS__); \
	} \
	module_exit(driver##_exit)

#define builtin_driver(driver, register_fn, ...) \
	static int __init driver##_init(void) \
	{ \
		return register_fn(&(driver), ##__VA_ARGS__); \
	} \
	device_initcall(driver##_init)

#endif /* _DEVICE_DRIVER_H_ */
