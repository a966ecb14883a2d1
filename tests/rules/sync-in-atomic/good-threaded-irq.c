/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-threaded-irq.c - the thread of an interrupt sleeps, its first half not
 */
#include <linux/dmaengine.h>
#include <linux/interrupt.h>

struct host {
	struct dma_chan *tx;
};

static irqreturn_t host_irq(int irq, void *data)
{
	struct host *host = data;

	dmaengine_terminate_async(host->tx);
	return IRQ_WAKE_THREAD;
}

static irqreturn_t host_irq_thread(int irq, void *data)
{
	struct host *host = data;

	dmaengine_synchronize(host->tx);
	return IRQ_HANDLED;
}

int host_probe(struct device *dev, struct host *host, int irq)
{
	return devm_request_threaded_irq(dev, irq, host_irq, host_irq_thread,
					 IRQF_ONESHOT, "host", host);
}
