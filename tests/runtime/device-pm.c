// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * device-pm.c - runtime power: counted, callbacks called, autosuspend in time
 */
#include <linux/completion.h>
#include <linux/module.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/platform_device.h>
#include <linux/pm_runtime.h>
#include <linux/processor.h>

#include "check.h"

enum { DELAY_MS = 50, USERS = 2, ROUNDS = 100 };

static int resumed, suspended;
static bool up;
static ktime_t went_down;
static struct completion left[USERS];

static int power_suspend(struct device *dev)
{
	smp_store_release(&up, false);
	cpu_relax();
	went_down = ktime_get();
	smp_store_release(&suspended, suspended + 1);
	return 0;
}

static int power_resume(struct device *dev)
{
	resumed++;
	cpu_relax();
	smp_store_release(&up, true);
	return 0;
}

static const struct dev_pm_ops power_ops = {
	SET_RUNTIME_PM_OPS(power_suspend, power_resume, NULL)
};

static int power_probe(struct platform_device *pdev)
{
	pm_runtime_set_autosuspend_delay(&pdev->dev, DELAY_MS);
	pm_runtime_use_autosuspend(&pdev->dev);
	return devm_pm_runtime_enable(&pdev->dev);
}

static struct platform_driver power_driver = {
	.probe = power_probe,
	.driver = { .name = "power", .pm = pm_ptr(&power_ops) },
};

static int check(struct device *dev)
{
	ktime_t last_used;

	CHECK(!pm_runtime_resume_and_get(dev));
	EXPECT(resumed == 1 && suspended == 0);
	pm_runtime_get_noresume(dev);
	pm_runtime_put_noidle(dev);
	last_used = ktime_get();
	pm_runtime_mark_last_busy(dev);
	pm_runtime_put_autosuspend(dev);
	EXPECT(EVENTUALLY(smp_load_acquire(&suspended) == 1));
	EXPECT(ktime_ms_delta(went_down, last_used) >= DELAY_MS);
	EXPECT(EVENTUALLY(pm_runtime_suspended(dev)));
	EXPECT(resumed == 1 && suspended == 1);
	pm_runtime_get_sync(dev);
	pm_runtime_put_sync_suspend(dev);
	EXPECT(resumed == 2 && suspended == 2);
	return check_result();
}

static struct device *used;

static int use(void *data)
{
	int i;

	for (i = 0; i < ROUNDS; i++) {
		EXPECT(pm_runtime_get_sync(used) >= 0);
		EXPECT(smp_load_acquire(&up));
		cpu_relax();
		EXPECT(smp_load_acquire(&up));
		if (i % 3)
			pm_runtime_put(used);
		else
			pm_runtime_put_sync_suspend(used);
	}
	complete(data);
	return 0;
}

/* Whoever has it up has it up, whatever others begin meanwhile. */
static int check_users(struct device *dev, int users)
{
	int i;

	used = dev;
	pm_runtime_dont_use_autosuspend(dev);
	for (i = 0; i < users; i++) {
		init_completion(&left[i]);
		CHECK(!IS_ERR(kthread_run(use, &left[i], "user/%d", i)));
	}
	for (i = 0; i < users; i++)
		wait_for_completion(&left[i]);
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
	if (!ret)
		ret = check_users(&pdev->dev, 1);
	if (!ret)
		ret = check_users(&pdev->dev, USERS);
	platform_device_unregister(pdev);
	platform_driver_unregister(&power_driver);
	return ret;
}
module_init(power_init);
MODULE_LICENSE("GPL");
