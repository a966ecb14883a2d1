/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * elvis.c - in a ?: b the first operand is evaluated once
 *
 * The parser lists it three times. Three unlocks, or three waits, would be
 * wrong; and its call does happen.
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>

struct sample {
	spinlock_t lock;
	struct dma_chan *chan;
};

static int sample_lock(struct sample *s)
{
	spin_lock(&s->lock);
	return 0;
}

static int sample_suspend(struct device *dev)
{
	struct sample *s = dev_get_drvdata(dev);
	int ret;

	ret = dmaengine_terminate_sync(s->chan) ?: sample_lock(s);
	if (ret)
		return ret;
	dmaengine_synchronize(s->chan); /* expect: sync-in-atomic */
	spin_unlock(&s->lock);
	return 0;
}

static const struct dev_pm_ops sample_pm = {
	.suspend = sample_suspend,
};

struct platform_driver sample_driver = {
	.driver = { .name = "sample", .pm = &sample_pm },
};
