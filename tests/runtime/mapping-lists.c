/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-lists.c - misuse of scatterlists, syncs and pools
 *
 * In dma-debug's and dmapool's words, in the order of the expectations.
 */
/* proves: I3 I5 I7 I8 */
/* expect-count: 1 syncs device write-only DMA memory to device */
/* expect-count: 3 syncs DMA memory with different direction */
/* expect-count: 1 syncs device read-only DMA memory for cpu */
/* expect-count: 1 syncs DMA sg list with different entry count [map count=3] [sync count=2] */
/* expect-count: 1 mapping sg segment longer than device claims to support [len=128] [max=64] */
/* expect-count: 1 mapping sg segment across boundary [start=0x */
/* expect-count: 1 failed to check map error[device address=0x */
/* expect-count: 1 already free */
/* expect-count: 1 (bad vaddr) */
/* expect-count: 1 (bad dma) */
/* expect-count: 1 (corrupted) */
/* expect-count: 1 dma_pool_destroy busy busy */
/* expect-stderr: pending DMA allocations while released from device */
/* expect-stderr: lists: coherent idx */
/* expect-stderr: lists: scatter-gather idx */
/* expect-stderr: dma map error not checked */
/* expect-stderr: dma map error checked */
/* expect-stderr: dma map error check not applicable */
#include <dmacheck/active.h>
#include <dmacheck/event.h>
#include <linux/dma-debug.h>
#include <linux/dma-mapping.h>
#include <linux/dmapool.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

static struct device *dev;
static char *buffer;

