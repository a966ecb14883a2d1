/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * property.h - named values that describe a device
 *
 * They come from software nodes: struct platform_device_info's properties and
 * device_create_managed_software_node().
 */
#ifndef _LINUX_PROPERTY_H_
#define _LINUX_PROPERTY_H_

#include <linux/types.h>
#include <linux/bits.h>
#include <linux/fwnode.h>
#include <linux/errno.h>
#include <linux/err.h>
#include <linux/cleanup.h>

struct device;
struct device_node;

enum dev_prop_type {
	DEV_PROP_U8,
	DEV_PROP_U16,
	DEV_PROP_U32,
	DEV_PROP_U64,
	DEV_PROP_STRING,
	DEV_PROP_REF,
};

enum dev_dma_attr {
	DEV_DMA_NOT_SUPPORTED,
	DEV_DMA_NON_COHERENT,
	DEV_DMA_COHERENT,
};

struct property_entry {
	const char *name;
	size_t length;
	bool is_inline;
	enum dev_prop_type type;
	union {
		const void *pointer;
		union {
			u8 u8_data[sizeof(u64) / sizeof(u8)];
			u16 u16_data[sizeof(u64) / sizeof(u16)];
			u32 u32_data[sizeof(u64) / sizeof(u32)];
			u64 u64_data[1];
			const char *str[1];
		} value;
	};
};

struct software_node {
	const char *name;
	const struct software_node *parent;
	const struct property_entry *properties;
};

#define __PROPERTY_ARRAY(_name_, _type_, _val_, _len_) (struct property_entry) { \
	.name = (_name_), .length = (_len_) * sizeof(*(_val_)), .type = (_type_), \
	{ .pointer = (_val_) } }
#define PROPERTY_ENTRY_U8_ARRAY_LEN(name, val, len)  __PROPERTY_ARRAY(name, DEV_PROP_U8, val, len)
#define PROPERTY_ENTRY_U16_ARRAY_LEN(name, val, len) __PROPERTY_ARRAY(name, DEV_PROP_U16, val, len)
#define PROPERTY_ENTRY_U32_ARRAY_LEN(name, val, len) __PROPERTY_ARRAY(name, DEV_PROP_U32, val, len)
#define PROPERTY_ENTRY_U64_ARRAY_LEN(name, val, len) __PROPERTY_ARRAY(name, DEV_PROP_U64, val, len)
#define PROPERTY_ENTRY_STRING_ARRAY_LEN(name, val, len) \
	__PROPERTY_ARRAY(name, DEV_PROP_STRING, val, len)
#define __PROPERTY_COUNT(val) (sizeof(val) / sizeof((val)[0]))
#define PROPERTY_ENTRY_U8_ARRAY(name, val) \
	PROPERTY_ENTRY_U8_ARRAY_LEN(name, val, __PROPERTY_COUNT(val))
#define PROPERTY_ENTRY_U16_ARRAY(name, val) \
	PROPERTY_ENTRY_U16_ARRAY_LEN(name, val, __PROPERTY_COUNT(val))
#define PROPERTY_ENTRY_U32_ARRAY(name, val) \
	PROPERTY_ENTRY_U32_ARRAY_LEN(name, val, __PROPERTY_COUNT(val))
#define PROPERTY_ENTRY_U64_ARRAY(name, val) \
	PROPERTY_ENTRY_U64_ARRAY_LEN(name, val, __PROPERTY_COUNT(val))
#define PROPERTY_ENTRY_STRING_ARRAY(name, val) \
	PROPERTY_ENTRY_STRING_ARRAY_LEN(name, val, __PROPERTY_COUNT(val))

#define __PROPERTY_INLINE(_name_, _type_, _field_, _val_) (struct property_entry) { \
	.name = (_name_), .length = sizeof(((struct property_entry *)0)->value._field_[0]), \
	.is_inline = true, .type = (_type_), { .value = { ._field_[0] = (_val_) } } }
#define PROPERTY_ENTRY_U8(name, val)	 __PROPERTY_INLINE(name, DEV_PROP_U8, u8_data, val)
#define PROPERTY_ENTRY_U16(name, val)	 __PROPERTY_INLINE(name, DEV_PROP_U16, u16_data, val)
#define PROPERTY_ENTRY_U32(name, val)	 __PROPERTY_INLINE(name, DEV_PROP_U32, u32_data, val)
#define PROPERTY_ENTRY_U64(name, val)	 __PROPERTY_INLINE(name, DEV_PROP_U64, u64_data, val)
#define PROPERTY_ENTRY_STRING(name, val) __PROPERTY_INLINE(name, DEV_PROP_STRING, str, val)
#define PROPERTY_ENTRY_BOOL(_name_) (struct property_entry) { \
	.name = (_name_), .is_inline = true }

struct fwnode_handle *__dev_fwnode(struct device *dev);
#define dev_fwnode(dev) __dev_fwnode((struct device *)(dev))

