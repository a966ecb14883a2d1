/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages that may be others: written after a fork, dropped; only frames could tell */
/* run-options: --pfn=virtual */
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/platform_device.h>

int fork(void);
int waitpid(int pid, int *status, int options);
void _exit(int status) __attribute__((noreturn));
void *mmap(void *address, unsigned long size, int access, int flags, int file, long offset);
int munmap(void *address, unsigned long size);
int madvise(void *address, unsigned long size, int advice);

enum { READ_WRITE = 3, PRIVATE_ANONYMOUS = 0x22, DONTNEED = 4, SIZE = 4096 };

static void writes_after_fork(struct device *dev, char *pages)
{
	dma_addr_t address = dma_map_single(dev, pages, SIZE, DMA_BIDIRECTIONAL);
	int child;

	if (dma_mapping_error(dev, address))
		return;
	dma_sync_single_for_cpu(dev, address, SIZE, DMA_BIDIRECTIONAL);
	child = fork();
	if (!child)
		_exit(0);
	WRITE_ONCE(pages[0], 1); /* expect-inconclusive: page-moved-while-mapped written after a fork */
	dma_unmap_single(dev, address, SIZE, DMA_BIDIRECTIONAL);
	waitpid(child, NULL, 0);
}

static void drops(struct device *dev, char *pages)
{
	dma_addr_t address = dma_map_single(dev, pages, SIZE, DMA_FROM_DEVICE);

	if (dma_mapping_error(dev, address))
		return;
	madvise(pages, SIZE, DONTNEED); /* expect-inconclusive: page-moved-while-mapped madvise */
	dma_unmap_single(dev, address, SIZE, DMA_FROM_DEVICE);
}

static void toy_use(struct device *dev)
{
	char *pages = mmap(NULL, SIZE, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0);

	writes_after_fork(dev, pages);
	drops(dev, pages);
	munmap(pages, SIZE);
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
