/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Two kinds of objects that are on lists without a mapping: sessions, whom others find
 * and who map for each transfer; and buffers that wait on a list of free ones, are
 * mapped, and go to the list of those in use.
 */
/* run: weakest, random 1-3, none */
#include <linux/completion.h>
#include <linux/dma-mapping.h>
#include <linux/kref.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct item {
	struct list_head node;
	struct kref ref;
	struct mutex lock;
	void *memory;
	dma_addr_t address;
};

enum { BYTES = 128 };

static LIST_HEAD(sessions);
static LIST_HEAD(idle);
static LIST_HEAD(busy);
static DEFINE_SPINLOCK(items_lock);
static DECLARE_COMPLETION(done);
static struct platform_device *pdev;

static void item_release(struct kref *ref)
{
	struct item *item = container_of(ref, struct item, ref);

	kfree(item->memory);
	kfree(item);
}

static void item_put(struct item *item)
{
	kref_put(&item->ref, item_release);
}

static struct item *item_create(struct list_head *list)
{
	struct item *item = kzalloc(sizeof(*item), GFP_KERNEL);

	if (!item)
		return NULL;
	kref_init(&item->ref);
	mutex_init(&item->lock);
	item->memory = kzalloc(BYTES, GFP_KERNEL);
	if (!item->memory) {
		item_put(item);
		return NULL;
	}
	spin_lock(&items_lock);
	list_add(&item->node, list);
	spin_unlock(&items_lock);
	return item;
}

static int item_map(struct item *item)
{
	item->address = dma_map_single(&pdev->dev, item->memory, BYTES, DMA_TO_DEVICE);
	return dma_mapping_error(&pdev->dev, item->address) ? -ENOMEM : 0;
}

static void item_unmap(struct item *item)
{
	dma_unmap_single(&pdev->dev, item->address, BYTES, DMA_TO_DEVICE);
}

static struct item *item_find(struct list_head *list)
{
	struct item *item;

	spin_lock(&items_lock);
	item = list_first_entry_or_null(list, struct item, node);
	if (item)
		kref_get(&item->ref);
	spin_unlock(&items_lock);
	return item;
}

static void item_drop(struct item *item)
{
	spin_lock(&items_lock);
	list_del(&item->node);
	spin_unlock(&items_lock);
	item_put(item);
}

static void session_transfer(void)
{
	struct item *item = item_find(&sessions);

	if (!item)
		return;
	mutex_lock(&item->lock);
	if (!item_map(item)) {
		cond_resched();
		item_unmap(item);
	}
	mutex_unlock(&item->lock);
	item_put(item);
}

static void buffer_transfer(void)
{
	struct item *item = item_find(&idle);

	if (!item)
		return;
	if (item_map(item)) {
		item_put(item);
		return;
	}
	spin_lock(&items_lock);
	list_move(&item->node, &busy);
	spin_unlock(&items_lock);
	cond_resched();
	spin_lock(&items_lock);
	list_del_init(&item->node);
	spin_unlock(&items_lock);
	item_unmap(item);
	spin_lock(&items_lock);
	list_add(&item->node, &idle);
	spin_unlock(&items_lock);
	item_put(item);
}

static int user(void *unused)
{
	int i;

	for (i = 0; i < 20; i++) {
		session_transfer();
		cond_resched();
	}
	complete(&done);
	return 0;
}

static int __init items_init(void)
{
	struct item *session, *buffer;
	struct task_struct *task;
	int i;

	pdev = platform_device_register_simple("items", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(pdev))
		return PTR_ERR(pdev);
	session = item_create(&sessions);
	buffer = item_create(&idle);
	if (!session || !buffer)
		return -ENOMEM;
	task = kthread_run(user, NULL, "user");
	for (i = 0; i < 20; i++) {
		session_transfer();
		buffer_transfer();
	}
	if (!IS_ERR(task))
		wait_for_completion(&done);
	item_drop(session);
	item_drop(buffer);
	return PTR_ERR_OR_ZERO(task);
}

static void __exit items_exit(void)
{
	platform_device_unregister(pdev);
}

module_init(items_init);
module_exit(items_exit);
MODULE_LICENSE("GPL");
