/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-bad.c - enough has been received, and the callback waits for its own end */
#include <linux/delay.h>

#include "../../runtime/port.h"

static void port_received(void *data)
{
	struct port *port = data;

	if (++port->received < 4)
		return;
	dmaengine_terminate_sync(port->rx); /* expect-run: sync-in-callback dmaengine_terminate_sync() */
	complete(&port->done);
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);
	int err = PTR_ERR_OR_ZERO(port) ?: port_start_cyclic(port, port_received);

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
