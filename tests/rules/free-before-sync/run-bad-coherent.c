/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-bad-coherent.c - a ring of coherent memory goes before the transfer that fills it */
#include "../../runtime/port.h"

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_alloc(pdev);
	int err = port ? port_request(port, pdev) : -ENOMEM;

	if (err)
		return err;
	port->buffer = dma_alloc_coherent(port->dma, PORT_SIZE, &port->addr, GFP_KERNEL);
	if (!port->buffer) {
		dma_release_channel(port->rx);
		return -ENOMEM;
	}
	return port_start_cyclic(port, port_done);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dma_free_coherent(port->dma, PORT_SIZE, port->buffer, port->addr); /* expect-run: free-before-sync */
	dmaengine_terminate_sync(port->rx);
	dma_release_channel(port->rx);
}

port_module(port_probe, port_remove);
