/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-completed.c - the callback ran: the transfer is over
 *
 * The callback itself unmaps; and a wait whose success is tested unmaps.
 */
#include <linux/completion.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/spi/spi.h>

struct ctlr {
	struct device *dev;
	struct dma_chan *tx;
	struct completion done;
	dma_addr_t addr;
	unsigned int len;
};

static void ctlr_tx_done(void *data)
{
	struct ctlr *c = data;

	dma_unmap_single(c->dev, c->addr, c->len, DMA_TO_DEVICE);
	complete(&c->done);
}

static int ctlr_transfer_one(struct spi_controller *host, struct spi_device *spi,
			     struct spi_transfer *t)
{
	struct ctlr *c = spi_controller_get_devdata(host);
	struct dma_async_tx_descriptor *desc;

	c->len = t->len;
	c->addr = dma_map_single(c->dev, (void *)t->tx_buf, t->len, DMA_TO_DEVICE);
	if (dma_mapping_error(c->dev, c->addr))
		return -ENOMEM;
	desc = dmaengine_prep_slave_single(c->tx, c->addr, t->len, DMA_MEM_TO_DEV,
					   DMA_PREP_INTERRUPT);
	if (!desc) {
		dma_unmap_single(c->dev, c->addr, t->len, DMA_TO_DEVICE);
		return -EINVAL;
	}
	reinit_completion(&c->done);
	desc->callback = ctlr_tx_done;
	desc->callback_param = c;
	dmaengine_submit(desc);
	dma_async_issue_pending(c->tx);
	if (!wait_for_completion_timeout(&c->done, HZ)) {
		dmaengine_terminate_sync(c->tx);
		dma_unmap_single(c->dev, c->addr, t->len, DMA_TO_DEVICE);
		return -ETIMEDOUT;
	}
	return 0;
}

int ctlr_probe(struct spi_controller *host)
{
	host->transfer_one = ctlr_transfer_one;
	return devm_spi_register_controller(host->dev.parent, host);
}
