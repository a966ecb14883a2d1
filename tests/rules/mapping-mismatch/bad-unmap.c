/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unmaps that differ from the map, one way each */
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

static dma_addr_t map(struct device *dev, char *buffer, enum dma_data_direction direction)
{
	dma_addr_t address = dma_map_single(dev, buffer, 64, direction);

	return dma_mapping_error(dev, address) ? 0 : address;
}

static void wrong_direction(struct device *dev, char *buffer)
{
	dma_addr_t address = map(dev, buffer, DMA_TO_DEVICE);

	dma_unmap_single(dev, address, 64, DMA_FROM_DEVICE); /* expect-run: mapping-mismatch with another direction: unmapped DMA_FROM_DEVICE */
}

static void wrong_function(struct device *dev, char *buffer)
{
	dma_addr_t address = map(dev, buffer, DMA_TO_DEVICE);

	dma_unmap_resource(dev, address, 64, DMA_TO_DEVICE, 0); /* expect-run: mapping-mismatch with the wrong function: as a resource */
}

static void only_a_part(struct device *dev, char *buffer)
{
	dma_addr_t address = map(dev, buffer, DMA_TO_DEVICE);

	dma_unmap_single(dev, address + 16, 48, DMA_TO_DEVICE); /* expect-run: mapping-mismatch only a part of */
	dma_unmap_single(dev, address, 64, DMA_TO_DEVICE);
}

static void wrong_address(struct device *dev)
{
	dma_addr_t address;
	char *memory = dma_alloc_coherent(dev, 64, &address, GFP_KERNEL);

	if (memory)
		dma_free_coherent(dev, 64, memory + 8, address); /* expect-run: mapping-mismatch with another CPU address */
}

static void wrong_entries(struct device *dev, char *buffer)
{
	struct scatterlist list[2];

	sg_init_table(list, 2);
	sg_set_buf(&list[0], buffer, 64);
	sg_set_buf(&list[1], buffer + 64, 64);
	if (!dma_map_sg(dev, list, 2, DMA_TO_DEVICE))
		return;
	dma_unmap_sg(dev, list, 1, DMA_TO_DEVICE); /* expect-run: mapping-mismatch number of entries than were mapped: 1 of 2 */
	dma_unmap_single(dev, sg_dma_address(&list[1]), 64, DMA_TO_DEVICE); /* expect-run: mapping-mismatch as a single mapping */
}

static void toy_use(struct device *dev, char *buffer)
{
	wrong_direction(dev, buffer);
	wrong_function(dev, buffer);
	only_a_part(dev, buffer);
	wrong_address(dev);
	wrong_entries(dev, buffer);
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
