/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-flush.c - flush under the port's lock unmaps what may still be read
 *
 * imx serial: terminate and unmap side by side, with no place to wait; the
 * callback, already running on another CPU, unmaps once more.
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/serial_core.h>

struct port {
	struct uart_port port;
	struct dma_chan *tx;
	struct scatterlist sg[2];
	int nents;
	bool busy;
};

static void port_tx_done(void *data)
{
	struct port *p = data;

	dma_unmap_sg(p->port.dev, p->sg, p->nents, DMA_TO_DEVICE);
	p->busy = false;
}

static void port_start_tx(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);
	struct dma_async_tx_descriptor *desc;
	int mapped;

	if (p->busy)
		return;
	mapped = dma_map_sg(port->dev, p->sg, p->nents, DMA_TO_DEVICE);
	if (!mapped)
		return;
	desc = dmaengine_prep_slave_sg(p->tx, p->sg, mapped, DMA_MEM_TO_DEV,
				       DMA_PREP_INTERRUPT);
	if (!desc) {
		dma_unmap_sg(port->dev, p->sg, p->nents, DMA_TO_DEVICE);
		return;
	}
	desc->callback = port_tx_done;
	desc->callback_param = p;
	p->busy = true;
	dmaengine_submit(desc);
	dma_async_issue_pending(p->tx);
}

static void port_flush_buffer(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);

	dmaengine_terminate_all(p->tx);
	if (p->busy) {
		dma_unmap_sg(port->dev, p->sg, p->nents, DMA_TO_DEVICE); /* expect: free-before-sync given up before the channel is synchronized */
		p->busy = false;
	}
}

const struct uart_ops port_ops = {
	.start_tx = port_start_tx,
	.flush_buffer = port_flush_buffer,
};
