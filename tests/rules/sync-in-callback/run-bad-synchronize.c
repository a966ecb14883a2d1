/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-bad-synchronize.c - two steps instead of one, and the same wait */
#include "../../runtime/port.h"

static void port_received(void *data)
{
	struct port *port = data;

	dmaengine_terminate_async(port->rx);
	dmaengine_synchronize(port->rx); /* expect-run: sync-in-callback dmaengine_synchronize() */
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
	port_close(port);
}

port_module(port_probe, port_remove);
