/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lock-macro.c - spin_lock_irqsave() is a macro around a macro
 *
 * The lock is named inside spinlock_check(), and unlocking is an inline
 * function of another shape; both must mean the same lock.
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>

struct sample {
	spinlock_t lock;
	raw_spinlock_t raw;
	struct dma_chan *chan;
};

static int sample_suspend(struct device *dev)
{
	struct sample *s = dev_get_drvdata(dev);
	unsigned long flags;

	spin_lock_init(&s->lock);
	dmaengine_synchronize(s->chan);
	spin_lock_irqsave(&s->lock, flags);
	spin_unlock_irqrestore(&s->lock, flags);
	dmaengine_synchronize(s->chan);
	raw_spin_lock_irqsave(&s->raw, flags);
	dmaengine_synchronize(s->chan); /* expect: sync-in-atomic */
	raw_spin_unlock_irqrestore(&s->raw, flags);
	dmaengine_synchronize(s->chan);
	spin_lock_bh(&s->lock);
	dmaengine_synchronize(s->chan); /* expect: sync-in-atomic */
	spin_unlock_bh(&s->lock);
	local_irq_save(flags);
	dmaengine_synchronize(s->chan); /* expect: sync-in-atomic */
	local_irq_restore(flags);
	return dmaengine_terminate_sync(s->chan);
}

static const struct dev_pm_ops sample_pm = {
	.suspend = sample_suspend,
};

struct platform_driver sample_driver = {
	.driver = { .name = "sample", .pm = &sample_pm },
};
