/* SPDX-License-Identifier: GPL-2.0-or-later */
/* the buffer is freed before it is unmapped */
/* run: weakest, random 1-3, none */
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

static void toy_use(struct device *dev)
{
	char *buffer = kmalloc(64, GFP_KERNEL);
	dma_addr_t address;

	if (!buffer)
		return;
	address = dma_map_single(dev, buffer, 64, DMA_FROM_DEVICE);
	kfree(buffer); /* expect-run: memory-freed-while-mapped memory of a DMA_FROM_DEVICE mapping of 64 bytes */
	if (!dma_mapping_error(dev, address))
		dma_unmap_single(dev, address, 64, DMA_FROM_DEVICE);
}

static int __init toy_init(void)
{
	struct platform_device *pdev = platform_device_register_simple("toy", -1, NULL, 0);

	if (IS_ERR(pdev))
		return PTR_ERR(pdev);
	toy_use(&pdev->dev);
	platform_device_unregister(pdev);
	return 0;
}

static void __exit toy_exit(void)
{
}

module_init(toy_init);
module_exit(toy_exit);
MODULE_LICENSE("GPL");
