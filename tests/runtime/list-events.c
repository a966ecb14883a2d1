/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * list-events.c - a recorder is told when a counted object is put on a list or into a
 * table, and which mapping the object keeps by then
 */
#include <dmacheck/event.h>
#include <linux/dma-mapping.h>
#include <linux/idr.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/rculist.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/xarray.h>

#include "check.h"

struct thing {
	struct list_head node;
	struct hlist_node hashed;
	struct kref ref;
	void *memory;
	dma_addr_t address;
	char more[64];
};

static LIST_HEAD(things);
static LIST_HEAD(others);
static HLIST_HEAD(bucket);
static DEFINE_XARRAY_ALLOC(array);
static DEFINE_IDR(ids);
static struct platform_device *pdev;

static const void *object;
static unsigned long long list, dma_address;
static unsigned int added, deleted, set;

__attribute__((visibility("default")))
void dmacheck_event(const struct dmacheck_event *event)
{
	set += event->kind == DMACHECK_REF_GET && event->type == 1;
	if (event->kind == DMACHECK_REF_GET)
		dma_address = event->dma_address;
	if (event->kind != DMACHECK_LIST_ADD && event->kind != DMACHECK_LIST_DEL)
		return;
	added += event->kind == DMACHECK_LIST_ADD;
	deleted += event->kind == DMACHECK_LIST_DEL;
	object = event->object;
	list = event->address;
	dma_address = event->dma_address;
}

/* Whether since the last call so many were told. */
static bool told(unsigned int adds, unsigned int dels)
{
	bool right = added == adds && deleted == dels;

	if (!right)
		pr_err("added %u, not %u; deleted %u, not %u\n", added, adds, deleted, dels);
	added = 0;
	deleted = 0;
	return right;
}

static struct thing *create(void)
{
	struct thing *thing = kzalloc(sizeof(*thing), GFP_KERNEL);

	if (thing)
		kref_init(&thing->ref);
	return thing;
}

static void check_lists(struct thing *thing)
{
	struct thing *second = create();
	LIST_HEAD(own);

	EXPECT(second && set == 2);
	list_add(&thing->node, &things);
	EXPECT(object == &thing->node && list == (unsigned long)&things && told(1, 0));
	list_add_tail(&second->node, &things);
	list_move(&thing->node, &others);
	EXPECT(list == (unsigned long)&others && told(2, 0));
	list_move_tail(&thing->node, &own);
	EXPECT(object == &thing->node && told(0, 1));
	list_splice_init(&own, &things);
	EXPECT(told(1, 0));
	list_splice_tail_init(&things, &own);
	EXPECT(told(0, 2));
	list_del_init(&thing->node);
	list_move(&second->node, &things);
	EXPECT(told(1, 1));
	list_replace(&second->node, &thing->node);
	EXPECT(object == &thing->node && told(1, 1));
	list_del(&thing->node);
	list_add_rcu(&thing->node, &things);
	list_del_rcu(&thing->node);
	EXPECT(told(1, 2));
	hlist_add_head(&thing->hashed, &bucket);
	hlist_del_init(&thing->hashed);
	hlist_del_init(&thing->hashed);
	hlist_add_head_rcu(&thing->hashed, &bucket);
	hlist_del_rcu(&thing->hashed);
	EXPECT(told(2, 2));
	kfree(second);
}

static void check_tables(struct thing *thing)
{
	int id;
	u32 index;

	EXPECT(!xa_alloc(&array, &index, thing, xa_limit_31b, GFP_KERNEL));
	EXPECT(object == thing && told(1, 0));
	EXPECT(xa_store(&array, index, thing, GFP_KERNEL) == thing && told(0, 0));
	EXPECT(xa_erase(&array, index) == thing && told(0, 1));
	EXPECT(!xa_insert(&array, 7, thing, GFP_KERNEL) && told(1, 0));
	EXPECT(xa_cmpxchg(&array, 7, thing, xa_mk_value(5), GFP_KERNEL) == thing && told(0, 1));
	EXPECT(!xa_store(&array, 9, xa_mk_value(1), GFP_KERNEL) && told(0, 0));
	xa_destroy(&array);
	id = idr_alloc(&ids, thing, 0, 0, GFP_KERNEL);
	EXPECT(id == 0 && told(1, 0));
	EXPECT(idr_replace(&ids, NULL, id) == thing && told(0, 1));
	EXPECT(idr_replace(&ids, thing, id) == NULL && told(1, 0));
	EXPECT(idr_remove(&ids, id) == thing && told(0, 1));
	idr_destroy(&ids);
}

