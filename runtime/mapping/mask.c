/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mask.c - what a device can address, and how its segments may look
 */
#include <runtime/kernel/options.h>
#include <runtime/kernel/report.h>
#include "mapping.h"
#include <linux/dma-map-ops.h>

/* Fewer bits than this no bus has served: refused, as by a machine that cannot. */
#define MASK_LEAST	DMA_BIT_MASK(24)

bool dev_is_dma_coherent(struct device *dev)
{
	return options.coherent;
}

int dma_set_mask(struct device *dev, u64 mask)
{
	if (!dev->dma_mask || mask < MASK_LEAST)
		return -EIO;
	*dev->dma_mask = mask;
	return 0;
}

int dma_set_coherent_mask(struct device *dev, u64 mask)
{
	if (mask < MASK_LEAST)
		return -EIO;
	dev->coherent_dma_mask = mask;
	return 0;
}

int dma_set_mask_and_coherent(struct device *dev, u64 mask)
{
	int result = dma_set_mask(dev, mask);

	return result ? result : dma_set_coherent_mask(dev, mask);
}

int dma_coerce_mask_and_coherent(struct device *dev, u64 mask)
{
	dev->dma_mask = &dev->coherent_dma_mask;
	return dma_set_mask_and_coherent(dev, mask);
}

u64 dma_get_mask(struct device *dev)
{
	return dev->dma_mask && *dev->dma_mask ? *dev->dma_mask : DMA_BIT_MASK(32);
}

/* DMA addresses are handed out within any mask, so 32 bits do. */
u64 dma_get_required_mask(struct device *dev)
{
	return DMA_BIT_MASK(32);
}

bool dma_addressing_limited(struct device *dev)
{
	return dma_get_mask(dev) < dma_get_required_mask(dev);
}

size_t dma_max_mapping_size(struct device *dev)
{
	return SIZE_MAX;
}

size_t dma_opt_mapping_size(struct device *dev)
{
	return SIZE_MAX;
}

/* Nothing is merged. */
unsigned long dma_get_merge_boundary(struct device *dev)
{
	return 0;
}

bool dma_can_mmap(struct device *dev)
{
	return false;
}

bool dma_dev_need_sync(const struct device *dev)
{
	return true;
}

bool dma_need_sync(struct device *dev, dma_addr_t dma_addr)
{
	return !options.coherent;
}

unsigned int dma_get_max_seg_size(struct device *dev)
{
	if (dev->dma_parms && dev->dma_parms->max_segment_size)
		return dev->dma_parms->max_segment_size;
	return SZ_64K;
}

static bool has_parms(struct device *dev, const void *caller)
{
	if (!dev->dma_parms)
		report_misuse_once(caller, "WARNING: %s has no dma_parms", dev_name(dev));
	return dev->dma_parms;
}

void dma_set_max_seg_size(struct device *dev, unsigned int size)
{
	if (has_parms(dev, mapping_caller()))
		dev->dma_parms->max_segment_size = size;
}

unsigned long dma_get_seg_boundary(struct device *dev)
{
	if (dev->dma_parms && dev->dma_parms->segment_boundary_mask)
		return dev->dma_parms->segment_boundary_mask;
	return ULONG_MAX;
}

void dma_set_seg_boundary(struct device *dev, unsigned long mask)
{
	if (has_parms(dev, mapping_caller()))
		dev->dma_parms->segment_boundary_mask = mask;
}

unsigned int dma_get_min_align_mask(struct device *dev)
{
	return dev->dma_parms ? dev->dma_parms->min_align_mask : 0;
}

void dma_set_min_align_mask(struct device *dev, unsigned int min_align_mask)
{
	if (has_parms(dev, mapping_caller()))
		dev->dma_parms->min_align_mask = min_align_mask;
}
