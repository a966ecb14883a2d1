/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-active.c - what is mapped now, and what is known of it
 */
/* proves: I1 I2 I3 I5 I8 */
/* expect-count: 1 exceeded 7 overlapping mappings of pfn */
/* expect-count: 1 DMA-API: platform active: cpu touching an active dma mapped page [pfn=0x */
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/mm.h>
#include <linux/dma-mapping.h>
#include <linux/dma-debug.h>
#include <linux/platform_device.h>
#include <dmacheck/active.h>

#include "check.h"

static unsigned long frame(const void *address)
{
	return page_to_pfn(virt_to_page(address));
}

/* I1: each way to map enters its frames, all of them; undoing it removes them. */
static void check_kinds(struct device *dev, char *buffer)
{
	dma_addr_t dma = dma_map_single(dev, buffer + 100, 2 * PAGE_SIZE, DMA_TO_DEVICE);
	struct scatterlist sg[2];
	void *memory;

	EXPECT(!dma_mapping_error(dev, dma));
	EXPECT(dmacheck_frame_active(frame(buffer)));
	EXPECT(dmacheck_frame_active(frame(buffer + PAGE_SIZE)));
	EXPECT(dmacheck_frame_active(frame(buffer + 2 * PAGE_SIZE)));
	EXPECT(!dmacheck_frame_active(frame(buffer + 3 * PAGE_SIZE)));
	dma_unmap_single(dev, dma, 2 * PAGE_SIZE, DMA_TO_DEVICE);
	EXPECT(!dmacheck_frame_active(frame(buffer)));
	EXPECT(!dmacheck_frame_active(frame(buffer + 2 * PAGE_SIZE)));

	dma = dma_map_page(dev, virt_to_page(buffer), 8, 16, DMA_FROM_DEVICE);
	EXPECT(!dma_mapping_error(dev, dma));
	EXPECT((dma & ~PAGE_MASK) == 8);
	EXPECT(dmacheck_active(buffer + 8, 1) && dmacheck_active(buffer + 23, 1));
	EXPECT(!dmacheck_active(buffer + 7, 1) && !dmacheck_active(buffer + 24, 1));
	dma_unmap_page(dev, dma, 16, DMA_FROM_DEVICE);

	sg_init_table(sg, 2);
	sg_set_buf(&sg[0], buffer, 64);
	sg_set_buf(&sg[1], buffer + PAGE_SIZE, 64);
	EXPECT(dma_map_sg(dev, sg, 2, DMA_BIDIRECTIONAL) == 2);
	EXPECT(dmacheck_active(buffer, 64) && dmacheck_active(buffer + PAGE_SIZE, 64));
	dma_unmap_sg(dev, sg, 2, DMA_BIDIRECTIONAL);
	EXPECT(!dmacheck_active(buffer, 2 * PAGE_SIZE));

	memory = dma_alloc_coherent(dev, 5000, &dma, GFP_KERNEL);
	EXPECT(memory && dmacheck_frame_active(frame(memory)));
	EXPECT(dmacheck_active((char *)memory + 4999, 1));
	dma_free_coherent(dev, 5000, memory, dma);
	EXPECT(!dmacheck_frame_active(frame(memory)));
}

/* I2, I8: any number of overlaps; idle again after the last of them. */
static void check_overlaps(struct device *dev, char *buffer)
{
	dma_addr_t dma[20];
	int i;

	for (i = 0; i < 20; i++) {
		dma[i] = dma_map_single(dev, buffer, 64, DMA_TO_DEVICE);
		EXPECT(!dma_mapping_error(dev, dma[i]));
	}
	EXPECT(dmacheck_frame_mappings(frame(buffer)) == 20);
	for (i = 0; i < 20; i++) {
		EXPECT(dmacheck_frame_active(frame(buffer)));
		dma_unmap_single(dev, dma[(i * 7) % 20], 64, DMA_TO_DEVICE);
	}
	EXPECT(!dmacheck_frame_active(frame(buffer)));
}

/* I5: what a mapping remembers. */
static void check_entry(struct device *dev, char *buffer)
{
	dma_addr_t dma = dma_map_single(dev, buffer + 40, 4000, DMA_FROM_DEVICE);
	struct dmacheck_mapping mapping = { 0 };

	EXPECT(dmacheck_mapping_of(dev, dma + 3999, &mapping));
	EXPECT(!dmacheck_mapping_of(dev, dma + 4000, &mapping));
	EXPECT(dmacheck_mapping_at(buffer + 40, &mapping));
	EXPECT(mapping.device == dev && mapping.direction == DMA_FROM_DEVICE);
	EXPECT(mapping.pfn == frame(buffer) && mapping.offset == 40);
	EXPECT(mapping.size == 4000 && mapping.dma_address == dma && mapping.caller);
	EXPECT(mapping.error_check == DMACHECK_CHECK_MISSING);
	EXPECT(!dma_mapping_error(dev, dma));
	EXPECT(dmacheck_mapping_at(buffer + 40, &mapping));
	EXPECT(mapping.error_check == DMACHECK_CHECK_DONE);
	debug_dma_dump_mappings(dev);
	/* I3: told, and NULL and idle pages are not */
	debug_dma_assert_idle(virt_to_page(buffer));
	dma_unmap_single(dev, dma, 4000, DMA_FROM_DEVICE);
	debug_dma_assert_idle(virt_to_page(buffer));
	debug_dma_assert_idle(NULL);
}

static int __init active_init(void)
{
	struct platform_device *pdev;
	char *buffer;

	pdev = platform_device_register_simple("active", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(pdev))
		return PTR_ERR(pdev);
	buffer = (char *)__get_free_pages(GFP_KERNEL, 2);
	if (dma_set_mask_and_coherent(&pdev->dev, DMA_BIT_MASK(64)) || !buffer)
		return -ENOMEM;
	check_kinds(&pdev->dev, buffer);
	check_overlaps(&pdev->dev, buffer);
	check_entry(&pdev->dev, buffer);
	EXPECT(!dmacheck_mapping_count(&pdev->dev));
	free_pages((unsigned long)buffer, 2);
	platform_device_unregister(pdev);
	return check_result();
}

static void __exit active_exit(void)
{
}

module_init(active_init);
module_exit(active_exit);
MODULE_LICENSE("GPL");
