/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-callback-unmaps.c - the callback knows that its transfer is over
 *
 * Its own descriptor has completed when it runs: what that one used may go.
 * Shape of crypto/qce.
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>

struct engine {
	struct device *dev;
	struct dma_chan *tx;
	struct scatterlist *sg;
	int nents;
};

static void engine_done(void *data)
{
	struct engine *e = data;

	dma_unmap_sg(e->dev, e->sg, e->nents, DMA_TO_DEVICE);
}

int engine_start(struct engine *e)
{
	struct dma_async_tx_descriptor *desc;
	int count;

	count = dma_map_sg(e->dev, e->sg, e->nents, DMA_TO_DEVICE);
	if (!count)
		return -ENOMEM;
	desc = dmaengine_prep_slave_sg(e->tx, e->sg, count, DMA_MEM_TO_DEV,
				       DMA_PREP_INTERRUPT);
	if (!desc) {
		dma_unmap_sg(e->dev, e->sg, e->nents, DMA_TO_DEVICE);
		return -EINVAL;
	}
	desc->callback = engine_done;
	desc->callback_param = e;
	dmaengine_submit(desc);
	dma_async_issue_pending(e->tx);
	return 0;
}
