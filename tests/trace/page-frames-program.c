/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * page-frames-program.c - pages that move while they are mapped: for page-frames.sh
 */
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/platform_device.h>

int fork(void);
int kill(int pid, int signal);
int pause(void);
int waitpid(int pid, int *status, int options);
void *mmap(void *address, unsigned long size, int access, int flags, int file, long offset);
int madvise(void *address, unsigned long size, int advice);

enum { READ_WRITE = 3, PRIVATE_ANONYMOUS = 0x22, DONTNEED = 4, KILL = 9, SIZE = 4096 };

/* Synced for the CPU, so that only the frame is wrong. */
static dma_addr_t map(struct device *dev, char *page)
{
	dma_addr_t address = dma_map_single(dev, page, SIZE, DMA_BIDIRECTIONAL);

	if (!dma_mapping_error(dev, address))
		dma_sync_single_for_cpu(dev, address, SIZE, DMA_BIDIRECTIONAL);
	return address;
}

static void nothing_moves(struct device *dev, char *page)
{
	dma_addr_t address = map(dev, page);

	WRITE_ONCE(page[0], 1);
	dma_unmap_single(dev, address, SIZE, DMA_BIDIRECTIONAL);
}

/* The child keeps the page, and the parent writes to a copy. */
static void writes_after_fork(struct device *dev, char *page)
{
	dma_addr_t address = map(dev, page);
	int child = fork();

	if (!child)
		for (;;)
			pause();
	WRITE_ONCE(page[0], 2);
	dma_unmap_single(dev, address, SIZE, DMA_BIDIRECTIONAL);
	kill(child, KILL);
	waitpid(child, NULL, 0);
}

static void drops(struct device *dev, char *page)
{
	dma_addr_t address = map(dev, page);

	madvise(page, SIZE, DONTNEED);
	dma_unmap_single(dev, address, SIZE, DMA_BIDIRECTIONAL);
}

static int __init frames_init(void)
{
	struct platform_device *pdev = platform_device_register_simple("frames", -1, NULL, 0);
	char *page = mmap(NULL, SIZE, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0);

	if (IS_ERR(pdev))
		return PTR_ERR(pdev);
	nothing_moves(&pdev->dev, page);
	writes_after_fork(&pdev->dev, page);
	drops(&pdev->dev, page);
	platform_device_unregister(pdev);
	return 0;
}

static void __exit frames_exit(void)
{
}

module_init(frames_init);
module_exit(frames_exit);
MODULE_LICENSE("GPL");
