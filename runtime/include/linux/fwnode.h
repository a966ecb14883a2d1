/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fwnode.h - a node of a firmware's description: only software nodes exist here
 */
#ifndef _LINUX_FWNODE_H_
#define _LINUX_FWNODE_H_

#include <linux/types.h>
#include <linux/list.h>

struct device;

struct fwnode_handle {
	struct fwnode_handle *secondary;
	struct device *dev;
};

#define NR_FWNODE_REFERENCE_ARGS 8

struct fwnode_reference_args {
	struct fwnode_handle *fwnode;
	unsigned int nargs;
	u64 args[NR_FWNODE_REFERENCE_ARGS];
};

#endif /* _LINUX_FWNODE_H_ */
