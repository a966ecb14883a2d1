/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reads, writes and an assertion, each of bytes that are not the CPU's */
#include <linux/dma-debug.h>
#include <linux/dma-mapping.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/string.h>

static void reads_early(struct device *dev, char *buffer)
{
	dma_addr_t address = dma_map_single(dev, buffer, 64, DMA_FROM_DEVICE);

	if (dma_mapping_error(dev, address))
		return;
	dma_sync_single_for_cpu(dev, address, 32, DMA_FROM_DEVICE);
	READ_ONCE(buffer[31]);
	READ_ONCE(buffer[32]); /* expect-run: cpu-access-while-mapped the CPU reads from */
	dma_unmap_single(dev, address, 64, DMA_FROM_DEVICE);
}

static void writes_late(struct device *dev, char *buffer)
{
	dma_addr_t address = dma_map_single(dev, buffer, 64, DMA_TO_DEVICE);

	if (dma_mapping_error(dev, address))
		return;
	READ_ONCE(buffer[63]);
	WRITE_ONCE(buffer[63], 1); /* expect-run: cpu-access-while-mapped whose bytes the device may be reading */
	dma_unmap_single(dev, address, 64, DMA_TO_DEVICE);
}

static void asserts(struct device *dev, char *buffer)
{
	dma_addr_t address = dma_map_single(dev, buffer, 64, DMA_BIDIRECTIONAL);

	if (dma_mapping_error(dev, address))
		return;
	debug_dma_assert_idle(virt_to_page(buffer)); /* expect-run: cpu-access-while-mapped a page is asserted to be idle */
	dma_unmap_single(dev, address, 64, DMA_BIDIRECTIONAL);
}

static void copies(struct device *dev, char *buffer)
{
	dma_addr_t address = dma_map_single(dev, buffer, 64, DMA_BIDIRECTIONAL);

	if (dma_mapping_error(dev, address))
		return;
	memset(buffer, 1, 64); /* expect-run: cpu-access-while-mapped the CPU writes to a DMA_BIDIRECTIONAL mapping */
	dma_unmap_single(dev, address, 64, DMA_BIDIRECTIONAL);
}

static void toy_use(struct device *dev, char *buffer)
{
	reads_early(dev, buffer);
	writes_late(dev, buffer);
	asserts(dev, buffer);
	copies(dev, buffer);
}

static int __init toy_init(void)
{
	struct platform_device *pdev = platform_device_register_simple("toy", -1, NULL, 0);
	char *buffer = kzalloc(4096, GFP_KERNEL);

	if (!IS_ERR(pdev) && buffer)
		toy_use(&pdev->dev, buffer);
	kfree(buffer);
	if (!IS_ERR(pdev))
		platform_device_unregister(pdev);
	return 0;
}

static void __exit toy_exit(void)
{
}

module_init(toy_init);
module_exit(toy_exit);
MODULE_LICENSE("GPL");
