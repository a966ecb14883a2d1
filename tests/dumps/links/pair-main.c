/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pair-main.c - calls the other file of its module by name, and through a
 * table that the other file fills
 */
#include "links.h"

#include <linux/interrupt.h>
#include <linux/module.h>

static void helper(struct engine *engine)
{
	dmaengine_terminate_async(engine->chan);
}

void shared_stop(struct engine *engine)
{
	helper(engine);
}
EXPORT_SYMBOL_GPL(shared_stop);

static irqreturn_t pair_irq(int irq, void *data)
{
	struct engine *engine = data;

	engine->ops->stop(engine);
	engine->ops->clean(engine);
	return IRQ_HANDLED;
}

int pair_setup(struct engine *engine, int irq)
{
	engine->ops = &pair_ops;
	pair_reset(engine);
	return request_irq(irq, pair_irq, 0, "pair", engine);
}
