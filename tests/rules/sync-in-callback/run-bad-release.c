/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-bad-release.c - the last callback takes the channel with it, or tries to */
#include "../../runtime/port.h"

static void port_received(void *data)
{
	struct port *port = data;

	dma_release_channel(port->rx); /* expect-run: sync-in-callback dma_release_channel() */
	complete(&port->done);
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);
	int err = PTR_ERR_OR_ZERO(port) ?: port_start(port, port_received);

	if (err)
		return err;
	wait_for_completion(&port->done);
	return 0;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_synchronize(port->rx);
	port_close(port);	/* it was refused */
}

port_module(port_probe, port_remove);