/* What has no count is nobody's matter; nor is what is not on the heap. */
static void check_others(void)
{
	struct thing *thing = kzalloc(sizeof(*thing), GFP_KERNEL);
	static struct thing lasting;

	EXPECT(thing);
	list_add(&thing->node, &things);
	list_del(&thing->node);
	EXPECT(told(0, 0));
	kref_init(&lasting.ref);
	list_add(&lasting.node, &things);
	list_del(&lasting.node);
	EXPECT(told(0, 0));
	refcount_set((refcount_t *)thing->more, 1);
	list_add(&thing->node, &things);
	list_del(&thing->node);
	EXPECT(told(1, 1));
	kfree(thing);
}

/* It is known after it was freed, until another gets its memory. */
static void check_freed(void)
{
	struct thing *thing = create(), *again;

	EXPECT(thing);
	INIT_LIST_HEAD(&thing->node);
	kfree(thing);
	dmacheck_unlisted(&thing->node);
	EXPECT(told(0, 1) && !dma_address);
	again = kzalloc(sizeof(*again), GFP_KERNEL);
	if (again == thing) {
		dmacheck_unlisted(&again->node);
		EXPECT(told(0, 0));
	}
	kfree(again);
}

static bool keeps(struct thing *thing, unsigned long long expected)
{
	list_add(&thing->node, &things);
	if (!EXPECT(dma_address == expected))
		pr_err("it keeps 0x%llx, not 0x%llx\n", dma_address, expected);
	list_del(&thing->node);
	kref_get(&thing->ref);
	return EXPECT(dma_address == expected);
}

static void check_mapping(struct thing *thing, char *memory)
{
	struct device *dev = &pdev->dev;

	keeps(thing, 0);
	thing->address = dma_map_single(dev, memory, 64, DMA_TO_DEVICE);
	EXPECT(!dma_mapping_error(dev, thing->address));
	keeps(thing, 0);		/* of which memory, it does not say */
	thing->memory = memory;
	keeps(thing, thing->address);
	thing->memory = virt_to_page(memory);
	keeps(thing, thing->address);
	thing->memory = memory + 8;
	keeps(thing, 0);		/* left behind by another */
	dma_unmap_single(dev, thing->address, 64, DMA_TO_DEVICE);
	thing->memory = memory;
	keeps(thing, 0);
	thing->address = dma_map_single(dev, thing->more, 64, DMA_TO_DEVICE);
	thing->memory = NULL;
	keeps(thing, thing->address);	/* within itself */
	dma_unmap_single(dev, thing->address, 64, DMA_TO_DEVICE);
}

static void check_failure(struct thing *thing, char *memory)
{
	u64 mask = *pdev->dev.dma_mask;

	*pdev->dev.dma_mask = 0;
	thing->address = dma_map_single(&pdev->dev, memory, 64, DMA_TO_DEVICE);
	*pdev->dev.dma_mask = mask;
	EXPECT(dma_mapping_error(&pdev->dev, thing->address));
	keeps(thing, 0);
	thing->memory = memory;
	keeps(thing, DMA_MAPPING_ERROR);
}

static int __init list_events_init(void)
{
	char *memory = kzalloc(4096, GFP_KERNEL);
	struct thing *thing;

	pdev = platform_device_register_simple("lists", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(pdev) || !memory)
		return -ENOMEM;
	dmacheck_recording = 1;
	set = 0;
	thing = create();
	CHECK(thing && set == 1);
	check_lists(thing);
	check_tables(thing);
	check_others();
	check_freed();
	check_mapping(thing, memory);
	check_failure(thing, memory);
	dmacheck_recording = 0;
	kfree(thing);
	kfree(memory);
	platform_device_unregister(pdev);
	return check_result();
}

static void __exit list_events_exit(void)
{
}

module_init(list_events_init);
module_exit(list_events_exit);
MODULE_LICENSE("GPL");
