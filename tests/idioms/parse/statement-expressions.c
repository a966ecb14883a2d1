/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * statement-expressions.c - waits and warnings are blocks inside expressions
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>
#include <linux/wait.h>

struct sample {
	spinlock_t lock;
	wait_queue_head_t queue;
	struct dma_chan *chan;
	bool idle;
};

static int sample_suspend(struct device *dev)
{
	struct sample *s = dev_get_drvdata(dev);
	int ret;

	if (WARN_ON(!s->chan))
		return -ENODEV;
	if (!wait_event_timeout(s->queue, s->idle, HZ))
		dmaengine_terminate_sync(s->chan);
	ret = ({
		int taken = spin_trylock(&s->lock);

		if (taken)
			spin_unlock(&s->lock);
		taken;
	});
	dmaengine_synchronize(s->chan);
	return ret ? 0 : -EBUSY;
}

static const struct dev_pm_ops sample_pm = {
	.suspend = sample_suspend,
};

struct platform_driver sample_driver = {
	.driver = { .name = "sample", .pm = &sample_pm },
};
