/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad.c - a completion callback waits for itself to end
 */
#include <linux/dmaengine.h>

struct port {
	struct dma_chan *rx;
	dma_addr_t addr;
};

static void port_rx_done(void *data)
{
	struct port *p = data;

	dmaengine_terminate_sync(p->rx); /* expect: sync-in-callback */
}

int port_rx_start(struct port *p)
{
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(p->rx, p->addr, 64, DMA_DEV_TO_MEM,
					   DMA_PREP_INTERRUPT);
	if (!desc)
		return -EIO;
	desc->callback = port_rx_done;
	desc->callback_param = p;
	dmaengine_submit(desc);
	dma_async_issue_pending(p->rx);
	return 0;
}
