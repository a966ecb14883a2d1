/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-guard.c - locks that end with their scope are still held here
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>

struct sample {
	spinlock_t lock;
	struct dma_chan *tx;
	struct dma_chan *rx;
};

static int sample_suspend(struct device *dev)
{
	struct sample *s = dev_get_drvdata(dev);

	scoped_guard(spinlock_irqsave, &s->lock) {
		dmaengine_synchronize(s->rx); /* expect: sync-in-atomic */
	}
	dmaengine_terminate_sync(s->rx);

	guard(spinlock)(&s->lock);
	dmaengine_terminate_sync(s->tx); /* expect: sync-in-atomic */
	return 0;
}

static const struct dev_pm_ops sample_pm = {
	.suspend = sample_suspend,
};

struct platform_driver sample_driver = {
	.driver = { .name = "sample", .pm = &sample_pm },
};
