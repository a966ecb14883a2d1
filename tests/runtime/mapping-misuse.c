/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-misuse.c - each misuse is told in the words of dma-debug
 *
 * In the order of the expectations.
 */
/* proves: I7 I8 */
/* run: weakest, none */
/* expect-count: 1 [cpu alloc address=0x */
/* expect-count: 1 [cpu free address=0x */
/* expect-stderr: tries to free DMA memory it has not allocated */
/* expect-stderr: frees DMA memory with different size */
/* expect-stderr: frees DMA memory with different direction */
/* expect-stderr: frees DMA memory with wrong function */
/* expect-stderr: frees DMA memory with different CPU address */
/* expect-stderr: failed to check map error */
/* expect-stderr: tries to free an invalid DMA memory address */
/* expect-stderr: tries to sync DMA memory it has not allocated */
/* expect-stderr: syncs DMA memory outside allocated range */
/* expect-stderr: syncs device read-only DMA memory for cpu */
/* expect-stderr: syncs DMA memory with different direction */
/* expect-stderr: frees DMA sg list with different entry count */
/* expect-stderr: overlapping mappings aren't supported */
/* expect-stderr: maps memory from stack */
/* expect-stderr: maps memory from kernel text or rodata */
/* expect-stderr: maps memory from vmalloc area */
/* expect-stderr: has pending DMA allocations while released from device [count=1] */
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <linux/dma-mapping.h>
#include <linux/platform_device.h>
#include <dmacheck/active.h>

#include "check.h"

static const char constant[64] = "constant";

static dma_addr_t map(struct device *dev, void *buffer, size_t size,
		      enum dma_data_direction direction)
{
	dma_addr_t dma = dma_map_single(dev, buffer, size, direction);

	EXPECT(!dma_mapping_error(dev, dma));
	return dma;
}

static void misuse_unmap(struct device *dev, char *buffer)
{
	dma_addr_t dma = map(dev, buffer, 64, DMA_TO_DEVICE), wrong;
	void *memory;

	dma_unmap_single(dev, dma, 64, DMA_TO_DEVICE);
	dma_unmap_single(dev, dma, 64, DMA_TO_DEVICE);

	dma = map(dev, buffer, 64, DMA_TO_DEVICE);
	/* in the middle: a wrong size, and nothing is unmapped */
	dma_unmap_single(dev, dma + 16, 16, DMA_TO_DEVICE);
	EXPECT(dmacheck_active(buffer, 64));
	dma_unmap_single(dev, dma, 64, DMA_FROM_DEVICE);
	EXPECT(!dmacheck_active(buffer, 64));

	dma = map(dev, buffer, 64, DMA_TO_DEVICE);
	dma_unmap_resource(dev, dma, 64, DMA_TO_DEVICE, 0);

	memory = dma_alloc_coherent(dev, 64, &dma, GFP_KERNEL);
	EXPECT(memory);
	dma_free_coherent(dev, 64, (char *)memory + 8, dma);

	wrong = dma_map_single(dev, buffer, 64, DMA_TO_DEVICE);
	dma_unmap_single(dev, wrong, 64, DMA_TO_DEVICE);
	dma_unmap_single(dev, DMA_MAPPING_ERROR, 64, DMA_TO_DEVICE);
}

static void misuse_sync(struct device *dev, char *buffer)
{
	dma_addr_t dma = map(dev, buffer, 64, DMA_FROM_DEVICE);

	dma_sync_single_for_cpu(dev, dma + PAGE_SIZE, 64, DMA_FROM_DEVICE);
	dma_sync_single_for_cpu(dev, dma + 32, 64, DMA_FROM_DEVICE);
	dma_unmap_single(dev, dma, 64, DMA_FROM_DEVICE);
	dma = map(dev, buffer, 64, DMA_TO_DEVICE);
	dma_sync_single_for_cpu(dev, dma, 64, DMA_FROM_DEVICE);
	dma_unmap_single(dev, dma, 64, DMA_TO_DEVICE);
}

static void misuse_sg(struct device *dev, char *buffer)
{
	struct scatterlist sg[2];

	sg_init_table(sg, 2);
	sg_set_buf(&sg[0], buffer, 64);
	sg_set_buf(&sg[1], buffer + 64, 64);
	EXPECT(dma_map_sg(dev, sg, 2, DMA_TO_DEVICE) == 2);
	dma_unmap_sg(dev, sg, 1, DMA_TO_DEVICE);
	EXPECT(dmacheck_active(buffer + 64, 64));
	dma_unmap_sg(dev, &sg[1], 1, DMA_TO_DEVICE);
}

static void misuse_memory(struct device *dev, char *buffer)
{
	dma_addr_t one = map(dev, buffer, 4096, DMA_FROM_DEVICE);
	dma_addr_t two = map(dev, buffer + 4095, 2, DMA_FROM_DEVICE);
	char stack[64];
	void *area = vmalloc(64);

	dma_unmap_single(dev, one, 4096, DMA_FROM_DEVICE);
	dma_unmap_single(dev, two, 2, DMA_FROM_DEVICE);
	one = map(dev, stack, 64, DMA_TO_DEVICE);
	dma_unmap_single(dev, one, 64, DMA_TO_DEVICE);
	one = map(dev, (void *)constant, 64, DMA_TO_DEVICE);
	dma_unmap_single(dev, one, 64, DMA_TO_DEVICE);
	EXPECT(dma_mapping_error(dev, dma_map_single(dev, area, 64, DMA_TO_DEVICE)));
	vfree(area);
}

static int __init misuse_init(void)
{
	struct platform_device *pdev;
	char *buffer;

	pdev = platform_device_register_simple("misuse", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(pdev))
		return PTR_ERR(pdev);
	buffer = kmalloc(8192, GFP_KERNEL);
	if (!buffer)
		return -ENOMEM;
	misuse_unmap(&pdev->dev, buffer);
	misuse_sync(&pdev->dev, buffer);
	misuse_sg(&pdev->dev, buffer);
	misuse_memory(&pdev->dev, buffer);
	map(&pdev->dev, buffer, 64, DMA_TO_DEVICE);
	EXPECT(dmacheck_mapping_leaks(&pdev->dev) == 1);
	kfree(buffer);
	platform_device_unregister(pdev);
	return check_result();
}

static void __exit misuse_exit(void)
{
}

module_init(misuse_init);
module_exit(misuse_exit);
MODULE_LICENSE("GPL");
