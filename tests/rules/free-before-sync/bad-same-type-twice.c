/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-same-type-twice.c - of two directions the wrong one is waited for
 *
 * The counterpart of good-same-type-twice.c: the address is of the channel that
 * is only stopped, and in the same member of the same type as the other.
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/serial_core.h>

struct direction {
	struct dma_chan *chan;
	dma_addr_t phys;
	unsigned int length;
};

struct port {
	struct uart_port port;
	struct direction tx;
	struct direction rx;
};

static int port_start(struct port *p, struct direction *d)
{
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(d->chan, d->phys, d->length,
					   DMA_MEM_TO_DEV, DMA_PREP_INTERRUPT);
	if (!desc)
		return -EIO;
	dmaengine_submit(desc);
	dma_async_issue_pending(d->chan);
	return 0;
}

static int port_startup(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);

	return port_start(p, &p->tx) ?: port_start(p, &p->rx);
}

static void port_shutdown(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);

	dmaengine_terminate_sync(p->tx.chan);
	dmaengine_terminate_async(p->rx.chan);
	dma_unmap_single(port->dev, p->tx.phys, p->tx.length, DMA_TO_DEVICE);
	dma_unmap_single(port->dev, p->rx.phys, p->rx.length, DMA_FROM_DEVICE); /* expect: free-before-sync given up before the channel is synchronized */
}

const struct uart_ops port_ops = {
	.startup = port_startup,
	.shutdown = port_shutdown,
};
