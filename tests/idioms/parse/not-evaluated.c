/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * not-evaluated.c - calls that are in the text and never happen
 *
 * Operands of sizeof and typeof, branches of _Generic that are not chosen,
 * the other arm of __builtin_choose_expr, and code under if (0).
 */
#include <linux/dmaengine.h>
#include <linux/interrupt.h>
#include <linux/slab.h>

struct sample {
	struct dma_chan *chan;
	struct dma_slave_config *config;
};

static irqreturn_t sample_irq(int irq, void *data)
{
	struct sample *s = data;
	unsigned long size = sizeof(dmaengine_terminate_sync(s->chan));
	__typeof__(dmaengine_terminate_sync(s->chan)) ret = 0;

	ret += _Generic(irq, int: 1, default: dmaengine_terminate_sync(s->chan));
	ret += __builtin_choose_expr(1, 2, dmaengine_terminate_sync(s->chan));
	if (0)
		dmaengine_synchronize(s->chan);
	dev_dbg(s->chan->slave, "%d", dmaengine_terminate_sync(s->chan));
	return ret + size > 5 ? IRQ_HANDLED : IRQ_NONE;
}

int sample_probe(struct device *dev, struct sample *s, int irq)
{
	return devm_request_irq(dev, irq, sample_irq, 0, "sample", s);
}
