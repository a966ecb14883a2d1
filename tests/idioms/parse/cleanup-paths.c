/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cleanup-paths.c - what a scope owns is given up on every way out of it
 *
 * return, break, continue, goto out of the scope and falling off its end all
 * unlock; goto within the scope does not.
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>

struct sample {
	spinlock_t lock;
	struct dma_chan *chan;
	int left;
};

static int sample_take(struct sample *s)
{
	guard(spinlock)(&s->lock);
	if (!s->left)
		return -EBUSY;
	s->left--;
	return 0;
}

static int sample_suspend(struct device *dev)
{
	struct sample *s = dev_get_drvdata(dev);
	int i;

	if (sample_take(s))
		return dmaengine_terminate_sync(s->chan);

	for (i = 0; i < 3; i++) {
		guard(spinlock)(&s->lock);
		if (s->left == i)
			continue;
		if (s->left == 2)
			break;
		if (s->left == 7)
			goto out;
	}
	dmaengine_synchronize(s->chan);

	scoped_guard(spinlock, &s->lock) {
		if (s->left)
			break;
		s->left = 4;
	}
out:
	dmaengine_synchronize(s->chan);
	{
		guard(spinlock_irq)(&s->lock);
again:
		dmaengine_synchronize(s->chan); /* expect: sync-in-atomic */
		if (s->left--)
			goto again;
	}
	return dmaengine_terminate_sync(s->chan);
}

static const struct dev_pm_ops sample_pm = {
	.suspend = sample_suspend,
};

struct platform_driver sample_driver = {
	.driver = { .name = "sample", .pm = &sample_pm },
};
