/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * devres.c - what a device owns, and gives up newest first
 *
 *   dev->devres_head: oldest ... newest     by dev->devres_lock
 *
 * drivers/base/devres.c. A resource is a block with this header before it. Its
 * release function runs with no lock held.
 */
#include <linux/device.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/kernel.h>
#include <linux/spinlock.h>

#include "runtime/device/devres.h"

void *__devres_alloc_node(dr_release_t release, size_t size, gfp_t gfp, int nid,
			  const char *name)
{
	struct devres *node;
	size_t bytes;

	if (__builtin_add_overflow(sizeof(*node), size, &bytes))
		return NULL;
	node = kzalloc(bytes, gfp);
	if (!node)
		return NULL;
	INIT_LIST_HEAD(&node->entry);
	node->release = release;
	node->name = name;
	node->size = size;
	return node->data;
}

void devres_free(void *res)
{
	struct devres *node;

	if (!res)
		return;
	node = devres_node(res);
	WARN_ON(!list_empty(&node->entry));
	kfree(node);
}

void devres_add(struct device *dev, void *res)
{
	struct devres *node = devres_node(res);
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	WARN_ON(!list_empty(&node->entry));
	list_add_tail(&node->entry, &dev->devres_head);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
}

/* devres_lock held; newest first */
static struct devres *find_locked(struct device *dev, dr_release_t release, dr_match_t match,
				  void *match_data)
{
	struct devres *node;

	list_for_each_entry_reverse(node, &dev->devres_head, entry) {
		if (node->release != release)
			continue;
		if (!match || match(dev, node->data, match_data))
			return node;
	}
	return NULL;
}

void *devres_find(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	struct devres *node;
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	node = find_locked(dev, release, match, match_data);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	return node ? node->data : NULL;
}

void *devres_get(struct device *dev, void *new_res, dr_match_t match, void *match_data)
{
	struct devres *fresh = devres_node(new_res), *node;
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	node = find_locked(dev, fresh->release, match, match_data);
	if (!node) {
		list_add_tail(&fresh->entry, &dev->devres_head);
		node = fresh;
		fresh = NULL;
	}
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	if (fresh)
		devres_free(fresh->data);
	return node->data;
}

void *devres_remove(struct device *dev, dr_release_t release, dr_match_t match,
		    void *match_data)
{
	struct devres *node;
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	node = find_locked(dev, release, match, match_data);
	if (node)
		list_del_init(&node->entry);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	return node ? node->data : NULL;
}

int devres_destroy(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	void *res = devres_remove(dev, release, match, match_data);

	if (!res)
		return -ENOENT;
	devres_free(res);
	return 0;
}

int devres_release(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	void *res = devres_remove(dev, release, match, match_data);

	if (!res)
		return -ENOENT;
	release(dev, res);
	devres_free(res);
	return 0;
}

void devres_for_each_res(struct device *dev, dr_release_t release, dr_match_t match,
			 void *match_data, void (*fn)(struct device *, void *, void *),
			 void *data)
{
	struct devres *node, *next;
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	list_for_each_entry_safe_reverse(node, next, &dev->devres_head, entry) {
		if (node->release == release && (!match || match(dev, node->data, match_data)))
			fn(dev, node->data, data);
	}
	spin_unlock_irqrestore(&dev->devres_lock, flags);
}

/* Releases what is on @doomed, newest first. */
static void release_list(struct device *dev, struct list_head *doomed)
{
	struct devres *node, *next;

	list_for_each_entry_safe_reverse(node, next, doomed, entry) {
		list_del_init(&node->entry);
		if (node->release)
			node->release(dev, node->data);
		kfree(node);
	}
}

/* All of them at once: what a release function adds is the next round's. */
int devres_release_all(struct device *dev)
{
	LIST_HEAD(doomed);
	unsigned long flags;

	if (list_empty(&dev->devres_head))
		return 0;
	spin_lock_irqsave(&dev->devres_lock, flags);
	list_splice_init(&dev->devres_head, &doomed);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	release_list(dev, &doomed);
	return 0;
}

/* A group is what lies between two markers; an open one reaches to the newest. */
static void group_begin(struct device *dev, void *res)
{
}

static void group_end(struct device *dev, void *res)
{
}

struct group {
	void *id;
};

static int group_match(struct device *dev, void *res, void *id)
{
	return !id || ((struct group *)res)->id == id;
}

void *devres_open_group(struct device *dev, void *id, gfp_t gfp)
{
	struct group *group = devres_alloc(group_begin, sizeof(*group), gfp);

	if (!group)
		return NULL;
	group->id = id ? id : group;
	devres_add(dev, group);
	return group->id;
}

void devres_close_group(struct device *dev, void *id)
{
	struct group *begin = devres_find(dev, group_begin, group_match, id);
	struct group *end = begin ? devres_alloc(group_end, sizeof(*end), GFP_KERNEL) : NULL;

	WARN_ON(!begin);
	if (!end)
		return;
	end->id = begin->id;
	devres_add(dev, end);
}

void devres_remove_group(struct device *dev, void *id)
{
	struct group *begin = devres_find(dev, group_begin, group_match, id);

	if (WARN_ON(!begin))
		return;
	id = begin->id;
	devres_destroy(dev, group_end, group_match, id);
	devres_destroy(dev, group_begin, group_match, id);
}

int devres_release_group(struct device *dev, void *id)
{
	struct devres *node, *next, *begin;
	LIST_HEAD(doomed);
	unsigned long flags;
	int count = 0;

	spin_lock_irqsave(&dev->devres_lock, flags);
	begin = find_locked(dev, group_begin, group_match, id);
	if (begin) {
		id = ((struct group *)begin->data)->id;
		node = begin;
		list_for_each_entry_safe_from(node, next, &dev->devres_head, entry) {
			bool last = node->release == group_end && group_match(dev, node->data, id);

			list_move_tail(&node->entry, &doomed);
			count++;
			if (last)
				break;
		}
	}
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	WARN_ON(!begin);
	release_list(dev, &doomed);
	return count;
}
