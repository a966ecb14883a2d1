/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * text-traps.c - names in places where they are not calls
 *
 * dmaengine_terminate_all(chan) in a comment is none; nor is one in a string,
 * in a macro nobody uses, or behind #if.
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>

#define SAMPLE_STOP(s) dmaengine_terminate_sync((s)->chan)

struct sample {
	spinlock_t lock;
	struct dma_chan *chan;
};

static void sample_remove(struct platform_device *pdev)

{
	struct sample *s = platform_get_drvdata(pdev);

	spin_lock_init(&s->lock);
#ifdef CONFIG_NOBODY_HAS_THIS
	dmaengine_terminate_all(s->chan);
#endif
	pr_info("dmaengine_terminate_all(%p)\n", s->chan);
	SAMPLE_STOP(s);
	spin_lock(&s->lock);
	SAMPLE_STOP(s); /* expect: sync-in-atomic */
	spin_unlock(&s->lock);
}

struct platform_driver sample_driver = {
	.remove = sample_remove,
};
