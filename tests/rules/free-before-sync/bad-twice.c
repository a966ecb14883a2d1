/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-twice.c - wrong in the helper once, not again in whoever calls it twice
 *
 * spi-mxs: each call allocates, maps and frees memory of its own; what the
 * second call frees has nothing to do with what the first has left running.
 */
#include <linux/completion.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/slab.h>
#include <linux/spi/spi.h>

struct ctlr {
	struct device *dev;
	struct dma_chan *chan;
	struct completion done;
};

static int ctlr_txrx(struct ctlr *c, unsigned int len)
{
	struct dma_async_tx_descriptor *desc;
	struct scatterlist *sg = kmalloc(sizeof(*sg), GFP_KERNEL);
	int ret = 0;

	if (!sg)
		return -ENOMEM;
	if (!dma_map_sg(c->dev, sg, 1, DMA_TO_DEVICE)) {
		ret = -ENOMEM;
		goto free;
	}
	desc = dmaengine_prep_slave_sg(c->chan, sg, 1, DMA_MEM_TO_DEV,
				       DMA_PREP_INTERRUPT);
	if (!desc) {
		ret = -EINVAL;
		goto unmap;
	}
	dmaengine_submit(desc);
	dma_async_issue_pending(c->chan);
	if (!wait_for_completion_timeout(&c->done, 10)) {
		ret = -ETIMEDOUT;
		dmaengine_terminate_all(c->chan);
	}
unmap:
	dma_unmap_sg(c->dev, sg, 1, DMA_TO_DEVICE); /* expect: free-before-sync given up before the channel is synchronized */
free:
	kfree(sg);
	return ret;
}

static int ctlr_transfer_one(struct spi_controller *host, struct spi_device *spi,
			     struct spi_transfer *t)
{
	struct ctlr *c = spi_controller_get_devdata(host);
	int ret;

	ret = ctlr_txrx(c, t->len);
	if (ret)
		return ret;
	return ctlr_txrx(c, t->len);
}

int ctlr_probe(struct spi_controller *host)
{
	host->transfer_one = ctlr_transfer_one;
	return devm_spi_register_controller(host->dev.parent, host);
}
