/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-give-back.c - a request is given back, and its buffers with it
 *
 * mxcmmc: the watchdog ends a stuck request. The core that gets it back owns
 * the memory again, which the transfer may still write.
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/mmc/host.h>
#include <linux/timer.h>

struct card {
	struct mmc_host *mmc;
	struct dma_chan *dma;
	struct mmc_request *req;
	struct timer_list watchdog;
};

static void card_watchdog(struct timer_list *t)
{
	struct card *c = from_timer(c, t, watchdog);

	dmaengine_terminate_all(c->dma);
	c->req->data->error = -ETIMEDOUT;
	mmc_request_done(c->mmc, c->req); /* expect: free-before-sync given up before the channel is synchronized */
}

static void card_request(struct mmc_host *mmc, struct mmc_request *mrq)
{
	struct card *c = mmc_priv(mmc);
	struct dma_async_tx_descriptor *desc;
	int count;

	c->req = mrq;
	count = dma_map_sg(mmc_dev(mmc), mrq->data->sg, mrq->data->sg_len, DMA_FROM_DEVICE);
	if (!count)
		return;
	desc = dmaengine_prep_slave_sg(c->dma, mrq->data->sg, count, DMA_DEV_TO_MEM,
				       DMA_PREP_INTERRUPT);
	if (!desc)
		return;
	dmaengine_submit(desc);
	dma_async_issue_pending(c->dma);
	mod_timer(&c->watchdog, jiffies + 10 * HZ);
}

const struct mmc_host_ops card_ops = {
	.request = card_request,
};

void card_probe(struct card *c)
{
	timer_setup(&c->watchdog, card_watchdog, 0);
}
