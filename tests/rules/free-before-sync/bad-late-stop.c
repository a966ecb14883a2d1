/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-late-stop.c - unmapped first, stopped afterwards
 *
 * jz4740_mmc and sh_mmcif after an error, fsl_lpuart in flush: the transfer
 * still runs when its memory goes, however well it is stopped then.
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/mmc/host.h>
#include <linux/serial_core.h>

struct card {
	struct dma_chan *dma;
	struct dma_chan *tx;
	struct dma_chan *rx;
};

static int card_start(struct mmc_host *mmc, struct mmc_data *data, struct dma_chan *chan)
{
	struct dma_async_tx_descriptor *desc;
	int count;

	count = dma_map_sg(mmc_dev(mmc), data->sg, data->sg_len, DMA_FROM_DEVICE);
	if (!count)
		return -ENOMEM;
	desc = dmaengine_prep_slave_sg(chan, data->sg, count, DMA_DEV_TO_MEM,
				       DMA_PREP_INTERRUPT);
	if (!desc)
		return -EBUSY;
	dmaengine_submit(desc);
	dma_async_issue_pending(chan);
	return 0;
}

static void card_pre_request(struct mmc_host *mmc, struct mmc_request *mrq)
{
	struct card *c = mmc_priv(mmc);

	card_start(mmc, mrq->data, c->dma);
	card_start(mmc, mrq->data, c->tx);
	card_start(mmc, mrq->data, c->rx);
}

static void card_post_request(struct mmc_host *mmc, struct mmc_request *mrq, int err)
{
	struct card *c = mmc_priv(mmc);
	struct mmc_data *data = mrq->data;

	dma_unmap_sg(mmc_dev(mmc), data->sg, data->sg_len, DMA_FROM_DEVICE); /* expect: free-before-sync stopped only after */
	if (err)
		dmaengine_terminate_all(c->dma);
}

static void card_abort(struct mmc_host *mmc, struct mmc_request *mrq)
{
	struct card *c = mmc_priv(mmc);
	struct mmc_data *data = mrq->data;

	dma_unmap_sg(mmc_dev(mmc), data->sg, data->sg_len, DMA_FROM_DEVICE); /* expect: free-before-sync stopped only after */
	dmaengine_terminate_sync(c->tx);
	mmc_request_done(mmc, mrq);
}

static int card_abort_atomic(struct mmc_host *mmc, struct mmc_request *mrq)
{
	struct card *c = mmc_priv(mmc);
	struct mmc_data *data = mrq->data;

	dma_unmap_sg(mmc_dev(mmc), data->sg, data->sg_len, DMA_FROM_DEVICE); /* expect: free-before-sync stopped only after */
	dmaengine_terminate_async(c->rx);
	return 0;
}

const struct mmc_host_ops card_ops = {
	.pre_req = card_pre_request,
	.post_req = card_post_request,
	.request = card_abort,
	.request_atomic = card_abort_atomic,
};
