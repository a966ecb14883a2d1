/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-good.c - the channel has come to rest before it is started again */
/* run: weakest, random 1-3, none */
#include "../../runtime/port.h"

static int port_restart(struct port *port)
{
	int err;

	dmaengine_terminate_sync(port->rx);
	err = port_start_cyclic(port, port_done);
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
