// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * device-defer.c - a probe that waits for another device is tried again
 */
#include <linux/module.h>
#include <linux/platform_device.h>

#include "check.h"

static struct platform_device *consumer, *supplier;
static bool supplied;
static int tries;

static int supplier_probe(struct platform_device *pdev)
{
	supplied = true;
	return 0;
}

static void supplier_remove(struct platform_device *pdev)
{
	supplied = false;
}

static struct platform_driver supplier_driver = {
	.probe = supplier_probe,
	.remove = supplier_remove,
	.driver = { .name = "defer-supplier" },
};

static int consumer_probe(struct platform_device *pdev)
{
	tries++;
	if (!supplied)
		return dev_err_probe(&pdev->dev, -EPROBE_DEFER, "FAIL: said aloud\n");
	return 0;
}

static struct platform_driver consumer_driver = {
	.probe = consumer_probe,
	.driver = { .name = "defer-consumer" },
};

static int check_deferral(void)
{
	CHECK(tries == 1 && !device_is_bound(&consumer->dev));
	supplier = platform_device_register_simple("defer-supplier", 0, NULL, 0);
	if (IS_ERR(supplier))
		return PTR_ERR(supplier);
	wait_for_device_probe();
	CHECK(tries == 2 && device_is_bound(&consumer->dev));
	return 0;
}

static int __init defer_init(void)
{
	int ret = platform_driver_register(&consumer_driver);

	if (!ret)
		ret = platform_driver_register(&supplier_driver);
	consumer = platform_device_register_simple("defer-consumer", 0, NULL, 0);
	if (!ret)
		ret = check_deferral();
	platform_device_unregister(consumer);
	platform_device_unregister(supplier);
	platform_driver_unregister(&supplier_driver);
	platform_driver_unregister(&consumer_driver);
	return ret;
}
module_init(defer_init);
MODULE_LICENSE("GPL");
