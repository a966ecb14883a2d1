/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-late-release.c - freed, then released, where nothing else ever waits
 *
 * The flush stops the channel and returns at once; the shutdown relies on the
 * release, but frees before it. Shape of older serial drivers.
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

	desc = dmaengine_prep_dma_cyclic(p->rx, p->addr, 4096, 2048, DMA_DEV_TO_MEM,
					 DMA_PREP_INTERRUPT);
	if (!desc)
		return -EBUSY;
	dmaengine_submit(desc);
	dma_async_issue_pending(p->rx);
	return 0;
}

static void port_stop_rx(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);

	dmaengine_terminate_async(p->rx);
}

static void port_shutdown(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);

	dma_free_coherent(port->dev, 4096, p->buf, p->addr); /* expect-low: free-before-sync before the release */
	dma_release_channel(p->rx);
}

const struct uart_ops port_ops = {
	.startup = port_startup,
	.stop_rx = port_stop_rx,
	.shutdown = port_shutdown,
};
