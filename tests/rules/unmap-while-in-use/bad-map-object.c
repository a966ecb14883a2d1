/* SPDX-License-Identifier: GPL-2.0-or-later */
/* a driver unmaps the memory of a map object itself, whoever uses it */
#include <dmacheck/map-object.h>
#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

static struct dmacheck_map_context maps;
static struct platform_device *pdev;
static DECLARE_COMPLETION(found);
static DECLARE_COMPLETION(go_on);
static DECLARE_COMPLETION(done);
static char *buffer;

static int user(void *unused)
{
	struct dmacheck_map_object *object = dmacheck_map_object_find(&maps, buffer, 16);

	complete(&found);
	wait_for_completion(&go_on);
	if (object)
		dmacheck_map_object_put(object);
	complete(&done);
	return 0;
}

static void unmap(struct dmacheck_map_object *object)
{
	dma_unmap_single(&pdev->dev, object->dma_address, object->size, object->direction); /* expect-run: unmap-while-in-use a map object is unmapped while another still uses it */
}

static int __init maps_init(void)
{
	struct dmacheck_map_object *object;
	struct task_struct *task;
	int err;

	pdev = platform_device_register_simple("maps", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(pdev))
		return PTR_ERR(pdev);
	buffer = kzalloc(256, GFP_KERNEL);
	dmacheck_map_context_init(&maps, &pdev->dev, false);
	object = buffer ? dmacheck_map_object_create(&maps, buffer, 256, DMA_BIDIRECTIONAL) : NULL;
	err = object ? dmacheck_map_object_map(object) : -ENOMEM;
	if (err)
		return err;
	task = kthread_run(user, NULL, "user");
	if (IS_ERR(task))
		return PTR_ERR(task);
	wait_for_completion(&found);
	unmap(object);
	complete(&go_on);
	wait_for_completion(&done);
	return 0;
}

static void __exit maps_exit(void)
{
	kfree(buffer);
	platform_device_unregister(pdev);
}

module_init(maps_init);
module_exit(maps_exit);
MODULE_LICENSE("GPL");
