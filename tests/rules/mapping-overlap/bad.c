/* SPDX-License-Identifier: GPL-2.0-or-later */
/* the last byte of one mapping is the first of another */
/* run: weakest, random 1-3, none */
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

static void toy_use(struct device *dev, char *buffer)
{
	dma_addr_t one = dma_map_single(dev, buffer, 64, DMA_FROM_DEVICE);
	dma_addr_t two;

	if (dma_mapping_error(dev, one))
		return;
	two = dma_map_single(dev, buffer + 63, 64, DMA_FROM_DEVICE); /* expect-run: mapping-overlap which the device may write, are mapped for writing again */
	if (!dma_mapping_error(dev, two))
		dma_unmap_single(dev, two, 64, DMA_FROM_DEVICE);
	dma_unmap_single(dev, one, 64, DMA_FROM_DEVICE);
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
