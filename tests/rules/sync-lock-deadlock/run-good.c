/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-good.c - the lock is given up before the wait */
/* run: weakest, random 1-3, none */
#include "../../runtime/port.h"

static void port_received(void *data)
{
	struct port *port = data;

	spin_lock(&port->lock);
	port->received++;
	spin_unlock(&port->lock);
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

	spin_lock_bh(&port->lock);
	port->received = 0;
	spin_unlock_bh(&port->lock);
	dmaengine_terminate_sync(port->rx);
	port_close(port);
}

port_module(port_probe, port_remove);
