/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * device.h - the device model: devices, their parents, drivers and owners
 */
#ifndef _DEVICE_H_
#define _DEVICE_H_

#include <linux/types.h>
#include <linux/dev_printk.h>
#include <linux/ioport.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/compiler.h>
#include <linux/mutex.h>
#include <linux/pm.h>
#include <linux/atomic.h>
#include <linux/gfp.h>
#include <linux/err.h>
#include <linux/bug.h>
#include <linux/overflow.h>
#include <linux/numa.h>
#include <linux/cleanup.h>
#include <linux/kdev_t.h>
#include <linux/uidgid.h>
#include <linux/device/bus.h>
#include <linux/device/class.h>
#include <linux/device/devres.h>
#include <linux/device/driver.h>

struct device;
struct device_private;
struct device_node;
struct fwnode_handle;
struct property_entry;
struct software_node;
struct iommu_group;
struct iommu_ops;

struct device_type {
	const char *name;
	const struct attribute_group **groups;
	int (*uevent)(const struct device *dev, struct kobj_uevent_env *env);
	char *(*devnode)(const struct device *dev, umode_t *mode, kuid_t *uid, kgid_t *gid);
	void (*release)(struct device *dev);
	const struct dev_pm_ops *pm;
};

struct device_attribute {
	struct attribute attr;
	ssize_t (*show)(struct device *dev, struct device_attribute *attr, char *buffer);
	ssize_t (*store)(struct device *dev, struct device_attribute *attr, const char *buffer,
			 size_t count);
};

struct dev_ext_attribute {
	struct device_attribute attr;
	void *var;
};

#define DEVICE_ATTR(_name, _mode, _show, _store) \
	struct device_attribute dev_attr_##_name = __ATTR(_name, _mode, _show, _store)
#define DEVICE_ATTR_RW(_name) struct device_attribute dev_attr_##_name = __ATTR_RW(_name)
#define DEVICE_ATTR_RO(_name) struct device_attribute dev_attr_##_name = __ATTR_RO(_name)
#define DEVICE_ATTR_WO(_name) struct device_attribute dev_attr_##_name = __ATTR_WO(_name)
#define DEVICE_ATTR_ADMIN_RW(_name) \
	struct device_attribute dev_attr_##_name = __ATTR_RW_MODE(_name, 0600)
#define DEVICE_ATTR_ADMIN_RO(_name) \
	struct device_attribute dev_attr_##_name = __ATTR_RO_MODE(_name, 0400)

struct driver_attribute {
	struct attribute attr;
	ssize_t (*show)(struct device_driver *driver, char *buffer);
	ssize_t (*store)(struct device_driver *driver, const char *buffer, size_t count);
};

#define DRIVER_ATTR_RW(_name) struct driver_attribute driver_attr_##_name = __ATTR_RW(_name)
#define DRIVER_ATTR_RO(_name) struct driver_attribute driver_attr_##_name = __ATTR_RO(_name)
#define DRIVER_ATTR_WO(_name) struct driver_attribute driver_attr_##_name = __ATTR_WO(_name)

struct device_dma_parameters {
	unsigned int max_segment_size;
	unsigned int min_align_mask;
	unsigned long segment_boundary_mask;
};

struct dev_archdata {
	void *unused;
};

/**
 * struct device - one device
 * @dmacheck_dma: what the mapping layer keeps about it, NULL until it does
 * @dmacheck_watch: the same for the watch layer
 * @mutex: held over probe and remove
 * @driver: read by others, written with @mutex held
 * @p: the model's own; NULL until device_add()
 */
struct device {
	struct kobject kobj;
	struct device *parent;
	struct device_private *p;
	void *dmacheck_dma;
	void *dmacheck_watch;

	const char *init_name;
	const struct device_type *type;
	const struct bus_type *bus;
	struct device_driver *driver;
	void *platform_data;
	void *driver_data;
	struct mutex mutex;

	struct dev_pm_info power;
	struct dev_archdata archdata;

	u64 *dma_mask;
	u64 coherent_dma_mask;
	u64 bus_dma_limit;
	struct device_dma_parameters *dma_parms;
	struct list_head dma_pools;

	struct device_node *of_node;
	struct fwnode_handle *fwnode;
	int numa_node;
	dev_t devt;
	u32 id;

	spinlock_t devres_lock;
	struct list_head devres_head;

	const struct class *class;
	const struct attribute_group **groups;
	void (*release)(struct device *dev);
	struct iommu_group *iommu_group;

	bool offline_disabled : 1;
	bool offline : 1;
	bool of_node_reused : 1;
	bool can_match : 1;
	bool dma_coherent : 1;
	bool dma_skip_sync : 1;
};

#define kobj_to_dev(object) container_of(object, struct device, kobj)

static inline const char *dev_name(const struct device *dev)
{
	return dev->init_name ? dev->init_name : kobject_name(&dev->kobj);
}

