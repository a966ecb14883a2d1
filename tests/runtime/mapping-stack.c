/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-stack.c - a report about a mapping lists who called the driver's map function
 *
 * Two functions map through the same third one: the line is the same, the stack is not.
 */
/* proves: I5 */
/* expect-count: 2 frees DMA memory with different size */
/* expect-count: 2 Mapped at: */
/* expect-count: 1 start_receive at mapping-stack.c: */
/* expect-count: 1 start_send at mapping-stack.c: */
/* expect-count: 2 map_buffer at mapping-stack.c: */
#include <dmacheck/active.h>
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

static struct device *dev;
static char *buffer;

#define CHECK(condition) \
	do { \
		if (!(condition)) { \
			pr_err("FAIL %s:%d: %s\n", __FILE__, __LINE__, #condition); \
			return -EINVAL; \
		} \
	} while (0)

static noinline dma_addr_t map_buffer(enum dma_data_direction direction)
{
	dma_addr_t dma = dma_map_single(dev, buffer, 64, direction);

	return dma_mapping_error(dev, dma) ? 0 : dma;
}

static noinline dma_addr_t start_receive(void)
{
	dma_addr_t dma = map_buffer(DMA_FROM_DEVICE);

	barrier();	/* not a tail call */
	return dma;
}

static noinline dma_addr_t start_send(void)
{
	dma_addr_t dma = map_buffer(DMA_TO_DEVICE);

	barrier();
	return dma;
}

/* The same place, from two callers. */
static int callers(void)
{
	struct dmacheck_mapping one, two;
	dma_addr_t receive, send;

	receive = start_receive();
	CHECK(receive && dmacheck_mapping_of(dev, receive, &one));
	dma_unmap_single(dev, receive, 32, DMA_FROM_DEVICE);	/* told */
	send = start_send();
	CHECK(send && dmacheck_mapping_of(dev, send, &two));
	dma_unmap_single(dev, send, 32, DMA_TO_DEVICE);		/* told */
	CHECK(one.caller && one.caller == two.caller);
	return 0;
}

static noinline int map_deep(int depth)
{
	int err;

	if (!depth) {
		dma_addr_t dma = map_buffer(DMA_TO_DEVICE);

		CHECK(dma);
		dma_unmap_single(dev, dma, 64, DMA_TO_DEVICE);
		return 0;
	}
	err = map_deep(depth - 1);
	barrier();
	return err;
}

static int __init mapping_stack_init(void)
{
	struct platform_device *pdev;
	int err;

	pdev = platform_device_register_simple("stack", PLATFORM_DEVID_NONE, NULL, 0);
	buffer = kmalloc(64, GFP_KERNEL);
	CHECK(!IS_ERR(pdev) && buffer);
	dev = &pdev->dev;
	err = callers();
	err = err ?: map_deep(100);
	kfree(buffer);
	platform_device_unregister(pdev);
	return err;
}
module_init(mapping_stack_init);
MODULE_LICENSE("GPL");
