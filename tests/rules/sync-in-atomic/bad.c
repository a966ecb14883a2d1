/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad.c - waiting for a channel with a spinlock held
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>

struct sample {
	spinlock_t lock;
	struct dma_chan *chan;
	bool busy;
};

static void sample_remove(struct platform_device *pdev)
{
	struct sample *s = platform_get_drvdata(pdev);
	unsigned long flags;

	spin_lock_irqsave(&s->lock, flags);
	s->busy = false;
	dmaengine_terminate_sync(s->chan); /* expect: sync-in-atomic may sleep */
	spin_unlock_irqrestore(&s->lock, flags);
}

static struct platform_driver sample_driver = {
	.remove = sample_remove,
	.driver = { .name = "sample" },
};
module_platform_driver(sample_driver);
