/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-synchronize.c - waiting and releasing are no better than terminating
 */
#include <linux/dmaengine.h>

struct port {
	struct dma_chan *rx;
	struct dma_chan *tx;
	dma_addr_t addr;
};

static void port_rx_done(void *data)
{
	struct port *p = data;

	dmaengine_terminate_async(p->rx);
	dmaengine_synchronize(p->rx); /* expect: sync-in-callback waits for itself */
}

static void port_tx_done(void *data)
{
	struct port *p = data;

	dma_release_channel(p->tx); /* expect: sync-in-callback may wait for itself */
}

static int port_issue(struct dma_chan *chan, struct port *p, dma_async_tx_callback done,
		      enum dma_transfer_direction direction)
{
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(chan, p->addr, 64, direction,
					   DMA_PREP_INTERRUPT);
	if (!desc)
		return -EIO;
	desc->callback = done;
	desc->callback_param = p;
	dmaengine_submit(desc);
	dma_async_issue_pending(chan);
	return 0;
}

int port_start(struct port *p)
{
	int ret;

	ret = port_issue(p->rx, p, port_rx_done, DMA_DEV_TO_MEM);
	if (ret)
		return ret;
	return port_issue(p->tx, p, port_tx_done, DMA_MEM_TO_DEV);
}
