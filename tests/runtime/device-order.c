// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * device-order.c - probe, remove and owned resources happen in the kernel's order
 */
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/string.h>

static char trail[256];
static int fail_probe;
static int released;

static void note(const char *what)
{
	strlcat(trail, what, sizeof(trail));
	strlcat(trail, " ", sizeof(trail));
}

static int expect(const char *name, const char *wanted)
{
	int bad = strcmp(trail, wanted);

	if (bad)
		pr_err("FAIL %s: \"%s\", not \"%s\"\n", name, trail, wanted);
	trail[0] = '\0';
	return bad ? -EINVAL : 0;
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

static int check_bound(void)
{
	struct platform_device *pdev = platform_device_register_simple("order", 3, NULL, 0);
	int ret;

	if (IS_ERR(pdev))
		return PTR_ERR(pdev);
	if (strcmp(dev_name(&pdev->dev), "order.3") || pdev->dev.driver != &order_driver.driver)
		pr_err("FAIL name %s or driver\n", dev_name(&pdev->dev));
	if (!pdev->dev.dma_mask || *pdev->dev.dma_mask != 0xffffffffULL || !pdev->dev.dma_parms)
		pr_err("FAIL dma masks of a platform device\n");
	ret = expect("probe", "probe second ");
	if (!IS_ERR(platform_device_register_simple("order", 3, NULL, 0))) {
		pr_err("FAIL two devices of one name\n");
		ret = -EINVAL;
	}
	platform_device_unregister(pdev);
	return ret ? ret : expect("remove", "remove third first ");
}

static int check_failed(void)
{
	struct platform_device *pdev;
	int ret;

	fail_probe = -ENXIO;
	pdev = platform_device_register_simple("order", PLATFORM_DEVID_NONE, NULL, 0);
	ret = expect("failed probe", "probe second third first ");
	if (pdev->dev.driver || platform_get_drvdata(pdev)) {
		pr_err("FAIL a driver after its probe failed\n");
		ret = -EINVAL;
	}
	platform_device_unregister(pdev);
	fail_probe = 0;
	return ret ? ret : expect("unregister unbound", "");
}

static int check_old(void)
{
	struct platform_device *pdev;
	int ret = platform_driver_register(&old_driver);

	if (ret)
		return ret;
	pdev = platform_device_register_simple("old", PLATFORM_DEVID_AUTO, NULL, 0);
	if (!device_is_bound(&pdev->dev)) {
		pr_err("FAIL id table\n");
		ret = -EINVAL;
	}
	platform_driver_unregister(&old_driver);
	platform_device_unregister(pdev);
	return ret ? ret : expect("int remove", "old-remove ");
}

static void count_release(struct device *dev)
{
	released++;
	kfree(dev);
}

static int check_release(void)
{
	struct device *dev = kzalloc(sizeof(*dev), GFP_KERNEL);
	int ret;

	if (!dev)
		return -ENOMEM;
	device_initialize(dev);
	dev->release = count_release;
	ret = dev_set_name(dev, "counted%d", 1);
	if (!ret)
		ret = device_add(dev);
	get_device(dev);
	device_unregister(dev);
	if (released) {
		pr_err("FAIL released while referenced\n");
		return -EINVAL;
	}
	put_device(dev);
	if (released != 1)
		pr_err("FAIL released %d times\n", released);
	return ret ? ret : released == 1 ? 0 : -EINVAL;
}

static int __init order_init(void)
{
	int ret = platform_driver_register(&order_driver);

	if (ret)
		return ret;
	ret = check_bound();
	if (!ret)
		ret = check_failed();
	if (!ret)
		ret = check_old();
	if (!ret)
		ret = check_release();
	platform_driver_unregister(&order_driver);
	return ret;
}
module_init(order_init);
MODULE_LICENSE("GPL");
