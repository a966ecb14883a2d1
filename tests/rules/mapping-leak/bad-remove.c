/* SPDX-License-Identifier: GPL-2.0-or-later */
/* remove forgets coherent memory, which the driver has left then */
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

static int toy_probe(struct platform_device *pdev)
{
	dma_addr_t address;
	void *memory;

	memory = dma_alloc_coherent(&pdev->dev, 4096, &address, GFP_KERNEL); /* expect-run: mapping-leak its driver has left the device */
	return memory ? 0 : -ENOMEM;
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
