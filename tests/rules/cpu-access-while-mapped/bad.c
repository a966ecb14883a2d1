/* SPDX-License-Identifier: GPL-2.0-or-later */
/* the CPU writes to what the device owns */
/* run: weakest, random 1-3, none */
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

static void toy_receive(struct device *dev, char *buffer)
{
	dma_addr_t address = dma_map_single(dev, buffer, 64, DMA_FROM_DEVICE);

	if (dma_mapping_error(dev, address))
		return;
	/* the device may write from here on */
	WRITE_ONCE(buffer[0], 0); /* expect-run: cpu-access-while-mapped the CPU writes to a DMA_FROM_DEVICE mapping */
	dma_unmap_single(dev, address, 64, DMA_FROM_DEVICE);
}

static int __init toy_init(void)
{
	struct platform_device *pdev = platform_device_register_simple("toy", -1, NULL, 0);
	char *buffer = kzalloc(4096, GFP_KERNEL);

	if (!IS_ERR(pdev) && buffer)
		toy_receive(&pdev->dev, buffer);
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
