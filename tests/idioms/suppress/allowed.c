/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * allowed.c - a comment with a reason accepts a finding, of its rule only
 */
#include <linux/dmaengine.h>
#include <linux/interrupt.h>

struct sample {
	struct dma_chan *rx;
	struct dma_chan *tx;
};

static irqreturn_t sample_irq(int irq, void *data)
{
	struct sample *s = data;

	/* dmacheck: allow sync-in-atomic - this provider has no synchronize */
	dmaengine_terminate_sync(s->rx);
	dmaengine_terminate_sync(s->tx); /* dmacheck: allow sync-in-atomic - the same */
	/* dmacheck: allow sync-in-callback - another rule */ /* expect: suppression remove the comment */
	dmaengine_synchronize(s->tx); /* expect: sync-in-atomic */
	return IRQ_HANDLED;
}

int sample_probe(struct device *dev, struct sample *s, int irq)
{
	return devm_request_irq(dev, irq, sample_irq, 0, "sample", s);
}
