// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * device-hold.c - what keeps a device up, and clocks given up in the wrong order
 */
/* run: weakest, random 1-3, none */
/* expect-count: 1 Unpreparing enabled bus */
/* expect-count: 1 bus already disabled */
/* run-reports: any */
#include <linux/clk.h>
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/pm_runtime.h>

#include "check.h"

static int resumed, suspended;

static int hold_suspend(struct device *dev)
{
	WRITE_ONCE(suspended, suspended + 1);
	return 0;
}

static int hold_resume(struct device *dev)
{
	WRITE_ONCE(resumed, resumed + 1);
	return 0;
}

static const struct dev_pm_ops hold_ops = {
	SET_RUNTIME_PM_OPS(hold_suspend, hold_resume, NULL)
};

static int hold_probe(struct platform_device *pdev)
{
	pm_runtime_enable(&pdev->dev);
	return 0;
}

static struct platform_driver hold_driver = {
	.probe = hold_probe,
	.driver = { .name = "hold", .pm = pm_ptr(&hold_ops) },
};

static bool counted(int ups, int downs)
{
	return READ_ONCE(resumed) == ups && READ_ONCE(suspended) == downs;
}

/* It becomes so, and stays so for a while. */
static bool is(int ups, int downs)
{
	if (!EVENTUALLY(counted(ups, downs)))
		return false;
	msleep(50);
	return counted(ups, downs);
}

/* However often it is forbidden, it is allowed at once. */
static void forbidden(struct device *dev)
{
	pm_runtime_forbid(dev);
	pm_runtime_forbid(dev);
	EXPECT(is(1, 0));
	pm_runtime_get_sync(dev);
	pm_runtime_put(dev);
	EXPECT(is(1, 0));
	pm_runtime_allow(dev);
	EXPECT(is(1, 1));
	pm_runtime_allow(dev);
	EXPECT(is(1, 1));
}

/* A delay below 0: never by itself. */
static void endless(struct device *dev)
{
	pm_runtime_set_autosuspend_delay(dev, -1);
	EXPECT(is(1, 1));
	pm_runtime_use_autosuspend(dev);
	EXPECT(is(2, 1));
	pm_runtime_get_sync(dev);
	pm_runtime_put_sync_suspend(dev);
	EXPECT(is(2, 1));
	pm_runtime_set_autosuspend_delay(dev, 1);
	EXPECT(is(2, 2));
	pm_runtime_dont_use_autosuspend(dev);
	EXPECT(is(2, 2));
}

static void clocks(void)
{
	char name[] = "bus";
	struct clk *clk = clk_get(NULL, name);

	if (!EXPECT(!IS_ERR(clk)))
		return;
	name[0] = '?';	/* it is not the clock's */
	EXPECT(!clk_prepare_enable(clk));
	clk_unprepare(clk);
	clk_disable(clk);
	clk_disable(clk);
	clk_put(clk);
}

static int __init hold_init(void)
{
	struct platform_device *pdev;

	CHECK(!platform_driver_register(&hold_driver));
	pdev = platform_device_register_simple("hold", -1, NULL, 0);
	if (EXPECT(!IS_ERR(pdev))) {
		forbidden(&pdev->dev);
		endless(&pdev->dev);
		platform_device_unregister(pdev);
	}
	platform_driver_unregister(&hold_driver);
	clocks();
	return check_result();
}

module_init(hold_init);
MODULE_LICENSE("GPL");
