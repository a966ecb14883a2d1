/* SPDX-License-Identifier: GPL-2.0-or-later */
/* the mapping fails, and the buffer is listed and found all the same */
#include <linux/completion.h>
#include <linux/dma-mapping.h>
#include <linux/kref.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct buffer {
	struct list_head node;
	struct kref ref;
	void *memory;
	size_t size;
	dma_addr_t address;
};

static LIST_HEAD(buffers);
static DEFINE_SPINLOCK(buffers_lock);
static DECLARE_COMPLETION(synced);
static struct platform_device *pdev;

static void buffer_release(struct kref *ref)
{
	struct buffer *buffer = container_of(ref, struct buffer, ref);

	kfree(buffer->memory);
	kfree(buffer);
}

static void buffer_list(struct buffer *buffer)
{
	spin_lock(&buffers_lock);
	list_add(&buffer->node, &buffers);
	spin_unlock(&buffers_lock);
}

static void buffer_unlist(struct buffer *buffer)
{
	spin_lock(&buffers_lock);
	list_del(&buffer->node);
	spin_unlock(&buffers_lock);
}

static struct buffer *buffer_find(void)
{
	struct buffer *buffer;

	spin_lock(&buffers_lock);
	buffer = list_first_entry_or_null(&buffers, struct buffer, node);
	if (buffer)
		kref_get(&buffer->ref); /* expect-run: publish-before-ready although its mapping failed */
	spin_unlock(&buffers_lock);
	return buffer;
}

static int buffer_map(struct buffer *buffer)
{
	buffer->address = dma_map_single(&pdev->dev, buffer->memory, buffer->size, DMA_TO_DEVICE);
	return dma_mapping_error(&pdev->dev, buffer->address) ? -ENOMEM : 0;
}

static struct buffer *buffer_create(size_t size)
{
	struct buffer *buffer = kzalloc(sizeof(*buffer), GFP_KERNEL);

	if (!buffer)
		return NULL;
	kref_init(&buffer->ref);
	buffer->size = size;
	buffer->memory = kzalloc(size, GFP_KERNEL);
	if (!buffer->memory)
		goto err_put;
	if (buffer_map(buffer))
		pr_err("no mapping\n");
	buffer_list(buffer);
	return buffer;

err_put:
	kref_put(&buffer->ref, buffer_release);
	return NULL;
}

static void buffer_destroy(struct buffer *buffer)
{
	buffer_unlist(buffer);
	kref_put(&buffer->ref, buffer_release);
}

static int user(void *unused)
{
	struct buffer *buffer = buffer_find();

	if (buffer)
		kref_put(&buffer->ref, buffer_release);
	complete(&synced);
	return 0;
}

static int __init buffers_init(void)
{
	struct task_struct *task;
	struct buffer *buffer;

	pdev = platform_device_register_simple("buffers", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(pdev))
		return PTR_ERR(pdev);
	*pdev->dev.dma_mask = DMA_BIT_MASK(12);	/* no address is that small */
	buffer = buffer_create(256);
	if (!buffer)
		return -ENOMEM;
	task = kthread_run(user, NULL, "user");
	if (!IS_ERR(task))
		wait_for_completion(&synced);
	buffer_destroy(buffer);
	return PTR_ERR_OR_ZERO(task);
}

static void __exit buffers_exit(void)
{
	platform_device_unregister(pdev);
}

module_init(buffers_init);
module_exit(buffers_exit);
MODULE_LICENSE("GPL");
