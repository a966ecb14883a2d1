/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * platform-device.c - platform devices: made, given resources, registered
 *
 * drivers/base/platform.c. A device that was allocated here owns its resources,
 * platform data and name; one of the caller's owns nothing.
 */
#include <linux/platform_device.h>
#include <linux/dma-mapping.h>
#include <linux/idr.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/property.h>

struct platform_object {
	struct platform_device pdev;
	char name[];
};

static DEFINE_IDA(auto_ids);

static void object_release(struct device *dev)
{
	struct platform_object *object =
		container_of(dev, struct platform_object, pdev.dev);

	kfree(object->pdev.dev.platform_data);
	kfree(object->pdev.resource);
	kfree(object->pdev.driver_override);
	kfree(object);
}

/* Of a device that says nothing about its addresses: 32 bits. */
static void give_dma_masks(struct platform_device *pdev)
{
	const u64 usual = DMA_BIT_MASK(32);
	struct device *dev = &pdev->dev;

	dev->dma_parms = &pdev->dma_parms;
	dev->coherent_dma_mask = dev->coherent_dma_mask ?: usual;
	if (dev->dma_mask)
		return;
	dev->dma_mask = &pdev->platform_dma_mask;
	*dev->dma_mask = usual;
}

struct platform_device *platform_device_alloc(const char *name, int id)
{
	struct platform_object *object = kzalloc(sizeof(*object) + strlen(name) + 1, GFP_KERNEL);

	if (!object)
		return NULL;
	memcpy(object->name, name, strlen(name) + 1);
	object->pdev.name = object->name;
	object->pdev.id = id;
	device_initialize(&object->pdev.dev);
	object->pdev.dev.release = object_release;
	give_dma_masks(&object->pdev);
	return &object->pdev;
}

int platform_device_add_resources(struct platform_device *pdev, const struct resource *res,
				  unsigned int count)
{
	struct resource *copy = NULL;

	if (res) {
		copy = kcalloc(count, sizeof(*copy), GFP_KERNEL);
		if (!copy)
			return -ENOMEM;
		memcpy(copy, res, count * sizeof(*copy));
	}
	kfree(pdev->resource);
	pdev->resource = copy;
	pdev->num_resources = count;
	return 0;
}

int platform_device_add_data(struct platform_device *pdev, const void *data, size_t size)
{
	void *copy = NULL;

	if (data) {
		copy = kmemdup(data, size, GFP_KERNEL);
		if (!copy)
			return -ENOMEM;
	}
	kfree(pdev->dev.platform_data);
	pdev->dev.platform_data = copy;
	return 0;
}

static int name_device(struct platform_device *pdev)
{
	int ret;

	switch (pdev->id) {
	case PLATFORM_DEVID_NONE:
		return dev_set_name(&pdev->dev, "%s", pdev->name);
	case PLATFORM_DEVID_AUTO:
		ret = ida_alloc(&auto_ids, GFP_KERNEL);
		if (ret < 0)
			return ret;
		pdev->id = ret;
		pdev->id_auto = true;
		return dev_set_name(&pdev->dev, "%s.%d.auto", pdev->name, pdev->id);
	default:
		return dev_set_name(&pdev->dev, "%s.%d", pdev->name, pdev->id);
	}
}

static void free_auto_id(struct platform_device *pdev)
{
	if (!pdev->id_auto)
		return;
	ida_free(&auto_ids, pdev->id);
	pdev->id = PLATFORM_DEVID_AUTO;
	pdev->id_auto = false;
}

int platform_device_add(struct platform_device *pdev)
{
	unsigned int i;
	int ret;

	if (!pdev->dev.parent)
		pdev->dev.parent = &platform_bus;
	pdev->dev.bus = &platform_bus_type;
	ret = name_device(pdev);
	if (ret)
		return ret;
	for (i = 0; i < pdev->num_resources; i++)
		if (!pdev->resource[i].name)
			pdev->resource[i].name = dev_name(&pdev->dev);
	ret = device_add(&pdev->dev);
	if (ret)
		free_auto_id(pdev);
	return ret;
}

void platform_device_del(struct platform_device *pdev)
{
	if (IS_ERR_OR_NULL(pdev))
		return;
	device_del(&pdev->dev);
	free_auto_id(pdev);
}

void platform_device_put(struct platform_device *pdev)
{
	if (!IS_ERR_OR_NULL(pdev))
		put_device(&pdev->dev);
}

int platform_device_register(struct platform_device *pdev)
{
	device_initialize(&pdev->dev);
	give_dma_masks(pdev);
	return platform_device_add(pdev);
}

void platform_device_unregister(struct platform_device *pdev)
{
	platform_device_del(pdev);
	platform_device_put(pdev);
}

int platform_add_devices(struct platform_device **devs, int count)
{
	int i, ret = 0;

	for (i = 0; i < count && !ret; i++)
		ret = platform_device_register(devs[i]);
	if (ret)
		for (i--; i-- > 0; )
			platform_device_unregister(devs[i]);
	return ret;
}

static int apply_info(struct platform_device *pdev, const struct platform_device_info *info)
{
	int ret;

	pdev->dev.parent = info->parent;
	pdev->dev.fwnode = info->fwnode;
	if (info->dma_mask) {
		pdev->platform_dma_mask = info->dma_mask;
		pdev->dev.dma_mask = &pdev->platform_dma_mask;
		pdev->dev.coherent_dma_mask = info->dma_mask;
	}
	ret = platform_device_add_resources(pdev, info->res, info->num_res);
	if (!ret)
		ret = platform_device_add_data(pdev, info->data, info->size_data);
	if (!ret && info->properties)
		ret = device_create_managed_software_node(&pdev->dev, info->properties, NULL);
	return ret;
}

struct platform_device *platform_device_register_full(const struct platform_device_info *info)
{
	struct platform_device *pdev = platform_device_alloc(info->name, info->id);
	int ret;

	if (!pdev)
		return ERR_PTR(-ENOMEM);
	ret = apply_info(pdev, info);
	if (!ret)
		ret = platform_device_add(pdev);
	if (!ret)
		return pdev;
	device_remove_software_node(&pdev->dev);
	platform_device_put(pdev);
	return ERR_PTR(ret);
}
