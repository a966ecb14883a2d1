/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-wrapper.c - terminate in one helper, unmap in the next
 *
 * dw_mmc: stop_dma calls the stop operation, which terminates without
 * waiting, and then cleanup, which unmaps.
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/interrupt.h>
#include <linux/mmc/host.h>

struct host;

struct host_dma_ops {
	void (*stop)(struct host *host);
	void (*cleanup)(struct host *host);
};

struct host {
	struct device *dev;
	struct dma_chan *chan;
	struct mmc_data *data;
	const struct host_dma_ops *dma_ops;
};

static void host_edma_stop(struct host *host)
{
	dmaengine_terminate_async(host->chan);
}

static void host_dma_cleanup(struct host *host)
{
	struct mmc_data *data = host->data;

	dma_unmap_sg(host->dev, data->sg, data->sg_len, DMA_FROM_DEVICE);
}

static const struct host_dma_ops host_edma_ops = {
	.stop = host_edma_stop,
	.cleanup = host_dma_cleanup,
};

int host_start(struct host *host)
{
	struct dma_async_tx_descriptor *desc;
	int count;

	host->dma_ops = &host_edma_ops;
	count = dma_map_sg(host->dev, host->data->sg, host->data->sg_len, DMA_FROM_DEVICE);
	if (!count)
		return -ENOMEM;
	desc = dmaengine_prep_slave_sg(host->chan, host->data->sg, count,
				       DMA_DEV_TO_MEM, DMA_PREP_INTERRUPT);
	if (!desc)
		return -EBUSY;
	dmaengine_submit(desc);
	dma_async_issue_pending(host->chan);
	return 0;
}

static irqreturn_t host_irq(int irq, void *data)
{
	struct host *host = data;

	host->dma_ops->stop(host);
	host->dma_ops->cleanup(host); /* expect: free-before-sync given up before the channel is synchronized */
	return IRQ_HANDLED;
}

int host_probe(struct host *host, int irq)
{
	return devm_request_irq(host->dev, irq, host_irq, 0, "host", host);
}
