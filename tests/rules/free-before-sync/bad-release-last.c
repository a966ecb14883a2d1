/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-release-last.c - the release that waits comes too late
 *
 * samsung_tty: the buffer is freed between the terminate and the release.
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/serial_core.h>

struct port {
	struct uart_port port;
	struct dma_chan *rx;
	void *buf;
	dma_addr_t addr;
};

static int port_startup(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);
	struct dma_async_tx_descriptor *desc;

	p->rx = dma_request_chan(port->dev, "rx");
	if (IS_ERR(p->rx))
		return PTR_ERR(p->rx);
	p->buf = dma_alloc_coherent(port->dev, 4096, &p->addr, GFP_KERNEL);
	if (!p->buf) {
		dma_release_channel(p->rx);
		return -ENOMEM;
	}
	desc = dmaengine_prep_dma_cyclic(p->rx, p->addr, 4096, 2048, DMA_DEV_TO_MEM,
					 DMA_PREP_INTERRUPT);
	if (desc) {
		dmaengine_submit(desc);
		dma_async_issue_pending(p->rx);
	}
	return 0;
}

static void port_shutdown(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);

	dmaengine_terminate_all(p->rx);
	dma_free_coherent(port->dev, 4096, p->buf, p->addr); /* expect: free-before-sync given up before the channel is synchronized */
	dma_release_channel(p->rx);
}

const struct uart_ops port_ops = {
	.startup = port_startup,
	.shutdown = port_shutdown,
};
