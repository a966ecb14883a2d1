/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * property.c - named values of devices, from software nodes
 *
 * drivers/base/property.c, drivers/base/swnode.c for the errors.
 */
#include "runtime/device/base.h"

#include <linux/device.h>
#include <linux/property.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "runtime/kernel/fault.h"

/* @entries: borrowed from a software_node, or the copy that is @own */
struct swnode {
	struct fwnode_handle fwnode;
	const struct property_entry *entries;
	struct property_entry *own;
};

/* Any node is: there are no others. */
bool is_software_node(const struct fwnode_handle *fwnode)
{
	return !IS_ERR_OR_NULL(fwnode);
}

static struct swnode *to_swnode(const struct fwnode_handle *fwnode)
{
	return is_software_node(fwnode) ? container_of(fwnode, struct swnode, fwnode) : NULL;
}

struct fwnode_handle *__dev_fwnode(struct device *dev)
{
	return dev->fwnode;
}

static const struct property_entry *entry_find(const struct fwnode_handle *fwnode,
					       const char *name)
{
	struct swnode *node = to_swnode(fwnode);
	const struct property_entry *entry = node ? node->entries : NULL;

	for (; entry && entry->name; entry++)
		if (strcmp(entry->name, name) == 0)
			return entry;
	return NULL;
}

static const void *entry_data(const struct property_entry *entry)
{
	return entry->is_inline ? (const void *)&entry->value : entry->pointer;
}

bool fwnode_property_present(const struct fwnode_handle *fwnode, const char *name)
{
	return entry_find(fwnode, name) != NULL;
}

/* @val NULL: how many there are. */
static int read_array(const struct fwnode_handle *fwnode, const char *name, size_t width,
		      void *val, size_t count)
{
	const struct property_entry *entry = entry_find(fwnode, name);

	if (!entry)
		return -EINVAL;
	if (!val)
		return entry->length / width;
	if (!entry->length)
		return -ENODATA;
	if (count * width > entry->length)
		return -EOVERFLOW;
	memcpy(val, entry_data(entry), count * width);
	return 0;
}

#define READ_ARRAY(bits) \
int fwnode_property_read_u##bits##_array(const struct fwnode_handle *fwnode, \
					 const char *name, u##bits *val, size_t count) \
{ \
	return read_array(fwnode, name, sizeof(*val), val, count); \
}
READ_ARRAY(8)
READ_ARRAY(16)
READ_ARRAY(32)
READ_ARRAY(64)

int fwnode_property_read_string_array(const struct fwnode_handle *fwnode, const char *name,
				      const char **val, size_t count)
{
	const struct property_entry *entry = entry_find(fwnode, name);
	size_t there;

	if (!entry)
		return -EINVAL;
	there = entry->length / sizeof(const char *);
	if (!val)
		return there;
	if (count > there)
		count = there;
	memcpy(val, entry_data(entry), count * sizeof(*val));
	return count;
}

int fwnode_property_read_string(const struct fwnode_handle *fwnode, const char *name,
				const char **val)
{
	int ret = fwnode_property_read_string_array(fwnode, name, val, 1);

	return ret < 0 ? ret : ret == 0 ? -ENODATA : 0;
}

int fwnode_property_match_string(const struct fwnode_handle *fwnode, const char *name,
				 const char *string)
{
	const struct property_entry *entry = entry_find(fwnode, name);
	const char *const *strings;
	size_t i;

	if (!entry)
		return -EINVAL;
	strings = entry_data(entry);
	for (i = 0; i < entry->length / sizeof(*strings); i++)
		if (strcmp(strings[i], string) == 0)
			return i;
	return -ENODATA;
}

struct fwnode_handle *fwnode_handle_get(struct fwnode_handle *fwnode)
{
	return fwnode;
}

void fwnode_handle_put(struct fwnode_handle *fwnode)
{
}

static size_t entry_count(const struct property_entry *entries)
{
	size_t count = 0;

	while (entries && entries[count].name)
		count++;
	return count;
}

static int node_attach(struct device *dev, const struct property_entry *entries, bool copy)
{
	size_t bytes = (entry_count(entries) + 1) * sizeof(*entries);
	struct swnode *node;

	if (dev->fwnode)
		return -EBUSY;
	node = engine_zalloc(sizeof(*node));
	if (!node)
		return -ENOMEM;
	node->entries = entries;
	if (copy && entries) {
		node->own = engine_alloc(bytes);
		if (!node->own) {
			engine_free(node);
			return -ENOMEM;
		}
		node->entries = memcpy(node->own, entries, bytes);
	}
	node->fwnode.dev = dev;
	dev->fwnode = &node->fwnode;
	return 0;
}

/* The entries are copied, what they point to is not. */
int device_create_managed_software_node(struct device *dev,
					const struct property_entry *properties,
					const struct software_node *parent)
{
	return node_attach(dev, properties, true);
}

int device_add_software_node(struct device *dev, const struct software_node *node)
{
	return node_attach(dev, node->properties, false);
}

void device_remove_software_node(struct device *dev)
{
	struct swnode *node = to_swnode(dev->fwnode);

	if (!node || node->fwnode.dev != dev)
		return;
	dev->fwnode = NULL;
	engine_free(node->own);
	engine_free(node);
}

void property_remove(struct device *dev)
{
	device_remove_software_node(dev);
}

const void *device_get_match_data(const struct device *dev)
{
	return NULL;
}

/* Only firmware says so, and there is none. */
bool device_dma_supported(const struct device *dev)
{
	return false;
}

enum dev_dma_attr device_get_dma_attr(const struct device *dev)
{
	return DEV_DMA_NOT_SUPPORTED;
}
