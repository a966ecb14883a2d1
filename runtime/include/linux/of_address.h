/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * of_address.h - addresses of a device tree: none
 */
#ifndef __OF_ADDRESS_H
#define __OF_ADDRESS_H

#include <linux/types.h>
#include <linux/errno.h>
#include <linux/err.h>
#include <linux/ioport.h>
#include <linux/of.h>

#define OF_BAD_ADDR ((u64)-1)

static inline int of_address_to_resource(struct device_node *np, int index, struct resource *res)
{
	return -EINVAL;
}

static inline void __iomem *of_iomap(struct device_node *np, int index) { return NULL; }

static inline u64 of_translate_address(struct device_node *np, const __be32 *address)
{
	return OF_BAD_ADDR;
}

static inline const __be32 *of_get_address(struct device_node *np, int index, u64 *size,
					   unsigned int *flags)
{
	return NULL;
}

#endif /* __OF_ADDRESS_H */
