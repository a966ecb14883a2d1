/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad-sibling.c - the transmitter cannot start, and the receiver is left running */
#include "../../runtime/port.h"

static struct dma_chan *tx;

/* No multiple of the FIFO's width: there is no descriptor for it. */
static int port_send(struct port *port)
{
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(tx, port->addr, 6, DMA_MEM_TO_DEV,
					   DMA_PREP_INTERRUPT);
	return port_submit(port, desc, NULL);
}

static int port_transfer(struct port *port)
{
	int err = port_start_cyclic(port, port_done);

	if (err)
		return err;
	err = port_send(port);
	if (err)
		return err;	/* and the receiver? */
	dma_async_issue_pending(tx);
	wait_for_completion(&port->done);
	dmaengine_terminate_sync(tx);
	dmaengine_terminate_sync(port->rx);
	return 0;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);

	if (IS_ERR(port))
		return PTR_ERR(port);
	tx = dma_request_chan(&pdev->dev, "tx");
	if (IS_ERR(tx)) {
		port_close(port);
		return PTR_ERR(tx);
	}
	port_config(tx);
	port_transfer(port);
	return 0;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dma_release_channel(tx);
	port_close(port); /* expect-run: channel-left-running is released while */
}

port_module(port_probe, port_remove);
