/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-scale.c - very many mappings at once
 *
 * Very many mappings at once; prints what one costs. The numbers are for reading: a
 * slow machine does not fail.
 */
/* proves: I8 */
/* run: weakest, none */
/* expect-count: 1 exceeded 7 overlapping mappings of pfn */
#include <linux/module.h>
#include <linux/ktime.h>
#include <linux/mm.h>
#include <linux/vmalloc.h>
#include <linux/dma-mapping.h>
#include <linux/dma-debug.h>
#include <linux/platform_device.h>
#include <dmacheck/active.h>

static unsigned int count = 200000;
module_param(count, uint, 0444);

static u64 cycles(void)
{
	return __builtin_ia32_rdtsc();
}

static int map_many(struct device *dev, char *buffer, dma_addr_t *addresses)
{
	u64 start = cycles(), mapped, asserted;
	unsigned int i;

	for (i = 0; i < count; i++) {
		addresses[i] = dma_map_single(dev, buffer + (i % 512) * PAGE_SIZE, 64,
					      DMA_TO_DEVICE);
		if (dma_mapping_error(dev, addresses[i]))
			return -ENOMEM;
	}
	mapped = cycles();
	for (i = 0; i < count; i++)
		debug_dma_assert_idle(virt_to_page(buffer + 600 * PAGE_SIZE));
	asserted = cycles();
	if (dmacheck_mapping_count(dev) != count)
		return -EINVAL;
	for (i = 0; i < count; i++)
		dma_unmap_single(dev, addresses[i], 64, DMA_TO_DEVICE);
	pr_info("cycles each: map %llu, assert idle %llu, unmap %llu\n",
		(mapped - start) / count, (asserted - mapped) / count,
		(cycles() - asserted) / count);
	return dmacheck_mapping_count(dev) ? -EINVAL : 0;
}

static int __init scale_init(void)
{
	struct platform_device *pdev;
	char *buffer = (char *)__get_free_pages(GFP_KERNEL, 10);
	dma_addr_t *addresses = vmalloc(count * sizeof(*addresses));
	int result;

	pdev = platform_device_register_simple("scale", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(pdev) || !buffer || !addresses ||
	    dma_set_mask_and_coherent(&pdev->dev, DMA_BIT_MASK(64)))
		return -ENOMEM;
	result = map_many(&pdev->dev, buffer, addresses);
	if (result)
		pr_err("FAIL %u mappings: %d\n", count, result);
	vfree(addresses);
	free_pages((unsigned long)buffer, 10);
	platform_device_unregister(pdev);
	return result;
}

static void __exit scale_exit(void)
{
}

module_init(scale_init);
module_exit(scale_exit);
MODULE_LICENSE("GPL");
