// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * device-order.c - probe, remove and owned resources happen in the kernel's order
 */
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "check.h"

static char trail[256];
static int fail_probe;
static int released;

static void note(const char *what)
{
	strlcat(trail, what, sizeof(trail));
	strlcat(trail, " ", sizeof(trail));
}

static void expect(const char *name, const char *wanted)
{
	if (!EXPECT(!strcmp(trail, wanted)))
		pr_err("%s: \"%s\", not \"%s\"\n", name, trail, wanted);
	trail[0] = '\0';
}

static void action(void *data)
{
	note(data);
}

static int order_probe(struct platform_device *pdev)
{
	char *memory = devm_kzalloc(&pdev->dev, 100, GFP_KERNEL);
	int ret;

	note("probe");
	if (!memory || memory[99])
		return -ENOMEM;
	platform_set_drvdata(pdev, memory);
	ret = devm_add_action_or_reset(&pdev->dev, action, "first");
	if (!ret)
		ret = devm_add_action_or_reset(&pdev->dev, action, "second");
	if (!ret)
		ret = devm_add_action_or_reset(&pdev->dev, action, "third");
	if (ret)
		return ret;
	devm_release_action(&pdev->dev, action, "second");
	return fail_probe;
}

static void order_remove(struct platform_device *pdev)
{
	note(platform_get_drvdata(pdev) ? "remove" : "no-data");
}

static struct platform_driver order_driver = {
	.probe = order_probe,
	.remove = order_remove,
	.driver = { .name = "order" },
};

static int old_remove(struct platform_device *pdev)
{
	note("old-remove");
	return 0;
}

static const struct platform_device_id old_ids[] = { { "older", 7 }, { "old", 8 }, { } };

static int old_probe(struct platform_device *pdev)
{
	return platform_get_device_id(pdev)->driver_data == 8 ? 0 : -EINVAL;
}

static struct platform_driver old_driver = {
	.probe = old_probe,
	.remove = old_remove,
	.id_table = old_ids,
	.driver = { .name = "something-else" },
};

static void check_bound(void)
{
	struct platform_device *pdev = platform_device_register_simple("order", 3, NULL, 0);

	if (!EXPECT(!IS_ERR(pdev)))
		return;
	EXPECT(!strcmp(dev_name(&pdev->dev), "order.3"));
	EXPECT(pdev->dev.driver == &order_driver.driver);
	EXPECT(pdev->dev.dma_mask && *pdev->dev.dma_mask == 0xffffffffULL);
	EXPECT(pdev->dev.dma_parms);
	expect("probe", "probe second ");
	EXPECT(IS_ERR(platform_device_register_simple("order", 3, NULL, 0)));
	platform_device_unregister(pdev);
	expect("remove", "remove third first ");
}

static void check_failed(void)
{
	struct platform_device *pdev;

	fail_probe = -ENXIO;
	pdev = platform_device_register_simple("order", PLATFORM_DEVID_NONE, NULL, 0);
	expect("failed probe", "probe second third first ");
	EXPECT(!pdev->dev.driver && !platform_get_drvdata(pdev));
	platform_device_unregister(pdev);
	fail_probe = 0;
	expect("unregister unbound", "");
}

static void check_old(void)
{
	struct platform_device *pdev;

	if (!EXPECT(!platform_driver_register(&old_driver)))
		return;
	pdev = platform_device_register_simple("old", PLATFORM_DEVID_AUTO, NULL, 0);
	EXPECT(device_is_bound(&pdev->dev));	/* by the table of names */
	platform_driver_unregister(&old_driver);
	platform_device_unregister(pdev);
	expect("int remove", "old-remove ");
}

static void count_release(struct device *dev)
{
	released++;
	kfree(dev);
}

static void check_release(void)
{
	struct device *dev = kzalloc(sizeof(*dev), GFP_KERNEL);

	if (!EXPECT(dev))
		return;
	device_initialize(dev);
	dev->release = count_release;
	EXPECT(!dev_set_name(dev, "counted%d", 1) && !device_add(dev));
	get_device(dev);
	device_unregister(dev);
	EXPECT(!released);	/* there is a reference */
	put_device(dev);
	EXPECT(released == 1);
}

static int __init order_init(void)
{
	int ret = platform_driver_register(&order_driver);

	if (ret)
		return ret;
	check_bound();
	check_failed();
	check_old();
	check_release();
	platform_driver_unregister(&order_driver);
	return check_result();
}
module_init(order_init);
MODULE_LICENSE("GPL");
