/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-bus.c - what a device reaches
 *
 * DMA addresses: what a device may reach, how long, and in which direction. Run with
 * DMACHECK_COHERENT=0 too: then its data shows every sync.
 */
/* proves: I8 */
/* run: weakest, none */
/* cc: --no-instrument */
/* expect-count: 1 exceeded 7 overlapping mappings of pfn */
/* expect-stderr: faults at */
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/dma-mapping.h>
#include <linux/dma-map-ops.h>
#include <linux/platform_device.h>
#include <dmacheck/bus.h>

#include "check.h"

static void check_reach(struct device *dev, struct device *other, char *buffer)
{
	dma_addr_t dma = dma_map_single(dev, buffer, 100, DMA_TO_DEVICE);
	char copy[100];

	EXPECT(!dma_mapping_error(dev, dma));
	EXPECT(dma >> 32 && (unsigned long)dma != (unsigned long)buffer);
	EXPECT(dmacheck_bus_read(dev, NULL, dma, copy, 100) == 0);
	EXPECT(dmacheck_bus_write(dev, NULL, dma, copy, 100) == -EACCES);
	EXPECT(dmacheck_bus_read(dev, NULL, dma + 1, copy, 100) == -EFAULT);
	EXPECT(dmacheck_bus_read(dev, NULL, (u32)dma, copy, 1) == -EFAULT);
	EXPECT(dmacheck_bus_read(other, NULL, dma, copy, 1) == -EFAULT);
	dma_unmap_single(dev, dma, 100, DMA_TO_DEVICE);
	EXPECT(dmacheck_bus_read(dev, NULL, dma, copy, 1) == -EFAULT);
}

/* A freed address is not given out again for a long time, then it is. */
static void check_reuse(struct device *dev, char *buffer)
{
	dma_addr_t first = dma_map_single(dev, buffer, 64, DMA_TO_DEVICE);
	int i, seen = 0;

	EXPECT(!dma_mapping_error(dev, first));
	dma_unmap_single(dev, first, 64, DMA_TO_DEVICE);
	for (i = 0; i < 5000; i++) {
		dma_addr_t dma = dma_map_single(dev, buffer, 64, DMA_TO_DEVICE);

		if (dma_mapping_error(dev, dma))
			break;
		dma_unmap_single(dev, dma, 64, DMA_TO_DEVICE);
		EXPECT(dma != first || i >= 1000);
		seen += dma == first;
	}
	EXPECT(i == 5000 && seen);
}

static void check_mask(struct device *dev, char *buffer)
{
	dma_addr_t dma[4096];
	int i, mapped;

	EXPECT(dma_set_mask(dev, DMA_BIT_MASK(12)) == -EIO);
	EXPECT(!dma_set_mask(dev, DMA_BIT_MASK(24)));
	for (i = 0; i < 4096; i++) {
		dma[i] = dma_map_single(dev, buffer, 64, DMA_TO_DEVICE);
		if (dma_mapping_error(dev, dma[i]))
			break;
		EXPECT(dma[i] + 63 <= DMA_BIT_MASK(24));
	}
	EXPECT(i > 1000 && i < 4096);
	for (mapped = i, i = 0; i < mapped; i++)
		dma_unmap_single(dev, dma[i], 64, DMA_TO_DEVICE);
	EXPECT(!dma_set_mask(dev, DMA_BIT_MASK(64)));
}

/* Bytes move where the machine is not coherent only by map, sync and unmap. */
static void check_sync(struct device *dev, char *buffer)
{
	bool coherent = dev_is_dma_coherent(dev);
	dma_addr_t dma;
	char byte;

	buffer[0] = 1;
	dma = dma_map_single(dev, buffer, 64, DMA_BIDIRECTIONAL);
	EXPECT(!dma_mapping_error(dev, dma));
	buffer[0] = 2;
	EXPECT(!dmacheck_bus_read(dev, NULL, dma, &byte, 1) && byte == (coherent ? 2 : 1));
	dma_sync_single_for_device(dev, dma, 64, DMA_BIDIRECTIONAL);
	EXPECT(!dmacheck_bus_read(dev, NULL, dma, &byte, 1) && byte == 2);
	byte = 3;
	EXPECT(!dmacheck_bus_write(dev, NULL, dma + 1, &byte, 1));
	EXPECT((buffer[1] == 3) == coherent);
	dma_sync_single_for_cpu(dev, dma + 1, 1, DMA_BIDIRECTIONAL);
	EXPECT(buffer[1] == 3);
	byte = 4;
	EXPECT(!dmacheck_bus_write(dev, NULL, dma + 2, &byte, 1));
	dma_unmap_single(dev, dma, 64, DMA_BIDIRECTIONAL);
	EXPECT(buffer[2] == 4);
}

static int __init bus_init(void)
{
	struct platform_device *one, *two;
	char *buffer = kzalloc(8192, GFP_KERNEL);

	one = platform_device_register_simple("bus", 1, NULL, 0);
	two = platform_device_register_simple("bus", 2, NULL, 0);
	if (IS_ERR(one) || IS_ERR(two) || !buffer)
		return -ENOMEM;
	EXPECT(!dma_set_mask_and_coherent(&one->dev, DMA_BIT_MASK(64)));
	check_reach(&one->dev, &two->dev, buffer);
	check_reuse(&one->dev, buffer);
	check_mask(&one->dev, buffer);
	check_sync(&one->dev, buffer);
	kfree(buffer);
	platform_device_unregister(one);
	platform_device_unregister(two);
	return check_result();
}

static void __exit bus_exit(void)
{
}

module_init(bus_init);
module_exit(bus_exit);
MODULE_LICENSE("GPL");
