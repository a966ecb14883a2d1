/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * for-slots.c - a for statement with slots left out keeps its meaning
 *
 * The parser hands over only the slots that are there; which is which has to
 * be read from the text. Each loop here would drop or keep the lock wrongly
 * if condition, step and initialiser were taken for one another.
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>

struct sample {
	spinlock_t lock;
	struct dma_chan *chan;
	int left;
};

static bool sample_done(struct sample *s)
{
	return !s->left;
}

static int sample_unlock(struct sample *s)
{
	spin_unlock(&s->lock);
	return 0;
}

static int sample_suspend(struct device *dev)
{
	struct sample *s = dev_get_drvdata(dev);
	int i;

	/* only an initialiser: runs once, before the body */
	spin_lock(&s->lock);
	for (i = sample_unlock(s);;) {
		dmaengine_synchronize(s->chan);
		break;
	}

	/* only a condition */
	spin_lock(&s->lock);
	for (; !sample_done(s);)
		s->left--;
	spin_unlock(&s->lock);
	dmaengine_synchronize(s->chan);

	/* only a step: runs after the body, which still has the lock */
	spin_lock(&s->lock);
	for (;; s->left = sample_unlock(s)) {
		dmaengine_synchronize(s->chan); /* expect: sync-in-atomic */
		if (s->left)
			break;
	}
	spin_unlock(&s->lock);
	return i;
}

static const struct dev_pm_ops sample_pm = {
	.suspend = sample_suspend,
};

struct platform_driver sample_driver = {
	.driver = { .name = "sample", .pm = &sample_pm },
};
