/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * devres.h - the header before each resource of a device
 */
#ifndef DMACHECK_DEVRES_H
#define DMACHECK_DEVRES_H

#include <linux/device.h>
#include <linux/container_of.h>

/*
 * @unused: puts @data at a multiple of 16, as kmalloc()'s memory is; no attribute
 *	does, as the head of a list of these is not aligned like one of them
 */
struct devres {
	struct list_head entry;
	dr_release_t release;
	const char *name;
	size_t size;
	size_t unused;
	unsigned char data[];
};

static inline struct devres *devres_node(void *res)
{
	return container_of(res, struct devres, data);
}

#endif /* DMACHECK_DEVRES_H */
