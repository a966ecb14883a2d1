/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-bad-freed.c - the buffer is freed under the transfer, still mapped */
#include "../../runtime/port.h"

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);

	return PTR_ERR_OR_ZERO(port) ?: port_start_cyclic(port, port_done);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	kfree(port->buffer); /* expect-run: free-before-sync while the transfer may still run */
	dmaengine_terminate_sync(port->rx);
	dma_unmap_single(port->dma, port->addr, PORT_SIZE, DMA_FROM_DEVICE);
	dma_release_channel(port->rx);
}

port_module(port_probe, port_remove);
