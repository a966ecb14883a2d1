/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * device-walk.c - walking over devices, whatever happens to them meanwhile
 *
 * A walk copies the list first and holds a reference to each device; one that
 * is taken out of the model during the walk is still visited.
 */
#include "runtime/device/base.h"

#include <linux/device.h>
#include <linux/property.h>
#include <linux/string.h>

#include "runtime/kernel/fault.h"

static struct device *entry_device(struct list_head *entry, size_t offset)
{
	return ((struct device_private *)((char *)entry - offset))->device;
}

struct device *base_get(struct device *dev)
{
	int *count = &dev->kobj.kref.refcount.refs.counter;
	int now = __atomic_load_n(count, __ATOMIC_RELAXED);

	while (now > 0)
		if (__atomic_compare_exchange_n(count, &now, now + 1, false,
						__ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
			return dev;
	return NULL;
}

/*
 * For walks without memory: a driver that goes must find its devices even then.
 * So many walks at once, each over so many devices.
 */
enum { RESERVES = 4, RESERVE = 64 };

static struct reserve {
	struct device *devices[RESERVE];
	bool taken;		/* atomic */
} reserves[RESERVES];

static struct device **reserve_take(unsigned int room)
{
	unsigned int i;

	for (i = 0; i < RESERVES && room <= RESERVE; i++)
		if (!__atomic_exchange_n(&reserves[i].taken, true, __ATOMIC_ACQUIRE))
			return reserves[i].devices;
	return NULL;
}

static struct device **room_take(unsigned int room)
{
	struct device **devices = engine_alloc(room * sizeof(*devices));

	return devices ? devices : reserve_take(room);
}

static void room_release(struct device **devices)
{
	unsigned int i;

	for (i = 0; i < RESERVES; i++)
		if (devices == reserves[i].devices) {
			__atomic_store_n(&reserves[i].taken, false, __ATOMIC_RELEASE);
			return;
		}
	engine_free(devices);
}

/* Two rounds, because memory is not taken with the lock held; grown devices wait. */
int base_snapshot_take(struct base_snapshot *snapshot, struct list_head *list, size_t offset)
{
	struct list_head *entry;
	unsigned int room = 0;

	snapshot->count = 0;
	raw_lock(&base_lock);
	list_for_each(entry, list)
		room++;
	raw_unlock(&base_lock);
	snapshot->devices = room_take(room + 1);
	if (!snapshot->devices)
		return -ENOMEM;
	raw_lock(&base_lock);
	list_for_each(entry, list) {
		struct device *dev = entry_device(entry, offset);

		if (snapshot->count == room)
			break;
		if (base_get(dev))
			snapshot->devices[snapshot->count++] = dev;
	}
	raw_unlock(&base_lock);
	return 0;
}

void base_snapshot_release(struct base_snapshot *snapshot)
{
	while (snapshot->count)
		put_device(snapshot->devices[--snapshot->count]);
	room_release(snapshot->devices);
}

static int children_take(struct base_snapshot *snapshot, struct device *parent)
{
	return base_snapshot_take(snapshot, &parent->p->children,
				  offsetof(struct device_private, parent_entry));
}

static int children_walk(struct device *parent, bool reverse, void *data,
			 int (*fn)(struct device *dev, void *data))
{
	struct base_snapshot children;
	unsigned int i;
	int ret;

	if (!parent->p)
		return 0;
	ret = children_take(&children, parent);
	if (ret)
		return ret;
	for (i = 0; i < children.count && !ret; i++)
		ret = fn(children.devices[reverse ? children.count - 1 - i : i], data);
	base_snapshot_release(&children);
	return ret;
}

int device_for_each_child(struct device *parent, void *data,
			  int (*fn)(struct device *dev, void *data))
{
	return children_walk(parent, false, data, fn);
}

int device_for_each_child_reverse(struct device *parent, void *data,
				  int (*fn)(struct device *dev, void *data))
{
	return children_walk(parent, true, data, fn);
}

struct device *device_find_child(struct device *parent, void *data,
				 int (*match)(struct device *dev, void *data))
{
	struct device *found = NULL;
	struct base_snapshot children;
	unsigned int i;

	if (!parent || !parent->p || children_take(&children, parent))
		return NULL;
	for (i = 0; i < children.count && !found; i++)
		if (match(children.devices[i], data))
			found = get_device(children.devices[i]);
	base_snapshot_release(&children);
	return found;
}

int device_match_name(struct device *dev, const void *name)
{
	return sysfs_streq(dev_name(dev), name);
}

int device_match_of_node(struct device *dev, const void *np)
{
	return np && dev->of_node == np;
}

int device_match_fwnode(struct device *dev, const void *fwnode)
{
	return fwnode && dev_fwnode(dev) == fwnode;
}

int device_match_devt(struct device *dev, const void *devt)
{
	return dev->devt == *(const dev_t *)devt;
}

int device_match_any(struct device *dev, const void *unused)
{
	return 1;
}
