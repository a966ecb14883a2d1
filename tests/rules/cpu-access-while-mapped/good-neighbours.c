/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bytes beside mapped ones, what the device only reads, and coherent memory */
/* run: weakest, random 1-3, none */
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

static void neighbours(struct device *dev, char *buffer)
{
	dma_addr_t address = dma_map_single(dev, buffer + 1, 62, DMA_FROM_DEVICE);

	if (dma_mapping_error(dev, address))
		return;
	buffer[0] = buffer[63];
	buffer[63] = 1;
	dma_unmap_single(dev, address, 62, DMA_FROM_DEVICE);
}

static void only_read(struct device *dev, char *buffer)
{
	dma_addr_t address = dma_map_single(dev, buffer, 64, DMA_TO_DEVICE);

	if (dma_mapping_error(dev, address))
		return;
	buffer[64] = buffer[63];
	dma_unmap_single(dev, address, 64, DMA_TO_DEVICE);
}

static void coherent(struct device *dev)
{
	dma_addr_t address;
	char *memory = dma_alloc_coherent(dev, 64, &address, GFP_KERNEL);

	if (!memory)
		return;
	memory[0] = memory[63] + 1;
	dma_free_coherent(dev, 64, memory, address);
}

static void toy_use(struct device *dev, char *buffer)
{
	neighbours(dev, buffer);
	only_read(dev, buffer);
	coherent(dev);
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
