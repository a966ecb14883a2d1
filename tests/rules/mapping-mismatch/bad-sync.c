/* SPDX-License-Identifier: GPL-2.0-or-later */
/* syncs that differ from the map, one way each */
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

static void for_cpu(struct device *dev, char *buffer)
{
	dma_addr_t to = map(dev, buffer, DMA_TO_DEVICE);
	dma_addr_t from = map(dev, buffer + 64, DMA_FROM_DEVICE);

	dma_sync_single_for_cpu(dev, to, 64, DMA_FROM_DEVICE); /* expect-run: mapping-mismatch which the device only reads, is synced for the CPU */
	dma_sync_single_for_cpu(dev, from, 64, DMA_TO_DEVICE); /* expect-run: mapping-mismatch with another direction: synced DMA_TO_DEVICE */
	dma_sync_single_for_cpu(dev, from + 32, 64, DMA_FROM_DEVICE); /* expect-run: mapping-mismatch beyond its end: bytes 32 to 96 */
	dma_unmap_single(dev, to, 64, DMA_TO_DEVICE);
	dma_unmap_single(dev, from, 64, DMA_FROM_DEVICE);
	dma_sync_single_for_cpu(dev, from, 64, DMA_FROM_DEVICE); /* expect-run: mapping-mismatch synced after it was unmapped */
	dma_sync_single_for_cpu(dev, 0x1000, 64, DMA_FROM_DEVICE); /* expect-run: mapping-mismatch without having been mapped */
}

static void for_device(struct device *dev, char *buffer)
{
	dma_addr_t to = map(dev, buffer, DMA_TO_DEVICE);
	dma_addr_t from = map(dev, buffer + 64, DMA_FROM_DEVICE);

	dma_sync_single_for_device(dev, from, 64, DMA_TO_DEVICE); /* expect-run: mapping-mismatch which the device only writes, is synced for the device */
	dma_sync_single_for_device(dev, to, 64, DMA_FROM_DEVICE); /* expect-run: mapping-mismatch with another direction: synced DMA_FROM_DEVICE */
	dma_sync_single_for_device(dev, to, 128, DMA_TO_DEVICE); /* expect-run: mapping-mismatch beyond its end: bytes 0 to 128 */
	dma_unmap_single(dev, to, 64, DMA_TO_DEVICE);
	dma_unmap_single(dev, from, 64, DMA_FROM_DEVICE);
	dma_sync_single_for_device(dev, to, 64, DMA_TO_DEVICE); /* expect-run: mapping-mismatch synced after it was unmapped */
	dma_sync_single_for_device(dev, 0x1000, 64, DMA_TO_DEVICE); /* expect-run: mapping-mismatch without having been mapped */
}

static void of_a_list(struct device *dev, char *buffer)
{
	struct scatterlist list[2];

	sg_init_table(list, 2);
	sg_set_buf(&list[0], buffer, 64);
	sg_set_buf(&list[1], buffer + 64, 64);
	if (!dma_map_sg(dev, list, 2, DMA_FROM_DEVICE))
		return;
	dma_sync_sg_for_cpu(dev, list, 1, DMA_FROM_DEVICE); /* expect-run: mapping-mismatch synced with another number of entries than were mapped: 1 of 2 */
	dma_sync_sg_for_device(dev, list, 1, DMA_FROM_DEVICE); /* expect-run: mapping-mismatch synced with another number of entries than were mapped: 1 of 2 */
	dma_unmap_sg(dev, list, 2, DMA_FROM_DEVICE);
}

static void toy_use(struct device *dev, char *buffer)
{
	for_cpu(dev, buffer);
	for_device(dev, buffer);
	of_a_list(dev, buffer);
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
