/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * noreturn.c - nothing follows a call that does not return
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>

struct sample {
	spinlock_t lock;
	struct dma_chan *chan;
	int state;
};

static int sample_suspend(struct device *dev)
{
	struct sample *s = dev_get_drvdata(dev);

	if (s->state == 1) {
		spin_lock(&s->lock);
		panic("state %d", s->state);
	}
	if (s->state == 2) {
		spin_lock(&s->lock);
		BUG();
	}
	return dmaengine_terminate_sync(s->chan);
}

static const struct dev_pm_ops sample_pm = {
	.suspend = sample_suspend,
};

struct platform_driver sample_driver = {
	.driver = { .name = "sample", .pm = &sample_pm },
};
