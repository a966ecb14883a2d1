/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sample-main.c - the contexts are in one file, the waits in the other
 */
#include <linux/interrupt.h>
#include <linux/platform_device.h>

#include "sample.h"

static irqreturn_t sample_irq(int irq, void *data)
{
	sample_dma_stop(data);
	return IRQ_HANDLED;
}

static int sample_probe(struct platform_device *pdev)
{
	struct sample *s = platform_get_drvdata(pdev);

	return devm_request_irq(&pdev->dev, platform_get_irq(pdev, 0), sample_irq, 0,
				"sample", s);
}

static void sample_remove(struct platform_device *pdev)
{
	sample_dma_quiesce(platform_get_drvdata(pdev));
}

struct platform_driver sample_driver = {
	.probe = sample_probe,
	.remove = sample_remove,
};
