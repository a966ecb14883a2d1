/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-prep-failed-anew.c - no descriptor, so no transfer of the new mapping
 *
 * As good-mapped-anew.c, but it is the prep that fails.
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/serial_core.h>

struct port {
	struct uart_port port;
	struct dma_chan *rx;
	void *buf[2];
	dma_addr_t addr;
	int next;
};

static int port_submit(struct port *p, dma_addr_t addr)
{
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(p->rx, addr, 64, DMA_DEV_TO_MEM,
					   DMA_PREP_INTERRUPT);
	if (!desc)
		return -EIO;
	p->addr = addr;
	dmaengine_submit(desc);
	return 0;
}

static void port_stop_rx(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);
	dma_addr_t addr;

	dmaengine_terminate_async(p->rx);
	p->next = !p->next;
	addr = dma_map_single(port->dev, p->buf[p->next], 64, DMA_FROM_DEVICE);
	if (dma_mapping_error(port->dev, addr))
		return;
	if (port_submit(p, addr))
		dma_unmap_single(port->dev, addr, 64, DMA_FROM_DEVICE);
}

static void port_shutdown(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);

	dmaengine_terminate_sync(p->rx);
	dma_unmap_single(port->dev, p->addr, 64, DMA_FROM_DEVICE);
}

const struct uart_ops port_ops = {
	.stop_rx = port_stop_rx,
	.shutdown = port_shutdown,
};
