// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * device-gone.c - a driver that goes while a deferred probe of it runs
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/platform_device.h>

#include "check.h"

static DECLARE_COMPLETION(entered);
static int probes, removes;

/* What it needs comes later; then it takes its time. */
static int late_probe(struct platform_device *pdev)
{
	if (probes++ == 0)
		return -EPROBE_DEFER;
	complete(&entered);
	msleep(20);
	return 0;
}

static void late_remove(struct platform_device *pdev)
{
	removes++;
}

static struct platform_driver late = {
	.probe = late_probe,
	.remove_new = late_remove,
	.driver = { .name = "late" },
};

static int other_probe(struct platform_device *pdev)
{
	return 0;
}

static struct platform_driver other = {
	.probe = other_probe,
	.driver = { .name = "other" },
};

static int __init gone_init(void)
{
	struct platform_device *first, *second;

	first = platform_device_register_simple("late", PLATFORM_DEVID_NONE, NULL, 0);
	second = platform_device_register_simple("other", PLATFORM_DEVID_NONE, NULL, 0);
	CHECK(!IS_ERR(first) && !IS_ERR(second));
	CHECK(!platform_driver_register(&late) && !platform_driver_register(&other));
	wait_for_completion(&entered);
	platform_driver_unregister(&late);
	EXPECT(!first->dev.driver && probes == 2 && removes == 1);
	platform_driver_unregister(&other);
	platform_device_unregister(second);
	platform_device_unregister(first);
	return check_result();
}

static void __exit gone_exit(void)
{
}

module_init(gone_init);
module_exit(gone_exit);
MODULE_LICENSE("GPL");
