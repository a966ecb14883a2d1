/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * switch.c - stacked cases, falling through, a default in the middle
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>

struct sample {
	spinlock_t lock;
	struct dma_chan *chan;
	int mode;
};

static int sample_suspend(struct device *dev)
{
	struct sample *s = dev_get_drvdata(dev);

	spin_lock(&s->lock);
	switch (s->mode) {
	case 0:
	case 1:
		spin_unlock(&s->lock);
		return dmaengine_terminate_sync(s->chan);
	default:
		s->mode = 4;
		break;
	case 2:
		s->mode = 3;
		__attribute__((__fallthrough__));
	case 3:
		dmaengine_synchronize(s->chan); /* expect: sync-in-atomic */
		break;
	case 5:
		spin_unlock(&s->lock);
		goto unlocked;
	}
	spin_unlock(&s->lock);
unlocked:
	return dmaengine_terminate_sync(s->chan);
}

static const struct dev_pm_ops sample_pm = {
	.suspend = sample_suspend,
};

struct platform_driver sample_driver = {
	.driver = { .name = "sample", .pm = &sample_pm },
};
