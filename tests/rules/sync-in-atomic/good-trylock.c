/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-trylock.c - a lock that was not taken forbids nothing
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>

struct sample {
	spinlock_t lock;
	struct dma_chan *chan;
	int users;
};

static int sample_suspend(struct device *dev)
{
	struct sample *s = dev_get_drvdata(dev);

	if (!spin_trylock(&s->lock)) {
		dmaengine_terminate_sync(s->chan);
		return -EBUSY;
	}
	s->users = 0;
	spin_unlock(&s->lock);
	return dmaengine_terminate_sync(s->chan);
}

static const struct dev_pm_ops sample_pm = {
	.suspend = sample_suspend,
};

struct platform_driver sample_driver = {
	.driver = { .name = "sample", .pm = &sample_pm },
};
