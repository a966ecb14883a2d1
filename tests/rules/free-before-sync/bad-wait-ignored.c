/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-wait-ignored.c - nobody looks whether the wait succeeded
 *
 * moxart-mmc before its repair: a timeout or a signal unmaps a running list.
 */
#include <linux/completion.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/mmc/host.h>

struct card {
	struct mmc_host *mmc;
	struct dma_chan *dma;
	struct completion done;
};

static void card_dma_done(void *data)
{
	struct card *c = data;

	complete(&c->done);
}

static void card_request(struct mmc_host *mmc, struct mmc_request *mrq)
{
	struct card *c = mmc_priv(mmc);
	struct mmc_data *data = mrq->data;
	struct dma_async_tx_descriptor *desc = NULL;
	int count;

	count = dma_map_sg(mmc_dev(mmc), data->sg, data->sg_len, DMA_FROM_DEVICE);
	if (count > 0)
		desc = dmaengine_prep_slave_sg(c->dma, data->sg, count,
					       DMA_DEV_TO_MEM, DMA_PREP_INTERRUPT);
	if (!desc) {
		data->error = -ENOMEM;
		mmc_request_done(mmc, mrq);
		return;
	}
	desc->callback = card_dma_done;
	desc->callback_param = c;
	dmaengine_submit(desc);
	dma_async_issue_pending(c->dma);
	wait_for_completion_interruptible_timeout(&c->done, HZ);
	dma_unmap_sg(mmc_dev(mmc), data->sg, data->sg_len, DMA_FROM_DEVICE); /* expect: free-before-sync transfer may still run */
	mmc_request_done(mmc, mrq);
}

const struct mmc_host_ops card_ops = {
	.request = card_request,
};
