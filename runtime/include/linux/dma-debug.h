/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dma-debug.h - asking about the mappings there are
 *
 * debug_dma_assert_idle() is as in 3.14 to 5.8; later kernels have dropped it.
 */
#ifndef _LINUX_DMA_DEBUG_H
#define _LINUX_DMA_DEBUG_H

#include <linux/types.h>

struct device;
struct page;
struct bus_type;

/* Prints each mapping of @dev, or of all devices if it is NULL. */
void debug_dma_dump_mappings(struct device *dev);

/*
 * Reports that the CPU touches @page while a mapping of it is active. NULL and
 * idle pages pass, without a lock. Any context.
 */
void debug_dma_assert_idle(struct page *page);

/* Every bus is watched. */
static inline void dma_debug_add_bus(const struct bus_type *bus)
{
}

#endif /* _LINUX_DMA_DEBUG_H */
