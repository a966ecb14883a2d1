/* SPDX-License-Identifier: GPL-2.0-or-later */
/* memory no device can be given, and segments it cannot take */
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

static const char constant[64] = "constant";

static void map(struct device *dev, const void *memory)
{
	dma_addr_t address = dma_map_single(dev, (void *)memory, 64, DMA_TO_DEVICE);

	if (!dma_mapping_error(dev, address))
		dma_unmap_single(dev, address, 64, DMA_TO_DEVICE);
}

static void map_constant(struct device *dev)
{
	map(dev, constant); /* expect-run: mapping-bad-memory code or constant data */
}

static void map_vmalloc(struct device *dev)
{
	void *area = vmalloc(64);

	map(dev, area); /* expect-run: mapping-bad-memory from vmalloc() */
	vfree(area);
}

static void map_nothing(struct device *dev)
{
	map(dev, (void *)0x10); /* expect-run: mapping-bad-memory of no memory */
}

static void map_segment(struct device *dev, char *buffer)
{
	struct device_dma_parameters parms = { .max_segment_size = 2048,
					       .segment_boundary_mask = 0xfff };
	struct scatterlist list;

	dev->dma_parms = &parms;
	sg_init_one(&list, buffer + 100, 4096);
	if (dma_map_sg(dev, &list, 1, DMA_TO_DEVICE)) /* expect-run: mapping-bad-memory in a segment: at most 2048 bytes */
		dma_unmap_sg(dev, &list, 1, DMA_TO_DEVICE);
	/* expect-run: mapping-bad-memory crosses a boundary that the device does not cross */
	dev->dma_parms = NULL;
}

static void toy_use(struct device *dev, char *buffer)
{
	map_constant(dev);
	map_vmalloc(dev);
	map_nothing(dev);
	map_segment(dev, buffer);
}

static int __init toy_init(void)
{
	struct platform_device *pdev = platform_device_register_simple("toy", -1, NULL, 0);
	char *buffer = kzalloc(8192, GFP_KERNEL);

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
