/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * platform-resource.c - what a platform device has been given
 */
#include <linux/platform_device.h>
#include <linux/io.h>
#include <linux/string.h>
#include <linux/bug.h>

struct resource *platform_get_resource(struct platform_device *pdev, unsigned int type,
				       unsigned int index)
{
	u32 i;

	for (i = 0; i < pdev->num_resources; i++)
		if (resource_type(&pdev->resource[i]) == type && index-- == 0)
			return &pdev->resource[i];
	return NULL;
}

struct resource *platform_get_mem_or_io(struct platform_device *pdev, unsigned int index)
{
	u32 i;

	for (i = 0; i < pdev->num_resources; i++)
		if (pdev->resource[i].flags & (IORESOURCE_MEM | IORESOURCE_IO) && index-- == 0)
			return &pdev->resource[i];
	return NULL;
}

struct resource *platform_get_resource_byname(struct platform_device *pdev, unsigned int type,
					      const char *name)
{
	u32 i;

	for (i = 0; i < pdev->num_resources; i++) {
		struct resource *res = &pdev->resource[i];

		if (resource_type(res) == type && res->name && strcmp(res->name, name) == 0)
			return res;
	}
	return NULL;
}

void __iomem *devm_platform_get_and_ioremap_resource(struct platform_device *pdev,
						     unsigned int index,
						     struct resource **res)
{
	struct resource *found = platform_get_resource(pdev, IORESOURCE_MEM, index);

	if (res)
		*res = found;
	return devm_ioremap_resource(&pdev->dev, found);
}

void __iomem *devm_platform_ioremap_resource(struct platform_device *pdev, unsigned int index)
{
	return devm_platform_get_and_ioremap_resource(pdev, index, NULL);
}

void __iomem *devm_platform_ioremap_resource_byname(struct platform_device *pdev,
						    const char *name)
{
	return devm_ioremap_resource(&pdev->dev,
				     platform_get_resource_byname(pdev, IORESOURCE_MEM, name));
}

static int resource_irq(const struct resource *res)
{
	if (!res)
		return -ENXIO;
	if (WARN(!res->start, "0 is an invalid IRQ number\n"))
		return -EINVAL;
	return res->start;
}

int platform_get_irq_optional(struct platform_device *pdev, unsigned int index)
{
	return resource_irq(platform_get_resource(pdev, IORESOURCE_IRQ, index));
}

int platform_get_irq(struct platform_device *pdev, unsigned int index)
{
	int ret = platform_get_irq_optional(pdev, index);

	if (ret < 0)
		return dev_err_probe(&pdev->dev, ret, "IRQ index %u not found\n", index);
	return ret;
}

int platform_get_irq_byname_optional(struct platform_device *pdev, const char *name)
{
	return resource_irq(platform_get_resource_byname(pdev, IORESOURCE_IRQ, name));
}

int platform_get_irq_byname(struct platform_device *pdev, const char *name)
{
	int ret = platform_get_irq_byname_optional(pdev, name);

	if (ret < 0)
		return dev_err_probe(&pdev->dev, ret, "IRQ %s not found\n", name);
	return ret;
}

int platform_irq_count(struct platform_device *pdev)
{
	int count = 0;

	while (platform_get_resource(pdev, IORESOURCE_IRQ, count))
		count++;
	return count;
}
