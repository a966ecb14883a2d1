/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-error-after-wait.c - what the interrupt handler notes while this waits
 *
 * The member is cleared before the start and asked after the wait: in between
 * the handler has set it. Common in mmc and i2c drivers.
 */
/* known-to-fail: a wait counts as the end of the transfer, whoever completed it */
#include <linux/completion.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/interrupt.h>
#include <linux/spi/spi.h>

struct ctlr {
	struct device *dev;
	struct dma_chan *tx;
	struct completion done;
	dma_addr_t addr;
	int error;
};

static irqreturn_t ctlr_irq(int irq, void *data)
{
	struct ctlr *c = data;

	c->error = -EIO;
	complete(&c->done);
	return IRQ_HANDLED;
}

static int ctlr_transfer_one(struct spi_controller *host, struct spi_device *spi,
			     struct spi_transfer *t)
{
	struct ctlr *c = spi_controller_get_devdata(host);
	struct dma_async_tx_descriptor *desc;

	c->error = 0;
	desc = dmaengine_prep_slave_single(c->tx, c->addr, 64, DMA_MEM_TO_DEV,
					   DMA_PREP_INTERRUPT);
	if (!desc)
		return -EIO;
	dmaengine_submit(desc);
	dma_async_issue_pending(c->tx);
	wait_for_completion(&c->done);
	if (c->error) {
		dmaengine_terminate_async(c->tx);
		dma_unmap_single(c->dev, c->addr, 64, DMA_TO_DEVICE); /* expect: free-before-sync before the channel is synchronized */
	}
	return c->error;
}

int ctlr_probe(struct spi_controller *host, int irq)
{
	host->transfer_one = ctlr_transfer_one;
	return request_irq(irq, ctlr_irq, 0, "ctlr", spi_controller_get_devdata(host));
}
