/* SPDX-License-Identifier: GPL-2.0-or-later */
/* maps that failed are unmapped, and what was never mapped */
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

static void failed(struct device *dev)
{
	dma_addr_t far = dma_map_resource(dev, ~0ull << 20, 64, DMA_TO_DEVICE, 0);

	if (dma_mapping_error(dev, far))
		dma_unmap_resource(dev, far, 64, DMA_TO_DEVICE, 0); /* expect-run: mapping-double-unmap failed, and is unmapped */
}

static void failed_list(struct device *dev, char *buffer)
{
	struct scatterlist list[2];

	sg_init_table(list, 2);
	sg_set_buf(&list[0], buffer, 64);
	sg_set_buf(&list[1], buffer + 64, 0);
	if (!dma_map_sg(dev, list, 2, DMA_TO_DEVICE))
		dma_unmap_sg(dev, list, 2, DMA_TO_DEVICE); /* expect-run: mapping-double-unmap failed, and is unmapped */
}

static void never(struct device *dev)
{
	dma_unmap_single(dev, DMA_MAPPING_ERROR, 64, DMA_TO_DEVICE); /* expect-run: mapping-double-unmap failed, and is unmapped */
	dma_unmap_single(dev, 0x1000, 64, DMA_TO_DEVICE); /* expect-run: mapping-double-unmap without having been mapped */
}

static void toy_use(struct device *dev, char *buffer)
{
	never(dev);
	failed(dev);
	failed_list(dev, buffer);
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