static inline const char *dev_bus_name(const struct device *dev)
{
	return dev->bus ? dev->bus->name : dev->class ? dev->class->name : "";
}

static inline void *dev_get_drvdata(const struct device *dev)
{
	return dev->driver_data;
}

static inline void dev_set_drvdata(struct device *dev, void *data)
{
	dev->driver_data = data;
}

static inline void *dev_get_platdata(const struct device *dev)
{
	return dev->platform_data;
}

static inline int dev_to_node(struct device *dev)
{
	return dev->numa_node;
}

static inline void set_dev_node(struct device *dev, int node)
{
	dev->numa_node = node;
}

static inline struct device_node *dev_of_node(struct device *dev)
{
	return NULL;
}

static inline bool device_iommu_mapped(struct device *dev)
{
	return dev->iommu_group != NULL;
}

static inline bool dev_has_sync_state(struct device *dev)
{
	return dev && ((dev->driver && dev->driver->sync_state) ||
		       (dev->bus && dev->bus->sync_state));
}

__attribute__((format(printf, 2, 3)))
int dev_set_name(struct device *dev, const char *name, ...);
const char *dev_driver_string(const struct device *dev);

void device_initialize(struct device *dev);
int device_add(struct device *dev);
int device_register(struct device *dev);
void device_unregister(struct device *dev);
void device_del(struct device *dev);
bool device_is_registered(struct device *dev);
bool device_is_bound(struct device *dev);
struct device *get_device(struct device *dev);
void put_device(struct device *dev);
int device_rename(struct device *dev, const char *new_name);

void device_lock(struct device *dev);
int device_trylock(struct device *dev);
void device_unlock(struct device *dev);
void device_lock_assert(struct device *dev);

int device_attach(struct device *dev);
int driver_attach(const struct device_driver *drv);
void device_initial_probe(struct device *dev);
int device_bind_driver(struct device *dev);
int device_driver_attach(const struct device_driver *drv, struct device *dev);
void device_driver_detach(struct device *dev);
void device_release_driver(struct device *dev);
int device_reprobe(struct device *dev);
void device_shutdown(void);

int device_for_each_child(struct device *parent, void *data,
			  int (*fn)(struct device *dev, void *data));
int device_for_each_child_reverse(struct device *parent, void *data,
				  int (*fn)(struct device *dev, void *data));
struct device *device_find_child(struct device *parent, void *data,
				 int (*match)(struct device *dev, void *data));

int device_create_file(struct device *dev, const struct device_attribute *attr);
void device_remove_file(struct device *dev, const struct device_attribute *attr);
int device_create_bin_file(struct device *dev, const struct bin_attribute *attr);
void device_remove_bin_file(struct device *dev, const struct bin_attribute *attr);
int device_add_groups(struct device *dev, const struct attribute_group **groups);
void device_remove_groups(struct device *dev, const struct attribute_group **groups);
int device_add_group(struct device *dev, const struct attribute_group *group);
void device_remove_group(struct device *dev, const struct attribute_group *group);
int devm_device_add_group(struct device *dev, const struct attribute_group *group);
int devm_device_add_groups(struct device *dev, const struct attribute_group **groups);
int driver_create_file(const struct device_driver *drv, const struct driver_attribute *attr);
void driver_remove_file(const struct device_driver *drv, const struct driver_attribute *attr);

__attribute__((format(printf, 5, 6)))
struct device *device_create(const struct class *class, struct device *parent, dev_t devt,
			     void *drvdata, const char *fmt, ...);
__attribute__((format(printf, 6, 7)))
struct device *device_create_with_groups(const struct class *class, struct device *parent,
					 dev_t devt, void *drvdata,
					 const struct attribute_group **groups,
					 const char *fmt, ...);
void device_destroy(const struct class *class, dev_t devt);

struct device *__root_device_register(const char *name, struct module *owner);
#define root_device_register(name) __root_device_register(name, THIS_MODULE)
void root_device_unregister(struct device *root);

void device_set_node(struct device *dev, struct fwnode_handle *fwnode);
void device_set_of_node_from_dev(struct device *dev, const struct device *dev2);

/* Device links order suspend and removal: nothing is suspended here. */
#define DL_FLAG_STATELESS		0x01
#define DL_FLAG_AUTOREMOVE_CONSUMER	0x02
#define DL_FLAG_PM_RUNTIME		0x04
#define DL_FLAG_RPM_ACTIVE		0x08
#define DL_FLAG_AUTOREMOVE_SUPPLIER	0x10

#ifdef DEFINE_FREE
DEFINE_FREE(put_device, struct device *, if (_T) put_device(_T))
DEFINE_FREE(device_del, struct device *, if (_T) device_del(_T))
#endif
#ifdef DEFINE_GUARD
DEFINE_GUARD(device, struct device *, device_lock(_T), device_unlock(_T))
#endif

#include <linux/pm_wakeup.h>

#endif /* _DEVICE_H_ */
