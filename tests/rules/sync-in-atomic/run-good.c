/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-good.c - the port is stopped under its lock, and waited for behind it */
/* run: weakest, random 1-3, none */
#include "../../runtime/port.h"

static void port_stop(struct port *port)
{
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	port->received = 0;
	dmaengine_terminate_async(port->rx);
	spin_unlock_irqrestore(&port->lock, flags);
	dmaengine_synchronize(port->rx);
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);

	return PTR_ERR_OR_ZERO(port) ?: port_start_cyclic(port, port_done);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	port_stop(port);
	port_close(port);
}

port_module(port_probe, port_remove);
