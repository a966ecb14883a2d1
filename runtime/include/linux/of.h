/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * of.h - device trees: none, as in a kernel without CONFIG_OF
 */
#ifndef _LINUX_OF_H
#define _LINUX_OF_H

#include <linux/types.h>
#include <linux/bitops.h>
#include <linux/errno.h>
#include <linux/err.h>
#include <linux/mod_devicetable.h>
#include <linux/list.h>
#include <linux/property.h>
#include <linux/cleanup.h>

typedef u32 phandle;
typedef u32 ihandle;

struct property {
	char *name;
	int length;
	void *value;
	struct property *next;
};

struct device_node {
	const char *name;
	phandle phandle;
	const char *full_name;
	struct fwnode_handle fwnode;
	struct property *properties;
	struct device_node *parent;
	struct device_node *child;
	struct device_node *sibling;
	void *data;
};

#define MAX_PHANDLE_ARGS 16

struct of_phandle_args {
	struct device_node *np;
	int args_count;
	uint32_t args[MAX_PHANDLE_ARGS];
};

struct of_phandle_iterator {
	struct device_node *node;
};

#define of_match_ptr(ptr)	NULL
#define of_match_node(matches, node)	NULL
#define of_fwnode_handle(node)	((node) ? &(node)->fwnode : NULL)
#define to_of_node(fwnode)	((void)(fwnode), (struct device_node *)NULL)
#define of_root			((struct device_node *)NULL)
#define of_chosen		((struct device_node *)NULL)
#define of_aliases		((struct device_node *)NULL)

static inline bool is_of_node(const struct fwnode_handle *fwnode) { return false; }
static inline struct device_node *of_node_get(struct device_node *node) { return node; }
static inline void of_node_put(struct device_node *node) { }
#ifdef DEFINE_FREE
DEFINE_FREE(device_node, struct device_node *, if (_T) of_node_put(_T))
#endif

/* What finds a node finds none. */
#define __of_no_node(name, ...) \
static inline struct device_node *name(__VA_ARGS__) { return NULL; }
__of_no_node(of_find_node_by_name, struct device_node *from, const char *name)
__of_no_node(of_find_node_by_path, const char *path)
__of_no_node(of_find_node_by_phandle, phandle handle)
__of_no_node(of_find_compatible_node, struct device_node *from, const char *type,
	     const char *compatible)
__of_no_node(of_find_matching_node, struct device_node *from, const struct of_device_id *matches)
__of_no_node(of_find_node_with_property, struct device_node *from, const char *name)
__of_no_node(of_get_parent, const struct device_node *node)
__of_no_node(of_get_next_parent, struct device_node *node)
__of_no_node(of_get_next_child, const struct device_node *node, struct device_node *prev)
__of_no_node(of_get_next_available_child, const struct device_node *node,
	     struct device_node *prev)
__of_no_node(of_get_child_by_name, const struct device_node *node, const char *name)
__of_no_node(of_get_compatible_child, const struct device_node *node, const char *compatible)
__of_no_node(of_parse_phandle, const struct device_node *np, const char *name, int index)
#undef __of_no_node

/* What reads a property says that there are none. */
#define __of_no_value(result, name, ...) \
static inline int name(const struct device_node *np, const char *property, ##__VA_ARGS__) \
{ \
	return result; \
}
__of_no_value(-ENOSYS, of_property_read_u8, u8 *val)
__of_no_value(-ENOSYS, of_property_read_u16, u16 *val)
__of_no_value(-ENOSYS, of_property_read_u32, u32 *val)
__of_no_value(-ENOSYS, of_property_read_s32, s32 *val)
__of_no_value(-ENOSYS, of_property_read_u64, u64 *val)
__of_no_value(-ENOSYS, of_property_read_u32_index, u32 index, u32 *val)
__of_no_value(-ENOSYS, of_property_read_u8_array, u8 *val, size_t count)
__of_no_value(-ENOSYS, of_property_read_u16_array, u16 *val, size_t count)
__of_no_value(-ENOSYS, of_property_read_u32_array, u32 *val, size_t count)
__of_no_value(-ENOSYS, of_property_read_u64_array, u64 *val, size_t count)
__of_no_value(-ENOSYS, of_property_read_variable_u32_array, u32 *val, size_t min, size_t max)
__of_no_value(-ENOSYS, of_property_read_string, const char **val)
__of_no_value(-ENOSYS, of_property_read_string_index, int index, const char **val)
__of_no_value(-ENOSYS, of_property_read_string_array, const char **val, size_t count)
__of_no_value(-ENOSYS, of_property_match_string, const char *string)
__of_no_value(-ENOSYS, of_property_count_strings)
__of_no_value(-ENOSYS, of_property_count_u32_elems)
__of_no_value(-ENOSYS, of_property_count_elems_of_size, int size)
__of_no_value(-ENOSYS, of_parse_phandle_with_args, const char *cells, int index,
	      struct of_phandle_args *args)
__of_no_value(-ENOSYS, of_parse_phandle_with_fixed_args, int cells, int index,
	      struct of_phandle_args *args)
__of_no_value(-ENOSYS, of_count_phandle_with_args, const char *cells)
#undef __of_no_value

static inline bool of_property_read_bool(const struct device_node *np, const char *name)
{
	return false;
}

static inline bool of_property_present(const struct device_node *np, const char *name)
{
	return false;
}

static inline const void *of_get_property(const struct device_node *np, const char *name,
					  int *length)
{
	return NULL;
}

static inline struct property *of_find_property(const struct device_node *np,
						const char *name, int *length)
{
	return NULL;
}

static inline int of_device_is_compatible(const struct device_node *np, const char *name)
{
	return 0;
}

static inline bool of_device_is_available(const struct device_node *np) { return false; }
static inline bool of_machine_is_compatible(const char *name) { return false; }
static inline bool of_node_name_eq(const struct device_node *np, const char *name) { return false; }
static inline bool of_have_populated_dt(void) { return false; }
static inline bool of_dma_is_coherent(struct device_node *np) { return false; }
static inline int of_alias_get_id(struct device_node *np, const char *stem) { return -ENOSYS; }
static inline int of_get_child_count(const struct device_node *np) { return 0; }
static inline int of_get_available_child_count(const struct device_node *np) { return 0; }
static inline int of_node_to_nid(struct device_node *np) { return -1; }
static inline const char *of_node_full_name(const struct device_node *np) { return "<no-node>"; }

#define for_each_child_of_node(parent, child) \
	while ((child) = of_get_next_child(parent, NULL), (child))
#define for_each_available_child_of_node(parent, child) \
	while ((child) = of_get_next_available_child(parent, NULL), (child))
#define for_each_child_of_node_scoped(parent, child) \
	for (struct device_node *child = NULL; child; child = NULL)
#define for_each_available_child_of_node_scoped(parent, child) \
	for (struct device_node *child = NULL; child; child = NULL)
#define for_each_compatible_node(node, type, compatible) \
	while ((node) = of_find_compatible_node(NULL, type, compatible), (node))

#endif /* _LINUX_OF_H */
