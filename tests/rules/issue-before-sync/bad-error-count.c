/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-error-count.c - errors are added up, and nobody looks before the next start
 *
 * The counterpart of good-error-count.c: the count is only printed.
 */
#include <linux/completion.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/interrupt.h>

struct ctlr {
	struct device *dev;
	struct dma_chan *tx;
	struct dma_chan *rx;
	struct completion tx_done;
	struct completion rx_done;
	dma_addr_t tx_addr;
	dma_addr_t rx_addr;
	u32 tx_status;
	u32 rx_status;
	int left;
};

static int ctlr_start(struct ctlr *c)
{
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(c->tx, c->tx_addr, 64, DMA_MEM_TO_DEV,
					   DMA_PREP_INTERRUPT);
	if (!desc)
		return -EIO;
	dmaengine_submit(desc);
	dma_async_issue_pending(c->tx);
	desc = dmaengine_prep_slave_single(c->rx, c->rx_addr, 64, DMA_DEV_TO_MEM,
					   DMA_PREP_INTERRUPT);
	if (!desc)
		return -EIO;
	dmaengine_submit(desc);
	dma_async_issue_pending(c->rx);
	return 0;
}

static irqreturn_t ctlr_irq_thread(int irq, void *data)
{
	struct ctlr *c = data;
	long left;
	int err = 0;

	if (c->tx_status) {
		dmaengine_terminate_all(c->tx);
		err += 1;
	} else {
		left = wait_for_completion_interruptible_timeout(&c->tx_done, 10);
		if (left <= 0) {
			dmaengine_terminate_all(c->tx);
			err += 1;
		}
	}
	if (c->rx_status) {
		dmaengine_terminate_all(c->rx);
		err += 2;
	} else {
		left = wait_for_completion_interruptible_timeout(&c->rx_done, 10);
		if (left <= 0) {
			dmaengine_terminate_all(c->rx);
			err += 2;
		}
	}
	if (err)
		pr_err("%d", err);
	if (c->left)
		ctlr_start(c); /* expect: issue-before-sync issued again */
	return IRQ_HANDLED;
}

int ctlr_probe(struct ctlr *c, int irq)
{
	return request_threaded_irq(irq, NULL, ctlr_irq_thread, IRQF_ONESHOT, "ctlr", c);
}
