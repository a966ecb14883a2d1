/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-untracked.c - mapping without memory to track it
 *
 * Mapping goes on when there is no memory to track it. Passes with tracking, and with
 * DMACHECK_FAULT_ENGINE=N for each N, which turns it off somewhere.
 */
/* proves: I6 */
/* run: weakest, none */
/* expect-count: 1 exceeded 7 overlapping mappings of pfn */
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/dma-mapping.h>
#include <linux/dma-debug.h>
#include <linux/mm.h>
#include <linux/platform_device.h>
#include <dmacheck/bus.h>

enum { COUNT = 2000 };

static dma_addr_t addresses[COUNT];

static bool transfer(struct device *dev, char *buffer, int i)
{
	char byte = i;

	if (dmacheck_bus_write(dev, NULL, addresses[i], &byte, 1))
		return false;
	dma_sync_single_for_cpu(dev, addresses[i], 1, DMA_FROM_DEVICE);
	return buffer[i * 8] == byte;
}

static int map_all(struct device *dev, char *buffer)
{
	int i;

	for (i = 0; i < COUNT; i++) {
		addresses[i] = dma_map_single(dev, buffer + i * 8, 8, DMA_FROM_DEVICE);
		if (dma_mapping_error(dev, addresses[i]) || !transfer(dev, buffer, i))
			return -EIO;
		debug_dma_assert_idle(virt_to_page(buffer + COUNT * 8 + PAGE_SIZE));
	}
	for (i = 0; i < COUNT; i++)
		dma_unmap_single(dev, addresses[i], 8, DMA_FROM_DEVICE);
	return 0;
}

static int __init untracked_init(void)
{
	struct platform_device *pdev;
	char *buffer = kzalloc(COUNT * 8 + 2 * PAGE_SIZE, GFP_KERNEL);
	int result;

	pdev = platform_device_register_simple("untracked", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(pdev) || !buffer) {
		kfree(buffer);
		return 0;	/* not what this is about */
	}
	result = map_all(&pdev->dev, buffer);
	if (result)
		pr_err("FAIL mapping without tracking: %d\n", result);
	kfree(buffer);
	platform_device_unregister(pdev);
	return result;
}

static void __exit untracked_exit(void)
{
}

module_init(untracked_init);
module_exit(untracked_exit);
MODULE_LICENSE("GPL");
