/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-timeout.c - the wait timed out, so the transfer is still there
 *
 * owl-mmc: the request is stopped without waiting, then unmapped by a helper
 * and given back.
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/mmc/host.h>

struct card {
	struct mmc_host *mmc;
	struct dma_chan *dma;
	struct completion done;
	struct mmc_request *mrq;
};

static void card_dma_done(void *data)
{
	struct card *c = data;

	complete(&c->done);
}

static int card_prepare(struct card *c, struct mmc_data *data)
{
	struct dma_async_tx_descriptor *desc;
	int count;

	count = dma_map_sg(c->mmc->parent, data->sg, data->sg_len, DMA_FROM_DEVICE);
	if (!count)
		return -ENOMEM;
	desc = dmaengine_prep_slave_sg(c->dma, data->sg, count, DMA_DEV_TO_MEM,
				       DMA_PREP_INTERRUPT);
	if (!desc) {
		dma_unmap_sg(c->mmc->parent, data->sg, data->sg_len, DMA_FROM_DEVICE);
		return -EBUSY;
	}
	desc->callback = card_dma_done;
	desc->callback_param = c;
	dmaengine_submit(desc);
	dma_async_issue_pending(c->dma);
	return 0;
}

static void card_finish(struct card *c)
{
	struct mmc_data *data = c->mrq->data;

	dma_unmap_sg(c->mmc->parent, data->sg, data->sg_len, DMA_FROM_DEVICE);
	mmc_request_done(c->mmc, c->mrq);
}

static void card_request(struct mmc_host *mmc, struct mmc_request *mrq)
{
	struct card *c = mmc_priv(mmc);

	c->mrq = mrq;
	if (card_prepare(c, mrq->data)) {
		mrq->data->error = -EIO;
		mmc_request_done(mmc, mrq);
		return;
	}
	if (!wait_for_completion_timeout(&c->done, 5 * HZ)) {
		mrq->data->error = -ETIMEDOUT;
		dmaengine_terminate_all(c->dma);
	}
	card_finish(c); /* expect: free-before-sync given up before the channel is synchronized */
}

const struct mmc_host_ops card_ops = {
	.request = card_request,
};
