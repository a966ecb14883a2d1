/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-other-path.c - a bool argument chooses the wait only off the callback
 *
 * sh-sci and 8250 share their stop functions this way.
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>

struct port {
	struct dma_chan *rx;
	dma_addr_t addr;
};

static void port_rx_stop(struct port *p, bool wait)
{
	dmaengine_terminate_async(p->rx);
	if (wait)
		dmaengine_synchronize(p->rx);
}

static void port_rx_done(void *data)
{
	port_rx_stop(data, false);
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

static void port_remove(struct platform_device *pdev)
{
	port_rx_stop(platform_get_drvdata(pdev), true);
}

struct platform_driver port_driver = {
	.remove = port_remove,
};
