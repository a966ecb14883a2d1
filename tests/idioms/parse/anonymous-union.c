/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * anonymous-union.c - an initialiser that reaches into an unnamed union
 *
 * .remove of a platform driver lives in one; the parser names two members and
 * the last is the one meant. Were it lost, remove would have no context and
 * the deprecated call no replacement.
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>

static void sample_remove(struct platform_device *pdev)
{
	dmaengine_terminate_all(platform_get_drvdata(pdev)); /* expect-context: sleepable sync */
}

static void other_remove(struct platform_device *pdev)
{
	dmaengine_terminate_all(platform_get_drvdata(pdev)); /* expect-context: sleepable sync */
}

struct platform_driver sample_driver = {
	.remove = sample_remove,
	.driver = { .name = "sample" },
};

struct platform_driver other_driver = {
	.remove_new = other_remove,
	.driver = { .name = "other" },
};
