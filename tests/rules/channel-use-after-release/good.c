/* SPDX-License-Identifier: GPL-2.0-or-later */
/* good.c - the channel is stopped, then released */
/* run: weakest, random 1-3, none */
#include "../../runtime/port.h"

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);
	int err = PTR_ERR_OR_ZERO(port) ?: port_start(port, port_done);

	if (err)
		return err;
	wait_for_completion(&port->done);
	return 0;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	dma_release_channel(port->rx);
	port_unmap(port);
}

port_module(port_probe, port_remove);
