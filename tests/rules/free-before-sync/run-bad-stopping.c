/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-bad-stopping.c - terminated, but the device may write once more */
#include "../../runtime/port.h"

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);

	return PTR_ERR_OR_ZERO(port) ?: port_start_cyclic(port, port_done);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_async(port->rx);
	port_unmap(port); /* expect-run: free-before-sync before the channel is synchronized */
	dmaengine_synchronize(port->rx);
	dma_release_channel(port->rx);
}

port_module(port_probe, port_remove);
