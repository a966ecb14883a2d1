/* SPDX-License-Identifier: GPL-2.0-or-later */
/* all users are gone: nobody can find a buffer between its unmap and its list_del */
/* run: weakest, random 1-3, none */
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
	struct kref ref;	/* one is the list's */
	void *memory;
	size_t size;
	dma_addr_t address;
};

static LIST_HEAD(buffers);
static DEFINE_SPINLOCK(buffers_lock);
static DECLARE_COMPLETION(found);
static DECLARE_COMPLETION(go_on);
static struct platform_device *pdev;

static void buffer_release(struct kref *ref)
{
	struct buffer *buffer = container_of(ref, struct buffer, ref);

	kfree(buffer->memory);
	kfree(buffer);
}

static void buffer_put(struct buffer *buffer)
{
	kref_put(&buffer->ref, buffer_release);
}

static struct buffer *buffer_find(void)
{
	struct buffer *buffer;

	spin_lock(&buffers_lock);
	buffer = list_first_entry_or_null(&buffers, struct buffer, node);
	if (buffer)
		kref_get(&buffer->ref);
	spin_unlock(&buffers_lock);
	return buffer;
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
	buffer->address = dma_map_single(&pdev->dev, buffer->memory, size, DMA_TO_DEVICE);
	if (dma_mapping_error(&pdev->dev, buffer->address))
		goto err_put;
	spin_lock(&buffers_lock);
	list_add(&buffer->node, &buffers);
	spin_unlock(&buffers_lock);
	return buffer;

err_put:
	buffer_put(buffer);
	return NULL;
}

static int buffers_drop(void)
{
	struct buffer *buffer, *next;

	list_for_each_entry_safe(buffer, next, &buffers, node) {
		dma_unmap_single(&pdev->dev, buffer->address, buffer->size, DMA_TO_DEVICE);
		list_del(&buffer->node);
		buffer_put(buffer);
	}
	return 0;
}

static int user(void *unused)
{
	struct buffer *buffer = buffer_find();

	complete(&found);
	wait_for_completion(&go_on);
	if (buffer)
		buffer_put(buffer);
	while (!kthread_should_stop())
		schedule_timeout_interruptible(1);
	return 0;
}

static int __init buffers_init(void)
{
	struct task_struct *task;
	int err;

	pdev = platform_device_register_simple("buffers", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(pdev))
		return PTR_ERR(pdev);
	if (!buffer_create(256) || !buffer_create(64))
		return -ENOMEM;
	task = kthread_run(user, NULL, "user");
	if (IS_ERR(task))
		return PTR_ERR(task);
	wait_for_completion(&found);
	complete(&go_on);
	kthread_stop(task);
	err = buffers_drop();
	return err;
}

static void __exit buffers_exit(void)
{
	platform_device_unregister(pdev);
}

module_init(buffers_init);
module_exit(buffers_exit);
MODULE_LICENSE("GPL");
