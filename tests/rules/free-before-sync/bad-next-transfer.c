/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-next-transfer.c - that the last transfer was waited for says nothing of the next
 *
 * The second helper runs after a wait that succeeded, and starts anew.
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
};

static void ctlr_done(void *data)
{
	struct ctlr *c = data;

	complete(&c->done);
}

static int ctlr_start(struct ctlr *c)
{
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(c->tx, c->addr, 64, DMA_MEM_TO_DEV,
					   DMA_PREP_INTERRUPT);
	if (!desc)
		return -EIO;
	desc->callback = ctlr_done;
	desc->callback_param = c;
	dmaengine_submit(desc);
	dma_async_issue_pending(c->tx);
	return 0;
}

static void ctlr_unmap(struct ctlr *c)
{
	dma_unmap_single(c->dev, c->addr, 64, DMA_TO_DEVICE);
}

static int ctlr_first(struct ctlr *c)
{
	int ret = 0;

	if (ctlr_start(c))
		return -EIO;
	if (!wait_for_completion_timeout(&c->done, 10)) {
		dmaengine_terminate_sync(c->tx);
		ret = -ETIMEDOUT;
	}
	ctlr_unmap(c);
	return ret;
}

static int ctlr_second(struct ctlr *c)
{
	if (ctlr_start(c))
		return -EIO;
	if (wait_for_completion_interruptible_timeout(&c->done, 10) <= 0) {
		ctlr_unmap(c); /* expect: free-before-sync while the transfer may still run */
		return -ERESTARTSYS;
	}
	ctlr_unmap(c);
	return 0;
}

static int ctlr_transfer_one(struct spi_controller *host, struct spi_device *spi,
			     struct spi_transfer *t)
{
	struct ctlr *c = spi_controller_get_devdata(host);

	return ctlr_first(c) ?: ctlr_second(c);
}

int ctlr_probe(struct spi_controller *host)
{
	host->transfer_one = ctlr_transfer_one;
	return devm_spi_register_controller(host->dev.parent, host);
}
