/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-alias.c - stopped by one name, and memory known by the other
 *
 * atmel-mci: requested into one member, copied into another one for the time
 * of a transfer.
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/mmc/host.h>

struct host_dma {
	struct dma_chan *chan;
};

struct host {
	struct device *dev;
	struct host_dma dma;
	struct dma_chan *data_chan;
	struct mmc_data *data;
};

static int host_prepare(struct host *host)
{
	struct mmc_data *data = host->data;
	struct dma_async_tx_descriptor *desc;
	struct dma_chan *chan = host->dma.chan;
	int count;

	if (chan)
		host->data_chan = chan;
	if (!chan)
		return -ENODEV;
	count = dma_map_sg(host->dev, data->sg, data->sg_len, DMA_FROM_DEVICE);
	desc = dmaengine_prep_slave_sg(chan, data->sg, count, DMA_DEV_TO_MEM,
				       DMA_PREP_INTERRUPT);
	if (!desc) {
		dma_unmap_sg(host->dev, data->sg, data->sg_len, DMA_FROM_DEVICE);
		return -ENOMEM;
	}
	dmaengine_submit(desc);
	dma_async_issue_pending(chan);
	return 0;
}

static void host_request(struct mmc_host *mmc, struct mmc_request *mrq)
{
	struct host *host = mmc_priv(mmc);

	host->data = mrq->data;
	host_prepare(host);
}

static void host_post_req(struct mmc_host *mmc, struct mmc_request *mrq, int err)
{
	struct host *host = mmc_priv(mmc);
	struct mmc_data *data = host->data;

	dmaengine_terminate_async(host->data_chan);
	dma_unmap_sg(host->dev, data->sg, data->sg_len, DMA_FROM_DEVICE); /* expect: free-before-sync given up before the channel is synchronized */
}

const struct mmc_host_ops host_ops = {
	.request = host_request,
	.post_req = host_post_req,
};
