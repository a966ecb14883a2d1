/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * recovery.c - what the parser dropped must not pass for analysed
 *
 * A type nobody declares makes a statement vanish without a trace. The
 * function counts as not analysed, and says so; the others are.
 */
/* expect-failed: missing_t */
#include <linux/dmaengine.h>
#include <linux/interrupt.h>

struct sample {
	struct dma_chan *chan;
};

static void sample_lost(struct sample *s)
{
	missing_t result = dmaengine_terminate_sync(s->chan);

	(void)result;
}

static irqreturn_t sample_irq(int irq, void *data)
{
	struct sample *s = data;

	sample_lost(s);
	dmaengine_synchronize(s->chan); /* expect: sync-in-atomic */
	return IRQ_HANDLED;
}

int sample_probe(struct device *dev, struct sample *s, int irq)
{
	return devm_request_irq(dev, irq, sample_irq, 0, "sample", s);
}
