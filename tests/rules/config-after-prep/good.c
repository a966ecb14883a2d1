/* SPDX-License-Identifier: GPL-2.0-or-later */
/* good.c - the FIFO is told before the transfer is prepared */
/* run: weakest, random 1-3, none */
#include "../../runtime/port.h"

static int port_read(struct port *port, dma_addr_t fifo)
{
	struct dma_slave_config config = {
		.src_addr = fifo, .src_addr_width = DMA_SLAVE_BUSWIDTH_4_BYTES,
	};
	struct dma_async_tx_descriptor *desc;
	int err;

	err = dmaengine_slave_config(port->rx, &config);
	desc = port_prep(port);
	if (!err)
		err = port_submit(port, desc, port_done);
	if (err)
		return err;
	dma_async_issue_pending(port->rx);
	wait_for_completion(&port->done);
	return 0;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);

	return PTR_ERR_OR_ZERO(port) ?: port_read(port, PORT_FIFO + 0x10);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	port_close(port);
}

port_module(port_probe, port_remove);
