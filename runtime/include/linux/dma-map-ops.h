/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dma-map-ops.h - what bus code asks of the DMA API
 *
 * Implementations of dma_map_ops are not taken here: there is one, the engine's.
 */
#ifndef _LINUX_DMA_MAP_OPS_H
#define _LINUX_DMA_MAP_OPS_H

#include <linux/dma-mapping.h>

bool dev_is_dma_coherent(struct device *dev);

#endif /* _LINUX_DMA_MAP_OPS_H */