bool fwnode_property_present(const struct fwnode_handle *fwnode, const char *name);
int fwnode_property_read_u8_array(const struct fwnode_handle *fwnode, const char *name, u8 *val,
				  size_t count);
int fwnode_property_read_u16_array(const struct fwnode_handle *fwnode, const char *name,
				   u16 *val, size_t count);
int fwnode_property_read_u32_array(const struct fwnode_handle *fwnode, const char *name,
				   u32 *val, size_t count);
int fwnode_property_read_u64_array(const struct fwnode_handle *fwnode, const char *name,
				   u64 *val, size_t count);
int fwnode_property_read_string_array(const struct fwnode_handle *fwnode, const char *name,
				      const char **val, size_t count);
int fwnode_property_read_string(const struct fwnode_handle *fwnode, const char *name,
				const char **val);
int fwnode_property_match_string(const struct fwnode_handle *fwnode, const char *name,
				 const char *string);
struct fwnode_handle *fwnode_handle_get(struct fwnode_handle *fwnode);
void fwnode_handle_put(struct fwnode_handle *fwnode);

#define __DEVICE_PROPERTY_ARRAY(bits) \
static inline int device_property_read_u##bits##_array(const struct device *dev, \
		const char *name, u##bits *val, size_t count) \
{ \
	return fwnode_property_read_u##bits##_array(dev_fwnode(dev), name, val, count); \
} \
static inline int device_property_read_u##bits(const struct device *dev, \
		const char *name, u##bits *val) \
{ \
	return fwnode_property_read_u##bits##_array(dev_fwnode(dev), name, val, 1); \
} \
static inline int device_property_count_u##bits(const struct device *dev, const char *name) \
{ \
	return fwnode_property_read_u##bits##_array(dev_fwnode(dev), name, NULL, 0); \
} \
static inline int fwnode_property_read_u##bits(const struct fwnode_handle *fwnode, \
		const char *name, u##bits *val) \
{ \
	return fwnode_property_read_u##bits##_array(fwnode, name, val, 1); \
} \
static inline int fwnode_property_count_u##bits(const struct fwnode_handle *fwnode, \
		const char *name) \
{ \
	return fwnode_property_read_u##bits##_array(fwnode, name, NULL, 0); \
}
__DEVICE_PROPERTY_ARRAY(8)
__DEVICE_PROPERTY_ARRAY(16)
__DEVICE_PROPERTY_ARRAY(32)
__DEVICE_PROPERTY_ARRAY(64)
#undef __DEVICE_PROPERTY_ARRAY

static inline bool device_property_present(const struct device *dev, const char *name)
{
	return fwnode_property_present(dev_fwnode(dev), name);
}

static inline bool device_property_read_bool(const struct device *dev, const char *name)
{
	return device_property_present(dev, name);
}

static inline bool fwnode_property_read_bool(const struct fwnode_handle *fwnode,
					     const char *name)
{
	return fwnode_property_present(fwnode, name);
}

static inline int device_property_read_string(const struct device *dev, const char *name,
					      const char **val)
{
	return fwnode_property_read_string(dev_fwnode(dev), name, val);
}

static inline int device_property_read_string_array(const struct device *dev,
						    const char *name, const char **val,
						    size_t count)
{
	return fwnode_property_read_string_array(dev_fwnode(dev), name, val, count);
}

static inline int device_property_match_string(const struct device *dev, const char *name,
					       const char *string)
{
	return fwnode_property_match_string(dev_fwnode(dev), name, string);
}

const void *device_get_match_data(const struct device *dev);
bool device_dma_supported(const struct device *dev);
enum dev_dma_attr device_get_dma_attr(const struct device *dev);

bool is_software_node(const struct fwnode_handle *fwnode);
int device_create_managed_software_node(struct device *dev,
					const struct property_entry *properties,
					const struct software_node *parent);
int device_add_software_node(struct device *dev, const struct software_node *node);
void device_remove_software_node(struct device *dev);

/* Software nodes have no children here. */
static inline struct fwnode_handle *
device_get_next_child_node(const struct device *dev, struct fwnode_handle *child)
{
	return NULL;
}

static inline struct fwnode_handle *
fwnode_get_next_child_node(const struct fwnode_handle *fwnode, struct fwnode_handle *child)
{
	return NULL;
}

static inline unsigned int device_get_child_node_count(const struct device *dev)
{
	return 0;
}

#define device_for_each_child_node(dev, child) \
	for (child = device_get_next_child_node(dev, NULL); child; \
	     child = device_get_next_child_node(dev, child))
#define fwnode_for_each_child_node(fwnode, child) \
	for (child = fwnode_get_next_child_node(fwnode, NULL); child; \
	     child = fwnode_get_next_child_node(fwnode, child))

#endif /* _LINUX_PROPERTY_H_ */
