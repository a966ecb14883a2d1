/* SPDX-License-Identifier: GPL-2.0-or-later */
/* map objects are found by two threads at once, and unmapped when neither uses them */
#include <dmacheck/map-object.h>
#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

static struct dmacheck_map_context maps;
static struct platform_device *pdev;
static char *buffer;
static DECLARE_COMPLETION(first_done);
static DECLARE_COMPLETION(second_done);

static int use(void *done)
{
	struct dmacheck_map_object *object;
	int i;

	for (i = 0; i < 20; i++) {
		object = dmacheck_map_object_find(&maps, buffer + i, 16);
		if (object) {
			cond_resched();
			dmacheck_map_object_put(object);
		}
		dmacheck_map_begin(&maps, buffer, 16);
		dmacheck_map_end(&maps, buffer, 16);
	}
	complete(done);
	return 0;
}

static int start(struct completion *done)
{
	struct task_struct *task = kthread_run(use, done, "user");

	if (IS_ERR(task)) {
		complete(done);
		return PTR_ERR(task);
	}
	return 0;
}

static int unmap(void)
{
	int err;

	do {
		cond_resched();
		err = dmacheck_map_object_unmap(&maps, buffer, 256);
	} while (err == -EBUSY);
	return err;
}

static int __init maps_init(void)
{
	struct dmacheck_map_object *object;
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
	err = start(&first_done) ?: start(&second_done);
	return err ?: unmap();
}

static void __exit maps_exit(void)
{
	wait_for_completion(&first_done);
	wait_for_completion(&second_done);
	kfree(buffer);
	platform_device_unregister(pdev);
}

module_init(maps_init);
module_exit(maps_exit);
MODULE_LICENSE("GPL");
