/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-object.c - objects that are found, used and unmapped
 */
/* proves: M1 M2 M3 M5 M6 */
/* expect-count: 1 map_obj is still in use (addr: 0x */
/* expect-count: 1 DMA mapping for object, which has no DMA mask */
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/completion.h>
#include <linux/platform_device.h>
#include <dmacheck/active.h>
#include <dmacheck/map-object.h>

#include "check.h"

static struct dmacheck_map_context waiting, other;
static struct dmacheck_map_object *held;
static DECLARE_COMPLETION(unmapped);

static int map(struct dmacheck_map_context *context, void *buffer, size_t size)
{
	struct dmacheck_map_object *object;

	object = dmacheck_map_object_create(context, buffer, size, DMA_BIDIRECTIONAL);
	if (!object)
		return -ENOMEM;
	/* M3: not to be found before it is mapped */
	EXPECT(!dmacheck_map_object_find(context, buffer, size));
	return dmacheck_map_object_map(object);
}

static void check_busy(struct dmacheck_map_context *context, char *buffer)
{
	struct dmacheck_map_object *object;

	EXPECT(!map(context, buffer, 256));
	object = dmacheck_map_object_find(context, buffer + 10, 20);
	EXPECT(object && object->references == 1);
	EXPECT(!dmacheck_map_object_find(context, buffer + 250, 20));
	EXPECT(dmacheck_map_object_unmap(context, buffer, 256) == -EBUSY);
	EXPECT(dmacheck_active(buffer, 256));
	EXPECT(!dmacheck_map_begin(context, buffer, 16));
	EXPECT(!dmacheck_map_end(context, buffer, 16));
	EXPECT(dmacheck_map_begin(context, buffer + 256, 1) == -EFAULT);
	EXPECT(object->references == 1);
	dmacheck_map_object_put(object);
	EXPECT(!dmacheck_map_object_unmap(context, buffer, 256));
	EXPECT(!dmacheck_active(buffer, 256));
	EXPECT(dmacheck_map_object_unmap(context, buffer, 256) == -ENOENT);
}

/* M3: a mapping that fails leaves nothing behind. */
static void check_failure(struct dmacheck_map_context *context, char *buffer)
{
	u64 mask = *context->dev->dma_mask;

	*context->dev->dma_mask = 0;
	EXPECT(map(context, buffer, 256) == -ENOMEM);
	*context->dev->dma_mask = mask;
	EXPECT(!dmacheck_map_object_find(context, buffer, 256));
	EXPECT(list_empty(&context->objects));
}

static int unmap_thread(void *buffer)
{
	EXPECT(!dmacheck_map_object_unmap(&waiting, buffer, 256));
	complete(&unmapped);
	return 0;
}

/* M6, M5: an unmap waits, and another context's objects do not. */
static void check_waiting(char *buffer)
{
	struct task_struct *task;

	EXPECT(!map(&waiting, buffer, 256));
	held = dmacheck_map_object_find(&waiting, buffer, 256);
	task = kthread_run(unmap_thread, buffer, "unmap");
	EXPECT(!IS_ERR(task));
	msleep(10);
	EXPECT(!completion_done(&unmapped) && dmacheck_active(buffer, 256));
	EXPECT(!map(&other, buffer + 4096, 64));
	EXPECT(!dmacheck_map_object_unmap(&other, buffer + 4096, 64));
	dmacheck_map_object_put(held);
	wait_for_completion(&unmapped);
	EXPECT(!dmacheck_active(buffer, 256));
}

static int __init object_init(void)
{
	struct dmacheck_map_context context;
	struct platform_device *pdev;
	char *buffer = kzalloc(8192, GFP_KERNEL);

	pdev = platform_device_register_simple("object", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(pdev) || !buffer)
		return -ENOMEM;
	dmacheck_map_context_init(&context, &pdev->dev, false);
	dmacheck_map_context_init(&waiting, &pdev->dev, true);
	dmacheck_map_context_init(&other, &pdev->dev, false);
	check_busy(&context, buffer);
	check_failure(&context, buffer);
	check_waiting(buffer);
	kfree(buffer);
	platform_device_unregister(pdev);
	return check_result();
}

static void __exit object_exit(void)
{
}

module_init(object_init);
module_exit(object_exit);
MODULE_LICENSE("GPL");
