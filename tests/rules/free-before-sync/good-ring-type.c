/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-ring-type.c - two rings of one type, one for each channel
 *
 * imx serial: the receive ring and the transmit ring are both a circ_buf; that
 * transmission is only stopped says nothing of the receive ring's buffer.
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/serial_core.h>
#include <linux/slab.h>

struct port {
	struct uart_port port;
	struct dma_chan *rx;
	struct dma_chan *tx;
	struct circ_buf rx_ring;
	struct scatterlist rx_sgl;
	struct scatterlist tx_sgl;
};

static void port_start_tx(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);
	struct circ_buf *xmit = &port->state->xmit;
	struct dma_async_tx_descriptor *desc;

	sg_init_one(&p->tx_sgl, xmit->buf + xmit->tail, 64);
	if (!dma_map_sg(port->dev, &p->tx_sgl, 1, DMA_TO_DEVICE))
		return;
	desc = dmaengine_prep_slave_sg(p->tx, &p->tx_sgl, 1, DMA_MEM_TO_DEV,
				       DMA_PREP_INTERRUPT);
	if (!desc) {
		dma_unmap_sg(port->dev, &p->tx_sgl, 1, DMA_TO_DEVICE);
		return;
	}
	dmaengine_submit(desc);
	dma_async_issue_pending(p->tx);
}

static int port_startup(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);
	struct dma_async_tx_descriptor *desc;

	p->rx_ring.buf = kzalloc(4096, GFP_KERNEL);
	if (!p->rx_ring.buf)
		return -ENOMEM;
	sg_init_one(&p->rx_sgl, p->rx_ring.buf, 4096);
	if (!dma_map_sg(port->dev, &p->rx_sgl, 1, DMA_FROM_DEVICE))
		goto free;
	desc = dmaengine_prep_slave_sg(p->rx, &p->rx_sgl, 1, DMA_DEV_TO_MEM,
				       DMA_PREP_INTERRUPT);
	if (!desc)
		goto unmap;
	dmaengine_submit(desc);
	dma_async_issue_pending(p->rx);
	return 0;
unmap:
	dma_unmap_sg(port->dev, &p->rx_sgl, 1, DMA_FROM_DEVICE);
free:
	kfree(p->rx_ring.buf);
	return -EIO;
}

static void port_shutdown(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);

	dmaengine_terminate_sync(p->rx);
	dmaengine_terminate_async(p->tx);
	dma_unmap_sg(port->dev, &p->rx_sgl, 1, DMA_FROM_DEVICE);
	kfree(p->rx_ring.buf);
	dmaengine_synchronize(p->tx);
	dma_unmap_sg(port->dev, &p->tx_sgl, 1, DMA_TO_DEVICE);
}

const struct uart_ops port_ops = {
	.start_tx = port_start_tx,
	.startup = port_startup,
	.shutdown = port_shutdown,
};
