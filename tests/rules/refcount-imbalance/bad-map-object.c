/* SPDX-License-Identifier: GPL-2.0-or-later */
/* map objects: one is put twice, another is found and forgotten */
#include <dmacheck/map-object.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

static struct dmacheck_map_context maps;
static struct platform_device *pdev;
static char *buffer;

static int map(char *address)
{
	struct dmacheck_map_object *object;

	object = dmacheck_map_object_create(&maps, address, 256, DMA_TO_DEVICE);
	return object ? dmacheck_map_object_map(object) : -ENOMEM;
}

static void put_twice(void)
{
	struct dmacheck_map_object *object = dmacheck_map_object_find(&maps, buffer, 16);

	if (!object)
		return;
	dmacheck_map_object_put(object);
	dmacheck_map_object_put(object); /* expect-run: refcount-imbalance a map object is given up that nobody has */
}

static void forget(void)
{
	dmacheck_map_object_find(&maps, buffer + 256, 16); /* expect-run: refcount-imbalance a map object is never given up */
}

static int __init maps_init(void)
{
	int err;

	pdev = platform_device_register_simple("maps", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(pdev))
		return PTR_ERR(pdev);
	buffer = kzalloc(512, GFP_KERNEL);
	err = buffer ? 0 : -ENOMEM;
	dmacheck_map_context_init(&maps, &pdev->dev, false);
	err = err ?: map(buffer) ?: map(buffer + 256);
	if (!err) {
		put_twice();
		forget();
	}
	return err;
}

/* Nothing can be unmapped any more. */
static void __exit maps_exit(void)
{
	/* expect-run: mapping-leak */
	pr_info("first: %d\n", dmacheck_map_object_unmap(&maps, buffer, 256));
	pr_info("second: %d\n", dmacheck_map_object_unmap(&maps, buffer + 256, 256));
	platform_device_unregister(pdev);
}

module_init(maps_init);
module_exit(maps_exit);
MODULE_LICENSE("GPL");
