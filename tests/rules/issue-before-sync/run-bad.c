/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-bad.c - the channel is started again before it has come to rest */
#include "../../runtime/port.h"

static int port_restart(struct port *port)
{
	int err;

	dmaengine_terminate_async(port->rx);
	err = port_start_cyclic(port, port_done); /* expect-run: issue-before-sync issued again */
	return err;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);

	return PTR_ERR_OR_ZERO(port) ?: port_start_cyclic(port, port_done) ?:
	       port_restart(port);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	port_close(port);
}

port_module(port_probe, port_remove);
