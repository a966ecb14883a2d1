/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-mapped-anew.c - what is unmapped is not what the stopped transfer used
 *
 * Restarting a channel maps the next buffer; when the channel cannot be
 * set up for it, this new mapping is taken back. No transfer has ever known it.
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

static int port_startup(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(p->rx, p->addr, 64, DMA_DEV_TO_MEM,
					   DMA_PREP_INTERRUPT);
	if (!desc)
		return -EIO;
	dmaengine_submit(desc);
	dma_async_issue_pending(p->rx);
	return 0;
}

static void port_stop_rx(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);
	struct dma_slave_config config = { .direction = DMA_DEV_TO_MEM };
	dma_addr_t addr;

	dmaengine_terminate_async(p->rx);
	p->next = !p->next;
	addr = dma_map_single(port->dev, p->buf[p->next], 64, DMA_FROM_DEVICE);
	if (dma_mapping_error(port->dev, addr))
		return;
	if (dmaengine_slave_config(p->rx, &config)) {
		dma_unmap_single(port->dev, addr, 64, DMA_FROM_DEVICE);
		return;
	}
	p->addr = addr;
}

static void port_shutdown(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);

	dmaengine_terminate_sync(p->rx);
	dma_unmap_single(port->dev, p->addr, 64, DMA_FROM_DEVICE);
}

const struct uart_ops port_ops = {
	.startup = port_startup,
	.stop_rx = port_stop_rx,
	.shutdown = port_shutdown,
};
