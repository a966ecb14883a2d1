/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-events.c - in which order map objects are mapped and listed, and under
 * which lock
 *
 * The program's own dmacheck_event() sees each step where it is taken. It asks for
 * frames too, while the engine holds the mapping lock: that must need no lock.
 */
/* proves: I2 I8 M1 M2 M3 M4 M5 */
/* expect-count: 1 map_obj is still in use (addr: 0x */
/* expect-count: 1 DMA mapping for object, which has no DMA mask */
#include <dmacheck/active.h>
#include <dmacheck/event.h>
#include <dmacheck/map-object.h>
#include <linux/kthread.h>
#include <linux/dma-debug.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

#include "check.h"

static struct dmacheck_map_context context, other;
static char *buffer;

static unsigned int kinds[16];
static long long values[16];
static unsigned int count, unlocked, frames_seen;
static bool watched;

__attribute__((visibility("default")))
void dmacheck_event(const struct dmacheck_event *event)
{
	if (!watched)
		return;
	switch (event->kind) {
	case DMACHECK_REF_GET:
	case DMACHECK_REF_PUT:
	case DMACHECK_OBJECT_LIST:
	case DMACHECK_OBJECT_UNLIST:
		unlocked += !spin_is_locked(&context.lock) && !spin_is_locked(&other.lock);
		break;
	case DMACHECK_MAP:
	case DMACHECK_UNMAP:
	case DMACHECK_SYNC_CPU:
	case DMACHECK_SYNC_DEVICE:
		frames_seen += dmacheck_frame_active(page_to_pfn(virt_to_page(buffer)));
		debug_dma_assert_idle(NULL);
		break;
	default:
		return;
	}
	kinds[count % 16] = event->kind;
	values[count++ % 16] = event->value;
}

/* Whether these have happened since, ended by DMACHECK_EVENT_NONE. */
static bool happened(const unsigned int *expected)
{
	unsigned int i;

	for (i = 0; i < count && expected[i] == kinds[i]; i++)
		;
	if (i == count && expected[i] == DMACHECK_EVENT_NONE)
		return true;
	pr_err("FAIL step %u is an event of kind %u\n", i, i < count ? kinds[i] : 0);
	return false;
}

#define HAPPENED(...) happened((const unsigned int []) { __VA_ARGS__, DMACHECK_EVENT_NONE })

static int map(char *address)
{
	struct dmacheck_map_object *object;

	object = dmacheck_map_object_create(&context, address, 256, DMA_BIDIRECTIONAL);
	if (!object)
		return -ENOMEM;
	count = 0;
	return dmacheck_map_object_map(object);
}

/* Mapped, then listed; unlisted, then unmapped. */
static int test_order(void)
{
	CHECK(!map(buffer));
	CHECK(HAPPENED(DMACHECK_MAP, DMACHECK_OBJECT_LIST));
	count = 0;
	CHECK(!dmacheck_map_begin(&context, buffer, 64));
	CHECK(HAPPENED(DMACHECK_REF_GET, DMACHECK_SYNC_DEVICE, DMACHECK_REF_PUT));
	count = 0;
	CHECK(!dmacheck_map_end(&context, buffer, 64));
	CHECK(HAPPENED(DMACHECK_REF_GET, DMACHECK_SYNC_CPU, DMACHECK_REF_PUT));
	CHECK(values[0] == 1 && values[2] == 0);
	count = 0;
	CHECK(dmacheck_map_begin(&context, buffer + 250, 64) == -EFAULT);
	CHECK(dmacheck_map_end(&context, buffer + 250, 64) == -EFAULT);
	CHECK(count == 0);
	CHECK(!dmacheck_map_object_unmap(&context, buffer, 256));
	CHECK(HAPPENED(DMACHECK_OBJECT_UNLIST, DMACHECK_UNMAP));
	CHECK(!unlocked && frames_seen > 0);
	return 0;
}

static int test_failure(void)
{
	u64 mask = *context.dev->dma_mask;

	*context.dev->dma_mask = 0;
	CHECK(map(buffer) == -ENOMEM);
	*context.dev->dma_mask = mask;
	CHECK(count == 0 || HAPPENED(DMACHECK_MAP));
	CHECK(list_empty(&context.objects));
	return 0;
}

static int test_busy(void)
{
	struct dmacheck_map_object *object;

	CHECK(!map(buffer));
	object = dmacheck_map_object_find(&context, buffer, 1);
	CHECK(object);
	count = 0;
	CHECK(dmacheck_map_object_unmap(&context, buffer, 256) == -EBUSY);
	CHECK(HAPPENED(DMACHECK_OBJECT_UNLIST) && values[0] == -EBUSY);

	/* meanwhile another object of the context is used and goes */
	CHECK(!map(buffer + 4096));
	CHECK(!dmacheck_map_begin(&context, buffer + 4096, 256));
	CHECK(!dmacheck_map_end(&context, buffer + 4096, 256));
	CHECK(!dmacheck_map_object_unmap(&context, buffer + 4096, 256));

	dmacheck_map_object_put(object);
	CHECK(!dmacheck_map_object_unmap(&context, buffer, 256));
	return 0;
}

static int use_other(void *result)
{
	struct dmacheck_map_object *object;
	char *address = buffer + 4096;

	object = dmacheck_map_object_create(&other, address, 64, DMA_TO_DEVICE);
	*(int *)result = !object || dmacheck_map_object_map(object) ||
			 dmacheck_map_begin(&other, address, 64) ||
			 dmacheck_map_object_unmap(&other, address, 64);
	return 0;
}

/* Another process works on while this one's list is locked. */
static int test_no_global_lock(void)
{
	int result = -1;

	spin_lock(&context.lock);
	use_other(&result);
	spin_unlock(&context.lock);
	CHECK(!result);
	return 0;
}

/* Seven overlaps are counted without a word; mapping-active.c has one more. */
static int test_seven_overlaps(struct device *dev)
{
	unsigned long pfn = page_to_pfn(virt_to_page(buffer));
	dma_addr_t dma[8];
	int i;

	for (i = 0; i < 8; i++) {
		dma[i] = dma_map_single(dev, buffer + i * 64, 64, DMA_TO_DEVICE);
		CHECK(!dma_mapping_error(dev, dma[i]));
	}
	CHECK(dmacheck_frame_mappings(pfn) == 8);
	for (i = 0; i < 8; i++) {
		CHECK(dmacheck_frame_active(pfn));
		dma_unmap_single(dev, dma[i], 64, DMA_TO_DEVICE);
	}
	CHECK(!dmacheck_frame_active(pfn));
	return 0;
}

static int __init mapping_events_init(void)
{
	struct platform_device *pdev;
	int err;

	pdev = platform_device_register_simple("object", PLATFORM_DEVID_NONE, NULL, 0);
	buffer = (char *)__get_free_pages(GFP_KERNEL, 1);
	CHECK(!IS_ERR(pdev) && buffer);
	dmacheck_map_context_init(&context, &pdev->dev, false);
	dmacheck_map_context_init(&other, &pdev->dev, false);
	watched = true;
	err = test_order();
	err = err ?: test_failure();
	err = err ?: test_busy();
	err = err ?: test_no_global_lock();
	watched = false;
	err = err ?: test_seven_overlaps(&pdev->dev);
	free_pages((unsigned long)buffer, 1);
	platform_device_unregister(pdev);
	return err;
}
module_init(mapping_events_init);
MODULE_LICENSE("GPL");
