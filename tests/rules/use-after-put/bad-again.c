/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Buffers that are used again though their last put has freed them: one is taken, one
 * goes to a list of free ones, the memory of one is mapped.
 */
#include <linux/dma-mapping.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

struct buffer {
	struct list_head node;
	struct kref ref;
	char data[128] ____cacheline_aligned;
};

static LIST_HEAD(busy);
static LIST_HEAD(idle);
static struct platform_device *pdev;

static void buffer_release(struct kref *ref)
{
	kfree(container_of(ref, struct buffer, ref));
}

static void buffer_transfer(struct buffer *buffer)
{
	dma_addr_t address;

	address = dma_map_single(&pdev->dev, buffer->data, sizeof(buffer->data), DMA_TO_DEVICE); /* expect-run: use-after-put memory in a counted object */
	if (!dma_mapping_error(&pdev->dev, address))
		dma_unmap_single(&pdev->dev, address, sizeof(buffer->data), DMA_TO_DEVICE);
}

static struct buffer *buffer_create(void)
{
	struct buffer *buffer = kzalloc(sizeof(*buffer), GFP_KERNEL);

	if (!buffer)
		return NULL;
	kref_init(&buffer->ref);
	list_add(&buffer->node, &busy);
	buffer_transfer(buffer);
	return buffer;
}

static void buffer_done(struct buffer *buffer)
{
	list_del(&buffer->node);
	kref_put(&buffer->ref, buffer_release);
}

static void take_again(void)
{
	struct buffer *buffer = buffer_create();

	if (!buffer)
		return;
	buffer_done(buffer);
	kref_get(&buffer->ref); /* expect-run: use-after-put a reference of a counted object */
}

static void list_again(void)
{
	struct buffer *buffer = buffer_create();

	if (!buffer)
		return;
	buffer_done(buffer);
	list_add(&buffer->node, &idle); /* expect-run: use-after-put is put on a list after the last put has freed it */
}

static void map_again(void)
{
	struct buffer *buffer = buffer_create();

	if (!buffer)
		return;
	buffer_done(buffer);
	buffer_transfer(buffer);
}

static int __init buffers_init(void)
{
	pdev = platform_device_register_simple("buffers", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(pdev))
		return PTR_ERR(pdev);
	take_again();
	list_again();
	INIT_LIST_HEAD(&idle);
	map_again();
	return 0;
}

static void __exit buffers_exit(void)
{
	platform_device_unregister(pdev);
}

module_init(buffers_init);
module_exit(buffers_exit);
MODULE_LICENSE("GPL");
