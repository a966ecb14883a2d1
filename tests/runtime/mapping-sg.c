/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-sg.c - lists of pieces, and pools
 */
/* proves: I1 */
/* run: weakest, none */
/* expect-count: 1 exceeded 7 overlapping mappings of pfn */
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/dma-mapping.h>
#include <linux/dmapool.h>
#include <linux/platform_device.h>
#include <dmacheck/active.h>

#include "check.h"

/* A table of several arrays: chained, walked, mapped, synced. */
static void check_table(struct device *dev, char *buffer, unsigned int entries)
{
	struct sg_table table;
	struct scatterlist *sg;
	unsigned int i;

	EXPECT(!sg_alloc_table(&table, entries, GFP_KERNEL));
	EXPECT(sg_nents(table.sgl) == entries);
	for_each_sgtable_sg(&table, sg, i)
		sg_set_buf(sg, buffer + i * 16, 16);
	EXPECT(sg_is_last(sg_last(table.sgl, entries)));
	EXPECT(sg_nents_for_len(table.sgl, 33) == (entries < 3 ? -EINVAL : 3));
	EXPECT(!dma_map_sgtable(dev, &table, DMA_BIDIRECTIONAL, 0));
	EXPECT(table.nents == entries && dmacheck_mapping_count(dev) == entries);
	for_each_sgtable_dma_sg(&table, sg, i)
		EXPECT(sg_dma_len(sg) == 16 && sg_dma_address(sg));
	dma_sync_sgtable_for_cpu(dev, &table, DMA_BIDIRECTIONAL);
	dma_sync_sgtable_for_device(dev, &table, DMA_BIDIRECTIONAL);
	dma_unmap_sgtable(dev, &table, DMA_BIDIRECTIONAL, 0);
	EXPECT(!dmacheck_mapping_count(dev));
	sg_free_table(&table);
}

static void check_copy(char *buffer)
{
	struct sg_mapping_iter miter;
	struct scatterlist sg[3];
	char copy[64];
	size_t total = 0;

	sg_init_table(sg, 3);
	sg_set_buf(&sg[0], buffer + 4090, 10);
	sg_set_buf(&sg[1], buffer, 1);
	sg_set_buf(&sg[2], buffer + 100, 20);
	EXPECT(sg_copy_from_buffer(sg, 3, "0123456789abcdefghijklmnopqrstu", 31) == 31);
	EXPECT(!memcmp(buffer + 4090, "0123456789", 10) && buffer[0] == 'a');
	EXPECT(!memcmp(buffer + 100, "bcdefghijklmnopqrstu", 20));
	EXPECT(sg_pcopy_to_buffer(sg, 3, copy, sizeof(copy), 9) == 22);
	EXPECT(!memcmp(copy, "9abc", 4));
	EXPECT(sg_zero_buffer(sg, 3, 2, 10) == 2 && !buffer[0] && !buffer[100]);
	sg_miter_start(&miter, sg, 3, SG_MITER_FROM_SG);
	while (sg_miter_next(&miter))
		total += miter.length;
	sg_miter_stop(&miter);
	EXPECT(total == 31);
}

static void check_pool(struct device *dev)
{
	struct dma_pool *pool = dma_pool_create("pool", dev, 100, 64, 0);
	dma_addr_t one, two;
	char *a, *b;

	EXPECT(pool);
	a = dma_pool_zalloc(pool, GFP_KERNEL, &one);
	b = dma_pool_alloc(pool, GFP_KERNEL, &two);
	EXPECT(a && b && !a[99] && !(one & 63) && !(two & 63) && one != two);
	dma_pool_free(pool, a, one);
	dma_pool_free(pool, b, two);
	dma_pool_destroy(pool);
	EXPECT(!dmacheck_mapping_count(dev));
}

static int __init sg_init(void)
{
	struct platform_device *pdev;
	char *buffer = kzalloc(65536, GFP_KERNEL);

	pdev = platform_device_register_simple("sg", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(pdev) || !buffer)
		return -ENOMEM;
	check_table(&pdev->dev, buffer, 1);
	check_table(&pdev->dev, buffer, SG_MAX_SINGLE_ALLOC);
	check_table(&pdev->dev, buffer, SG_MAX_SINGLE_ALLOC + 1);
	check_table(&pdev->dev, buffer, 1000);
	check_copy(buffer);
	check_pool(&pdev->dev);
	kfree(buffer);
	platform_device_unregister(pdev);
	return check_result();
}

static void __exit sg_exit(void)
{
}

module_init(sg_init);
module_exit(sg_exit);
MODULE_LICENSE("GPL");
