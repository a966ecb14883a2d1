/* SPDX-License-Identifier: GPL-2.0-or-later */
/* good.c - a transfer that the provider cannot do is refused */
/* run: weakest, random 1-3, none */
#include "../../runtime/port.h"

static int port_read(struct port *port, size_t size)
{
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(port->rx, port->addr, size, DMA_DEV_TO_MEM,
					   DMA_PREP_INTERRUPT);
	if (!desc)
		return -EINVAL;
	desc->callback = port_done;
	desc->callback_param = port;
	dmaengine_submit(desc);
	dma_async_issue_pending(port->rx);
	wait_for_completion(&port->done);
	return 0;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);

	if (IS_ERR(port))
		return PTR_ERR(port);
	port_read(port, 8);
	port_read(port, 6);	/* no multiple of the FIFO's width */
	return 0;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	port_close(port);
}

port_module(port_probe, port_remove);
