/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kzalloc.c - one allocation, though its function is named twice
 *
 * kzalloc() is a statement expression that first asks for the type of the
 * call and then makes it. Freeing what no transfer has seen is right.
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

struct sample {
	struct dma_chan *chan;
	void *notes;
};

static void sample_remove(struct platform_device *pdev)
{
	struct sample *s = platform_get_drvdata(pdev);
	void *copy = kzalloc(sizeof(*s), GFP_KERNEL);

	dmaengine_terminate_async(s->chan);
	kfree(copy);
	dmaengine_synchronize(s->chan);
}

struct platform_driver sample_driver = {
	.remove = sample_remove,
};
