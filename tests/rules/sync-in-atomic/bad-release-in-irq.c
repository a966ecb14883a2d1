/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-release-in-irq.c - releasing a channel takes a mutex and synchronizes
 *
 * mmci in DMA error: the channels are released in hard interrupt context.
 */
#include <linux/dmaengine.h>
#include <linux/interrupt.h>

struct host {
	struct dma_chan *tx;
	void *base;
};

static irqreturn_t host_irq(int irq, void *data)
{
	struct host *host = data;

	dmaengine_terminate_async(host->tx);
	dma_release_channel(host->tx); /* expect: sync-in-atomic */
	return IRQ_HANDLED;
}

int host_probe(struct device *dev, struct host *host, int irq)
{
	return devm_request_irq(dev, irq, host_irq, IRQF_SHARED, "host", host);
}
