/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * debugfs.h - files for debugging: none, as without CONFIG_DEBUG_FS
 */
#ifndef _DEBUGFS_H_
#define _DEBUGFS_H_

#include <linux/fs.h>
#include <linux/seq_file.h>
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/err.h>

struct device;
struct dentry;

struct debugfs_blob_wrapper {
	void *data;
	unsigned long size;
};

struct debugfs_reg32 {
	char *name;
	unsigned long offset;
};

struct debugfs_regset32 {
	const struct debugfs_reg32 *regs;
	int nregs;
	void __iomem *base;
	struct device *dev;
};

#define DEFINE_DEBUGFS_ATTRIBUTE(name, getter, setter, format) \
	static const struct file_operations name __attribute__((unused)) = { .owner = THIS_MODULE }

static inline bool debugfs_initialized(void) { return false; }

static inline struct dentry *debugfs_create_dir(const char *name, struct dentry *parent)
{
	return ERR_PTR(-ENODEV);
}

static inline struct dentry *debugfs_create_file(const char *name, umode_t mode,
						 struct dentry *parent, void *data,
						 const struct file_operations *fops)
{
	return ERR_PTR(-ENODEV);
}

#define debugfs_create_file_unsafe debugfs_create_file

static inline struct dentry *debugfs_lookup(const char *name, struct dentry *parent)
{
	return ERR_PTR(-ENODEV);
}

static inline void debugfs_remove(struct dentry *dentry) { }
static inline void debugfs_remove_recursive(struct dentry *dentry) { }
static inline void debugfs_lookup_and_remove(const char *name, struct dentry *parent) { }

#define __debugfs_value(name, type) \
static inline void debugfs_create_##name(const char *file, umode_t mode, \
					 struct dentry *parent, type *value) { }
__debugfs_value(u8, u8)
__debugfs_value(u16, u16)
__debugfs_value(u32, u32)
__debugfs_value(u64, u64)
__debugfs_value(x8, u8)
__debugfs_value(x16, u16)
__debugfs_value(x32, u32)
__debugfs_value(x64, u64)
__debugfs_value(ulong, unsigned long)
__debugfs_value(size_t, size_t)
__debugfs_value(bool, bool)
__debugfs_value(str, char *)
__debugfs_value(regset32, struct debugfs_regset32)
#undef __debugfs_value

#endif /* _DEBUGFS_H_ */
