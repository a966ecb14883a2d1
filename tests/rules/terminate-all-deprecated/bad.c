/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad.c - a remove function that says "terminate" and leaves open which
 *
 * remove may sleep, so the replacement that waits is the right one.
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>

struct sample {
	struct dma_chan *chan;
};

static void sample_remove(struct platform_device *pdev)
{
	struct sample *s = platform_get_drvdata(pdev);

	dmaengine_terminate_all(s->chan); /* expect-context: sleepable sync */
	dma_release_channel(s->chan);
}

static struct platform_driver sample_driver = {
	.remove = sample_remove,
	.driver = { .name = "sample" },
};
module_platform_driver(sample_driver);
