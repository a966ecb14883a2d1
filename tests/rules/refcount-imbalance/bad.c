/* SPDX-License-Identifier: GPL-2.0-or-later */
/* a find takes a reference, which an early return forgets */
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct region {
	struct list_head node;
	struct kref ref;
	u32 start;
	u32 size;
};

static LIST_HEAD(regions);
static DEFINE_SPINLOCK(regions_lock);

static void region_release(struct kref *ref)
{
	kfree(container_of(ref, struct region, ref));
}

static void region_put(struct region *region)
{
	kref_put(&region->ref, region_release);
}

static struct region *region_find(u32 at)
{
	struct region *region, *found = NULL;

	spin_lock(&regions_lock);
	list_for_each_entry(region, &regions, node) {
		if (at - region->start >= region->size)
			continue;
		kref_get(&region->ref); /* expect-run: refcount-imbalance never given up: 1 is left */
		found = region;
		break;
	}
	spin_unlock(&regions_lock);
	return found;
}

static int region_check(u32 at, u32 size)
{
	struct region *region = region_find(at);
	int err = 0;

	if (!region)
		return -ENOENT;
	if (size > region->size - (at - region->start))
		return -EINVAL;
	region_put(region);
	return err;
}

static int region_add(u32 start, u32 size)
{
	struct region *region = kzalloc(sizeof(*region), GFP_KERNEL);

	if (!region)
		return -ENOMEM;
	kref_init(&region->ref);
	region->start = start;
	region->size = size;
	spin_lock(&regions_lock);
	list_add(&region->node, &regions);
	spin_unlock(&regions_lock);
	return 0;
}

static void regions_drop(void)
{
	struct region *region, *next;
	LIST_HEAD(dropped);

	spin_lock(&regions_lock);
	list_splice_init(&regions, &dropped);
	spin_unlock(&regions_lock);
	list_for_each_entry_safe(region, next, &dropped, node)
		region_put(region);
}

static int __init regions_init(void)
{
	int err = region_add(0x1000, 0x1000) ?: region_add(0x4000, 0x800);

	if (err) {
		regions_drop();
		return err;
	}
	pr_info("inside: %d\n", region_check(0x1800, 0x100));
	pr_info("beyond: %d\n", region_check(0x4700, 0x200));
	pr_info("nowhere: %d\n", region_check(0x3000, 1));
	return 0;
}

static void __exit regions_exit(void)
{
	regions_drop();
}

module_init(regions_init);
module_exit(regions_exit);
MODULE_LICENSE("GPL");
