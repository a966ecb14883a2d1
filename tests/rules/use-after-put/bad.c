/* SPDX-License-Identifier: GPL-2.0-or-later */
/* a buffer is put, and may be gone, before it is taken off its list */
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct buffer {
	struct kref ref;
	u32 id;
	char name[16];
	struct list_head node;
};

static LIST_HEAD(buffers);
static DEFINE_SPINLOCK(buffers_lock);

static void buffer_release(struct kref *ref)
{
	kfree(container_of(ref, struct buffer, ref));
}

static void buffer_destroy(struct buffer *buffer)
{
	spin_lock(&buffers_lock);
	kref_put(&buffer->ref, buffer_release);
	list_del(&buffer->node); /* expect-run: use-after-put is taken off its list after the last put has freed it */
	spin_unlock(&buffers_lock);
}

static struct buffer *buffer_create(u32 id)
{
	struct buffer *buffer = kzalloc(sizeof(*buffer), GFP_KERNEL);

	if (!buffer)
		return NULL;
	kref_init(&buffer->ref);
	buffer->id = id;
	spin_lock(&buffers_lock);
	list_add_tail(&buffer->node, &buffers);
	spin_unlock(&buffers_lock);
	return buffer;
}

static int __init buffers_init(void)
{
	struct buffer *buffer = buffer_create(1);

	if (!buffer)
		return -ENOMEM;
	buffer_destroy(buffer);
	return 0;
}

static void __exit buffers_exit(void)
{
}

module_init(buffers_init);
module_exit(buffers_exit);
MODULE_LICENSE("GPL");
