/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * platform.c - the platform bus: drivers found by name
 *
 * drivers/base/platform.c.
 */
#include "runtime/device/base.h"

#include <linux/platform_device.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/printk.h>

static int id_matches(struct platform_device *pdev, const struct platform_device_id *id)
{
	for (; id->name[0]; id++) {
		if (strcmp(pdev->name, id->name) == 0) {
			pdev->id_entry = id;
			return 1;
		}
	}
	return 0;
}

static int platform_match(struct device *dev, const struct device_driver *drv)
{
	struct platform_device *pdev = to_platform_device(dev);
	const struct platform_driver *pdrv =
		(const struct platform_driver *)to_platform_driver(drv);

	if (pdev->driver_override)
		return strcmp(pdev->driver_override, drv->name) == 0;
	if (pdrv->id_table)
		return id_matches(pdev, pdrv->id_table);
	return strcmp(pdev->name, drv->name) == 0;
}

static int platform_probe(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);
	int ret = drv->probe ? drv->probe(to_platform_device(dev)) : 0;

	if (drv->prevent_deferred_probe && ret == -EPROBE_DEFER) {
		dev_warn(dev, "probe deferral not supported\n");
		ret = -ENXIO;
	}
	return ret;
}

/* Whatever the driver's one returns: see struct platform_driver. */
static void platform_remove(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);

	if (drv->remove)
		drv->remove_new(to_platform_device(dev));
}

static void platform_shutdown(struct device *dev)
{
	struct platform_driver *drv = dev->driver ? to_platform_driver(dev->driver) : NULL;

	if (drv && drv->shutdown)
		drv->shutdown(to_platform_device(dev));
}

const struct bus_type platform_bus_type = {
	.name = "platform",
	.match = platform_match,
	.probe = platform_probe,
	.remove = platform_remove,
	.shutdown = platform_shutdown,
};

static void root_release(struct device *dev)
{
}

struct device platform_bus = { .init_name = "platform", .release = root_release };
static struct bus_private platform_private = { .fixed = true };
static struct device_private platform_root = { .device = &platform_bus };

/* Before main(), with no memory taken: nothing here can fail. */
__attribute__((constructor)) static void platform_init(void)
{
	bus_add_fixed(&platform_private, &platform_bus_type);
	device_initialize(&platform_bus);
	platform_bus.kobj.state_in_sysfs = 1;
	INIT_LIST_HEAD(&platform_root.children);
	INIT_LIST_HEAD(&platform_root.parent_entry);
	INIT_LIST_HEAD(&platform_root.bus_entry);
	INIT_LIST_HEAD(&platform_root.class_entry);
	INIT_LIST_HEAD(&platform_root.driver_entry);
	INIT_LIST_HEAD(&platform_root.deferred_entry);
	platform_bus.p = &platform_root;
}

int __platform_driver_register(struct platform_driver *drv, struct module *owner)
{
	drv->driver.owner = owner;
	drv->driver.bus = &platform_bus_type;
	return driver_register(&drv->driver);
}

void platform_driver_unregister(struct platform_driver *drv)
{
	driver_unregister(&drv->driver);
}

static int bound_any(struct device *dev, void *data)
{
	return 1;
}

/* For devices that are there already and never come later. */
int __platform_driver_probe(struct platform_driver *drv,
			    int (*probe)(struct platform_device *pdev), struct module *owner)
{
	int ret;

	drv->prevent_deferred_probe = true;
	drv->driver.suppress_bind_attrs = true;
	drv->probe = probe;
	ret = __platform_driver_register(drv, owner);
	if (ret)
		return ret;
	if (driver_for_each_device(&drv->driver, NULL, NULL, bound_any))
		return 0;
	platform_driver_unregister(drv);
	return -ENODEV;
}

int __platform_register_drivers(struct platform_driver *const *drivers, unsigned int count,
				struct module *owner)
{
	unsigned int i;
	int ret = 0;

	for (i = 0; i < count && !ret; i++)
		ret = __platform_driver_register(drivers[i], owner);
	if (!ret)
		return 0;
	pr_err("failed to register platform driver %ps: %d\n", drivers[i - 1], ret);
	for (i--; i-- > 0; )
		platform_driver_unregister(drivers[i]);
	return ret;
}

void platform_unregister_drivers(struct platform_driver *const *drivers, unsigned int count)
{
	while (count--)
		platform_driver_unregister(drivers[count]);
}
