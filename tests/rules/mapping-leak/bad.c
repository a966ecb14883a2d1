/* SPDX-License-Identifier: GPL-2.0-or-later */
/* a later step of probe fails, and the mapping stays */
/* run: weakest, random 1-3, none */
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

static char buffer[64];

struct toy {
	dma_addr_t address;
};

/* What a later step of probe() may do. */
static int toy_start(struct toy *toy)
{
	return -EIO;
}

static int toy_probe(struct platform_device *pdev)
{
	struct device *dev = &pdev->dev;
	struct toy *toy = devm_kzalloc(dev, sizeof(*toy), GFP_KERNEL);
	int result;

	if (!toy)
		return -ENOMEM;
	toy->address = dma_map_single(dev, buffer, sizeof(buffer), DMA_TO_DEVICE); /* expect-run: mapping-leak is never unmapped */
	if (dma_mapping_error(dev, toy->address))
		return -ENOMEM;
	result = toy_start(toy);
	if (result)
		dev_err(dev, "cannot start\n");
	return result;
}

static struct platform_driver toy_driver = {
	.driver = { .name = "toy" },
	.probe = toy_probe,
};

static struct platform_device *toy_device;

static int __init toy_init(void)
{
	toy_device = platform_device_register_simple("toy", -1, NULL, 0);
	if (IS_ERR(toy_device))
		return PTR_ERR(toy_device);
	return platform_driver_register(&toy_driver);
}

static void __exit toy_exit(void)
{
	platform_driver_unregister(&toy_driver);
	platform_device_unregister(toy_device);
}

module_init(toy_init);
module_exit(toy_exit);
MODULE_LICENSE("GPL");
