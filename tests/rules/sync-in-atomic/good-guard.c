/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-guard.c - the scope has ended, on every path, before the wait
 *
 * A mutex guard forbids nothing.
 */
#include <linux/dmaengine.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>

struct sample {
	spinlock_t lock;
	struct mutex mutex;
	struct dma_chan *chan;
	bool running;
};

static bool sample_was_running(struct sample *s)
{
	guard(spinlock_irqsave)(&s->lock);
	if (!s->running)
		return false;
	s->running = false;
	return true;
}

static int sample_suspend(struct device *dev)
{
	struct sample *s = dev_get_drvdata(dev);

	guard(mutex)(&s->mutex);
	if (sample_was_running(s))
		dmaengine_terminate_sync(s->chan);
	scoped_guard(spinlock, &s->lock)
		s->running = true;
	dmaengine_synchronize(s->chan);
	return 0;
}

static const struct dev_pm_ops sample_pm = {
	.suspend = sample_suspend,
};

struct platform_driver sample_driver = {
	.driver = { .name = "sample", .pm = &sample_pm },
};
