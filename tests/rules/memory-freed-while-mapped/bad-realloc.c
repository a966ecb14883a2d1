/* SPDX-License-Identifier: GPL-2.0-or-later */
/* memory that a reallocation has given up, and memory of the C library */
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

void *mmap(void *address, unsigned long size, int access, int flags, int file, long offset);
int munmap(void *address, unsigned long size);

static void reallocates(struct device *dev)
{
	char *buffer = kmalloc(64, GFP_KERNEL), *larger;
	dma_addr_t address;

	if (!buffer)
		return;
	address = dma_map_single(dev, buffer, 64, DMA_TO_DEVICE);
	larger = krealloc(buffer, 65536, GFP_KERNEL); /* expect-run: memory-freed-while-mapped is freed while it is mapped */
	if (!dma_mapping_error(dev, address))
		dma_unmap_single(dev, address, 64, DMA_TO_DEVICE);
	kfree(larger ? larger : buffer);
}

static void gives_back(struct device *dev)
{
	char *pages = mmap(NULL, 8192, 3, 0x22, -1, 0);
	dma_addr_t address = dma_map_single(dev, pages + 4096, 64, DMA_FROM_DEVICE);

	munmap(pages, 8192); /* expect-run: memory-freed-while-mapped is freed while it is mapped: munmap */
	if (!dma_mapping_error(dev, address))
		dma_unmap_single(dev, address, 64, DMA_FROM_DEVICE);
}

static void toy_use(struct device *dev)
{
	reallocates(dev);
	gives_back(dev);
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
