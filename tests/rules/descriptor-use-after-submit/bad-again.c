/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad-again.c - a descriptor that is not for reuse, submitted again: too early, too late */
#include "../../runtime/port.h"

static int port_read(struct port *port)
{
	struct dma_async_tx_descriptor *desc = port_prep(port);
	int err = port_submit(port, desc, port_done);

	if (err)
		return err;
	dmaengine_submit(desc); /* expect-run: descriptor-use-after-submit a second time before */
	dma_async_issue_pending(port->rx);
	wait_for_completion(&port->done);
	return 0;
}

static int port_read_again(struct port *port)
{
	struct dma_async_tx_descriptor *desc;
	int err;

	reinit_completion(&port->done);
	desc = port_prep(port);
	err = port_submit(port, desc, port_done);
	if (err)
		return err;
	dma_async_issue_pending(port->rx);
	wait_for_completion(&port->done);
	dmaengine_submit(desc); /* expect-run: descriptor-use-after-submit not for reuse */
	return 0;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);

	return PTR_ERR_OR_ZERO(port) ?: port_read(port) ?: port_read_again(port);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	port_close(port);
}

port_module(port_probe, port_remove);
