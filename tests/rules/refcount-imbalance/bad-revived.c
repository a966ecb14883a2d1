/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The release function takes the object off its list: until it has the lock, others
 * find an object that has no reference left, and take one all the same.
 */
#include <linux/completion.h>
#include <linux/kref.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct buffer {
	struct list_head node;
	struct kref ref;
};

static LIST_HEAD(buffers);
static DEFINE_SPINLOCK(buffers_lock);
static DECLARE_COMPLETION(releasing);
static DECLARE_COMPLETION(taken);
static DECLARE_COMPLETION(done);

static void buffer_release(struct kref *ref)
{
	struct buffer *buffer = container_of(ref, struct buffer, ref);

	complete(&releasing);
	wait_for_completion(&taken);
	spin_lock(&buffers_lock);
	list_del(&buffer->node);
	spin_unlock(&buffers_lock);
	wait_for_completion(&done);
	kfree(buffer);
}

static struct buffer *buffer_first(void)
{
	struct buffer *buffer;

	spin_lock(&buffers_lock);
	buffer = list_first_entry_or_null(&buffers, struct buffer, node);
	if (buffer)
		kref_get(&buffer->ref); /* expect-run: refcount-imbalance when none is left */
	spin_unlock(&buffers_lock);
	return buffer;
}

static int user(void *unused)
{
	wait_for_completion(&releasing);
	buffer_first();
	complete(&taken);
	complete(&done);
	return 0;
}

static int __init buffers_init(void)
{
	struct buffer *buffer = kzalloc(sizeof(*buffer), GFP_KERNEL);
	struct task_struct *task;

	if (!buffer)
		return -ENOMEM;
	task = kthread_run(user, NULL, "user");
	if (IS_ERR(task)) {
		kfree(buffer);
		return PTR_ERR(task);
	}
	kref_init(&buffer->ref);
	spin_lock(&buffers_lock);
	list_add(&buffer->node, &buffers);
	spin_unlock(&buffers_lock);
	kref_put(&buffer->ref, buffer_release);
	return 0;
}

static void __exit buffers_exit(void)
{
}

module_init(buffers_init);
module_exit(buffers_exit);
MODULE_LICENSE("GPL");
