/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unmapped before the page goes to another address */
/* run: weakest, random 1-3, none */
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/platform_device.h>

void *mmap(void *address, unsigned long size, int access, int flags, int file, long offset);
void *mremap(void *address, unsigned long size, unsigned long new_size, int flags, ...);
int munmap(void *address, unsigned long size);

enum { READ_WRITE = 3, PRIVATE_ANONYMOUS = 0x22, MOVES = 3, SIZE = 4096 };

static void toy_use(struct device *dev)
{
	char *pages = mmap(NULL, SIZE, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0);
	char *place = mmap(NULL, SIZE, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0);
	dma_addr_t address = dma_map_single(dev, pages, SIZE, DMA_FROM_DEVICE);

	if (dma_mapping_error(dev, address))
		return;
	dma_unmap_single(dev, address, SIZE, DMA_FROM_DEVICE);
	mremap(pages, SIZE, SIZE, MOVES, place);
	munmap(place, SIZE);
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
