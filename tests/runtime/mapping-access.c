/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-access.c - the CPU and the bytes of mappings
 *
 * The CPU touches bytes of mappings; four of the touches are forbidden, each is told
 * once. What lies beside a mapping in the same 64 bytes is not.
 */
/* proves: I3 I8 */
/* watched */
/* run: weakest, none */
/* expect-count: 4 cpu touching an active dma mapped page */
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/dma-mapping.h>
#include <linux/platform_device.h>

static noinline void write_byte(volatile char *byte)
{
	*byte = 1;
}

static noinline char read_byte(volatile char *byte)
{
	return *byte;
}

/* Not aligned on purpose. */
static noinline __attribute__((no_sanitize("alignment"))) void write_word_across(char *bytes)
{
	*(u64 *)bytes = 1;
}

static noinline void clear(char *bytes, size_t size)
{
	memset(bytes, 0, size);
}

/* The same code, but called where it is allowed: no report has used its place up. */
static noinline void write_allowed(volatile char *byte)
{
	*byte = 2;
}

static void touch_to_device(struct device *dev, char *buffer)
{
	dma_addr_t dma = dma_map_single(dev, buffer + 16, 16, DMA_TO_DEVICE);

	if (dma_mapping_error(dev, dma))
		return;
	write_allowed(buffer + 15);
	write_allowed(buffer + 32);
	(void)*(volatile char *)(buffer + 16);
	write_byte(buffer + 16);		/* told */
	write_byte(buffer + 17);		/* the same place */
	dma_sync_single_for_cpu(dev, dma + 8, 8, DMA_TO_DEVICE);
	write_allowed(buffer + 24);
	dma_sync_single_for_device(dev, dma + 8, 8, DMA_TO_DEVICE);
	write_word_across(buffer + 9);		/* told: its last byte */
	dma_unmap_single(dev, dma, 16, DMA_TO_DEVICE);
	write_allowed(buffer + 16);
}

static void touch_from_device(struct device *dev, char *buffer)
{
	dma_addr_t dma = dma_map_single(dev, buffer, 4096, DMA_FROM_DEVICE);

	if (dma_mapping_error(dev, dma))
		return;
	read_byte(buffer + 4095);		/* told */
	clear(buffer + 4000, 64);		/* told */
	dma_unmap_single(dev, dma, 4096, DMA_FROM_DEVICE);
	clear(buffer, 4096);
}

static void touch_coherent(struct device *dev)
{
	dma_addr_t dma;
	char *memory = dma_alloc_coherent(dev, 64, &dma, GFP_KERNEL);

	if (!memory)
		return;
	write_allowed(memory);
	dma_free_coherent(dev, 64, memory, dma);
}

static int __init access_init(void)
{
	struct platform_device *pdev;
	char *buffer = kzalloc(8192, GFP_KERNEL);

	pdev = platform_device_register_simple("access", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(pdev) || !buffer)
		return -ENOMEM;
	touch_to_device(&pdev->dev, buffer);
	touch_from_device(&pdev->dev, buffer);
	touch_coherent(&pdev->dev);
	kfree(buffer);
	platform_device_unregister(pdev);
	return 0;
}

static void __exit access_exit(void)
{
}

module_init(access_init);
module_exit(access_exit);
MODULE_LICENSE("GPL");
