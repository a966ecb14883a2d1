// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * device-pm.c - runtime power: counted, callbacks called, autosuspend in time
 */
#include <linux/module.h>
#include <linux/delay.h>
#include <linux/platform_device.h>
#include <linux/pm_runtime.h>

#include "check.h"

static int resumed, suspended;

static int power_suspend(struct device *dev)
{
	suspended++;
	return 0;
}

static int power_resume(struct device *dev)
{
	resumed++;
	return 0;
}

static const struct dev_pm_ops power_ops = {
	SET_RUNTIME_PM_OPS(power_suspend, power_resume, NULL)
};

static int power_probe(struct platform_device *pdev)
{
	pm_runtime_set_autosuspend_delay(&pdev->dev, 50);
	pm_runtime_use_autosuspend(&pdev->dev);
	return devm_pm_runtime_enable(&pdev->dev);
}

static struct platform_driver power_driver = {
	.probe = power_probe,
	.driver = { .name = "power", .pm = pm_ptr(&power_ops) },
};

static int check(struct device *dev)
{
	CHECK(!pm_runtime_resume_and_get(dev));
	EXPECT(resumed == 1 && suspended == 0);
	pm_runtime_get_noresume(dev);
	pm_runtime_put_noidle(dev);
	pm_runtime_mark_last_busy(dev);
	pm_runtime_put_autosuspend(dev);
	EXPECT(resumed == 1 && suspended == 0);
	msleep(200);
	EXPECT(resumed == 1 && suspended == 1);
	EXPECT(pm_runtime_suspended(dev));
	pm_runtime_get_sync(dev);
	pm_runtime_put_sync_suspend(dev);
	EXPECT(resumed == 2 && suspended == 2);
	return check_result();
}

static int __init power_init(void)
{
	struct platform_device *pdev;
	int ret = platform_driver_register(&power_driver);

	if (ret)
		return ret;
	pdev = platform_device_register_simple("power", PLATFORM_DEVID_NONE, NULL, 0);
	ret = IS_ERR(pdev) ? PTR_ERR(pdev) : check(&pdev->dev);
	platform_device_unregister(pdev);
	platform_driver_unregister(&power_driver);
	return ret;
}
module_init(power_init);
MODULE_LICENSE("GPL");
