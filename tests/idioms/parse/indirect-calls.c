/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * indirect-calls.c - a function called through parentheses or a dereference
 *
 * (f)(x) and (*ops->f)(x) refer to nothing by themselves: what is called has
 * to be looked for inside.
 */
#include <linux/dmaengine.h>
#include <linux/interrupt.h>

struct sample;

struct sample_ops {
	void (*stop)(struct sample *s);
	void (*halt)(struct sample *s);
};

struct sample {
	struct dma_chan *chan;
	const struct sample_ops *ops;
};

static void sample_stop(struct sample *s)
{
	dmaengine_terminate_sync(s->chan); /* expect: sync-in-atomic */
}

static void sample_halt(struct sample *s)
{
	dmaengine_synchronize(s->chan); /* expect: sync-in-atomic */
}

static void sample_rest(struct sample *s)
{
	dmaengine_synchronize(s->chan); /* expect: sync-in-atomic */
}

static const struct sample_ops sample_ops = {
	.stop = sample_stop,
	.halt = sample_halt,
};

static irqreturn_t sample_irq(int irq, void *data)
{
	struct sample *s = data;

	(*s->ops->stop)(s);
	s->ops->halt(s);
	(sample_rest)(s);
	return IRQ_HANDLED;
}

int sample_probe(struct device *dev, struct sample *s, int irq)
{
	s->ops = &sample_ops;
	return devm_request_irq(dev, irq, sample_irq, 0, "sample", s);
}
