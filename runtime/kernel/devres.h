/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * devres.h - the header before each resource of a device
 */
#ifndef DMACHECK_DEVRES_H
#define DMACHECK_DEVRES_H

#include <linux/device.h>
#include <linux/container_of.h>

/* @data: aligned as memory from kmalloc() is, for what drivers put there */
struct devres {
	struct list_head entry;
	dr_release_t release;
	const char *name;
	size_t size;
	unsigned char data[] __attribute__((aligned(64)));
};

static inline struct devres *devres_node(void *res)
{
	return container_of(res, struct devres, data);
}

#endif /* DMACHECK_DEVRES_H */
