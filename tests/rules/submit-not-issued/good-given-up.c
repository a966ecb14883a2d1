/* SPDX-License-Identifier: GPL-2.0-or-later */
/* good-given-up.c - one transfer of a pair fails, the other is given up unissued */
/* run: weakest, random 1-3, none */
#include "../../runtime/port.h"

static int port_pair(struct port *port, size_t second)
{
	struct dma_async_tx_descriptor *desc;
	int err;

	err = port_submit(port, port_prep(port), NULL);
	if (err)
		return err;
	desc = dmaengine_prep_slave_single(port->rx, port->addr, second, DMA_DEV_TO_MEM,
					   DMA_PREP_INTERRUPT);
	err = port_submit(port, desc, port_done);
	if (err) {
		dmaengine_terminate_sync(port->rx);
		return err;
	}
	dma_async_issue_pending(port->rx);
	wait_for_completion(&port->done);
	return 0;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);

	if (IS_ERR(port))
		return PTR_ERR(port);
	return port_pair(port, 6) ? port_pair(port, 8) : -EINVAL;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	port_close(port);
}

port_module(port_probe, port_remove);
