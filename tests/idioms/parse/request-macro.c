/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * request-macro.c - dma_request_channel() is a macro over another name
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>

struct sample {
	spinlock_t lock;
	struct dma_chan *chan;
};

static bool sample_filter(struct dma_chan *chan, void *param)
{
	return chan->private == param;
}

static int sample_probe(struct platform_device *pdev)
{
	struct sample *s = platform_get_drvdata(pdev);
	dma_cap_mask_t mask;

	dma_cap_zero(mask);
	dma_cap_set(DMA_SLAVE, mask);
	s->chan = dma_request_channel(mask, sample_filter, s);
	if (!s->chan)
		return -ENODEV;
	spin_lock(&s->lock);
	dma_release_channel(s->chan); /* expect: sync-in-atomic */
	spin_unlock(&s->lock);
	return 0;
}

struct platform_driver sample_driver = {
	.probe = sample_probe,
};
