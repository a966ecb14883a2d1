/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-good.c - the callback stops the channel, and remove waits for it */
/* run: weakest, random 1-3, none */
#include <linux/delay.h>

#include "../../runtime/port.h"

static void port_received(void *data)
{
	struct port *port = data;

	if (++port->received < 4)
		return;
	dmaengine_terminate_async(port->rx);
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
