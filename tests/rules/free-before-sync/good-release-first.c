/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-release-first.c - releasing the channel waits for it
 *
 * serial-tegra: terminate, release, and only then free and unmap. The order
 * decides, not the presence of a synchronize.
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
	dma_release_channel(p->rx);
	dma_free_coherent(port->dev, 4096, p->buf, p->addr);
}

const struct uart_ops port_ops = {
	.startup = port_startup,
	.shutdown = port_shutdown,
};
