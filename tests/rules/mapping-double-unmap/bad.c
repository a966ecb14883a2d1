/* SPDX-License-Identifier: GPL-2.0-or-later */
/* the way out of an error unmaps what is unmapped behind it anyway */
/* run: weakest, random 1-3, none */
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

static int toy_send(struct device *dev, dma_addr_t address)
{
	return -EIO;
}

static void toy_use(struct device *dev, char *buffer)
{
	dma_addr_t address = dma_map_single(dev, buffer, 64, DMA_TO_DEVICE);

	if (dma_mapping_error(dev, address))
		return;
	if (toy_send(dev, address))
		dma_unmap_single(dev, address, 64, DMA_TO_DEVICE);
	dma_unmap_single(dev, address, 64, DMA_TO_DEVICE); /* expect-run: mapping-double-unmap is unmapped twice */
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