#define CHECK(condition) \
	do { \
		if (!(condition)) { \
			pr_err("FAIL %s:%d: %s\n", __FILE__, __LINE__, #condition); \
			return -EINVAL; \
		} \
	} while (0)

static dma_addr_t map(enum dma_data_direction direction)
{
	dma_addr_t dma = dma_map_single(dev, buffer, 64, direction);

	return dma_mapping_error(dev, dma) ? 0 : dma;
}

/* A sync must be in the mapping's direction; none of these is. */
static int misuse_directions(void)
{
	dma_addr_t dma = map(DMA_FROM_DEVICE);

	CHECK(dma);
	dma_sync_single_for_device(dev, dma, 64, DMA_TO_DEVICE);
	dma_sync_single_for_cpu(dev, dma, 64, DMA_TO_DEVICE);
	dma_unmap_single(dev, dma, 64, DMA_FROM_DEVICE);
	dma = map(DMA_TO_DEVICE);
	dma_sync_single_for_cpu(dev, dma, 64, DMA_FROM_DEVICE);
	dma_unmap_single(dev, dma, 64, DMA_TO_DEVICE);
	return 0;
}

static void fill(struct scatterlist *sg, unsigned int size)
{
	int i;

	sg_init_table(sg, 3);
	for (i = 0; i < 3; i++)
		sg_set_buf(&sg[i], buffer + i * 1024, size);
}

static int misuse_count(void)
{
	struct dmacheck_mapping mapping;
	struct scatterlist sg[3];

	fill(sg, 64);
	CHECK(dma_map_sg(dev, sg, 3, DMA_TO_DEVICE) == 3);
	CHECK(dmacheck_mapping_at(buffer + 1024, &mapping));
	CHECK(mapping.type == DMACHECK_MAPPED_SG);
	CHECK(mapping.sg_entries == 3 && mapping.sg_mapped == 3);
	CHECK(mapping.error_check == DMACHECK_CHECK_NONE);
	dma_sync_sg_for_device(dev, sg, 2, DMA_TO_DEVICE);
	dma_unmap_sg(dev, sg, 3, DMA_TO_DEVICE);
	return 0;
}

static int misuse_segments(void)
{
	struct scatterlist sg[3];

	dma_set_max_seg_size(dev, 64);
	fill(sg, 64);
	sg[1].length = 128;
	CHECK(dma_map_sg(dev, sg, 3, DMA_TO_DEVICE) == 3);
	dma_unmap_sg(dev, sg, 3, DMA_TO_DEVICE);
	dma_set_max_seg_size(dev, 65536);

	dma_set_seg_boundary(dev, 127);
	fill(sg, 64);
	sg_set_buf(&sg[2], buffer + 2048 + 100, 64);
	CHECK(dma_map_sg(dev, sg, 3, DMA_TO_DEVICE) == 3);
	dma_unmap_sg(dev, sg, 3, DMA_TO_DEVICE);
	dma_set_seg_boundary(dev, DMA_BIT_MASK(32));
	return 0;
}

/* What the dump says: each kind, checked and not. */
static int dump(void)
{
	dma_addr_t coherent, checked, unchecked;
	struct dmacheck_mapping mapping;
	struct scatterlist sg[3];
	void *memory;

	memory = dma_alloc_coherent(dev, 64, &coherent, GFP_KERNEL);
	CHECK(memory);
	CHECK(dmacheck_mapping_at(memory, &mapping));
	CHECK(mapping.type == DMACHECK_MAPPED_COHERENT);
	CHECK(mapping.direction == DMA_BIDIRECTIONAL);
	checked = map(DMA_TO_DEVICE);
	fill(sg, 64);
	CHECK(checked && dma_map_sg(dev, sg, 3, DMA_TO_DEVICE) == 3);
	unchecked = dma_map_page(dev, virt_to_page(buffer), 8, 16, DMA_TO_DEVICE);
	CHECK(dmacheck_mapping_of(dev, unchecked, &mapping));
	CHECK(mapping.type == DMACHECK_MAPPED_PAGE && mapping.offset == 8);
	debug_dma_dump_mappings(dev);
	dma_unmap_page(dev, unchecked, 16, DMA_TO_DEVICE);	/* told */
	dma_unmap_sg(dev, sg, 3, DMA_TO_DEVICE);
	dma_unmap_single(dev, checked, 64, DMA_TO_DEVICE);
	dma_free_coherent(dev, 64, memory, coherent);
	return 0;
}

static int misuse_pool(void)
{
	struct dma_pool *pool = dma_pool_create("pool", dev, 64, 64, 0);
	dma_addr_t one, two, three;
	char *a, *b, *c;

	CHECK(pool);
	a = dma_pool_alloc(pool, GFP_KERNEL, &one);
	b = dma_pool_alloc(pool, GFP_KERNEL, &two);
	CHECK(a && b);
	dma_pool_free(pool, a, one);
	dma_pool_free(pool, a, one);		/* already free */
	dma_pool_free(pool, b + 64, two);	/* bad vaddr */
	dma_pool_free(pool, b, two + (1 << 20));	/* bad dma */
	a[5] = 1;				/* written after it was freed */
	c = dma_pool_alloc(pool, GFP_KERNEL, &three);
	CHECK(c == a && three == one);
	dma_pool_free(pool, b, two);
	dma_pool_free(pool, c, three);
	dma_pool_destroy(pool);

	pool = dma_pool_create("busy", dev, 64, 64, 0);
	CHECK(pool && dma_pool_alloc(pool, GFP_KERNEL, &one));
	dma_pool_destroy(pool);
	CHECK(dmacheck_mapping_count(dev) == 1);	/* its page is left to the device */
	CHECK(dmacheck_mapping_leaks(dev) == 1);
	return 0;
}

static int __init mapping_lists_init(void)
{
	struct platform_device *pdev;
	int err;

	pdev = platform_device_register_simple("lists", PLATFORM_DEVID_NONE, NULL, 0);
	buffer = (char *)__get_free_pages(GFP_KERNEL, 2);
	CHECK(!IS_ERR(pdev) && buffer);
	dev = &pdev->dev;
	err = misuse_directions();
	err = err ?: misuse_count();
	err = err ?: misuse_segments();
	err = err ?: dump();
	err = err ?: misuse_pool();
	free_pages((unsigned long)buffer, 2);
	platform_device_unregister(pdev);
	return err;
}
module_init(mapping_lists_init);
MODULE_LICENSE("GPL");
