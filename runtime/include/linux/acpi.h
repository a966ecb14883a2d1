/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * acpi.h - ACPI: none, as in a kernel without CONFIG_ACPI
 */
#ifndef _LINUX_ACPI_H
#define _LINUX_ACPI_H

#include <linux/errno.h>
#include <linux/ioport.h>
#include <linux/device.h>
#include <linux/mod_devicetable.h>
#include <linux/property.h>
#include <linux/module.h>
#include <linux/mutex.h>

typedef void *acpi_handle;
typedef u32 acpi_status;
typedef char *acpi_string;

struct acpi_device;
struct acpi_resource;

#define AE_OK			((acpi_status)0)
#define AE_ERROR		((acpi_status)1)
#define ACPI_SUCCESS(status)	((status) == AE_OK)
#define ACPI_FAILURE(status)	((status) != AE_OK)
#define acpi_disabled		1
#define ACPI_PTR(ptr)		(NULL)
#define ACPI_COMPANION(dev)	((struct acpi_device *)NULL)
#define ACPI_COMPANION_SET(dev, adev) do { } while (0)
#define ACPI_HANDLE(dev)	((acpi_handle)NULL)
#define ACPI_HANDLE_FWNODE(fwnode) ((acpi_handle)NULL)
#define to_acpi_device_node(fwnode) ((void)(fwnode), (struct acpi_device *)NULL)

static inline bool has_acpi_companion(struct device *dev) { return false; }
static inline bool is_acpi_node(const struct fwnode_handle *fwnode) { return false; }
static inline bool is_acpi_device_node(const struct fwnode_handle *fwnode) { return false; }
static inline const char *acpi_dev_name(struct acpi_device *adev) { return NULL; }
static inline struct device *acpi_get_first_physical_node(struct acpi_device *adev)
{
	return NULL;
}

static inline const struct acpi_device_id *
acpi_match_device(const struct acpi_device_id *ids, const struct device *dev)
{
	return NULL;
}

static inline const void *acpi_device_get_match_data(const struct device *dev) { return NULL; }
static inline bool acpi_driver_match_device(struct device *dev, const struct device_driver *drv)
{
	return false;
}

static inline bool acpi_dev_found(const char *hid) { return false; }
static inline int acpi_reconfig_notifier_register(struct notifier_block *nb) { return -EINVAL; }

#endif /* _LINUX_ACPI_H */
