/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-contexts.c - the same call where it may sleep, where not, and in between
 *
 * A helper called from a work item and from an interrupt handler is mixed: only
 * the asynchronous form is right for both.
 */
#include <linux/dmaengine.h>
#include <linux/interrupt.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

struct port {
	spinlock_t lock;
	struct dma_chan *rx;
	struct dma_chan *tx;
	struct work_struct work;
};

static void port_stop(struct port *p)
{
	dmaengine_terminate_all(p->tx); /* expect-context: mixed async */
}

static irqreturn_t port_irq(int irq, void *data)
{
	struct port *p = data;

	dmaengine_terminate_all(p->rx); /* expect-context: atomic async */
	port_stop(p);
	return IRQ_HANDLED;
}

static void port_work(struct work_struct *work)
{
	struct port *p = container_of(work, struct port, work);
	unsigned long flags;

	port_stop(p);
	spin_lock_irqsave(&p->lock, flags);
	dmaengine_terminate_all(p->rx); /* expect-context: atomic async */
	spin_unlock_irqrestore(&p->lock, flags);
	dmaengine_terminate_all(p->rx); /* expect-context: sleepable sync */
}

int port_setup(struct device *dev, struct port *p, int irq)
{
	INIT_WORK(&p->work, port_work);
	return devm_request_irq(dev, irq, port_irq, 0, "port", p);
}
