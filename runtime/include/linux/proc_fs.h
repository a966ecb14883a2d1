/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * proc_fs.h - /proc: none, as without CONFIG_PROC_FS
 */
#ifndef _LINUX_PROC_FS_H
#define _LINUX_PROC_FS_H

#include <linux/types.h>
#include <linux/fs.h>

struct proc_dir_entry;
struct seq_file;
struct proc_ops;

#define proc_create(name, mode, parent, ops)		((struct proc_dir_entry *)NULL)
#define proc_create_single(name, mode, parent, show)	((struct proc_dir_entry *)NULL)
static inline struct proc_dir_entry *proc_mkdir(const char *name, struct proc_dir_entry *parent)
{
	return NULL;
}

static inline void remove_proc_entry(const char *name, struct proc_dir_entry *parent) { }
static inline void proc_remove(struct proc_dir_entry *entry) { }

#endif /* _LINUX_PROC_FS_H */
