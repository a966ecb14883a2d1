/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-bad-synchronize.c - the lock is held by the one who waits, in two calls */
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
	int err = PTR_ERR_OR_ZERO(port) ?: port_start(port, port_received);

	if (err)
		return err;
	wait_for_completion(&port->done);
	return 0;
}

/* Nobody has to wait this time: it is a deadlock all the same. */
static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	spin_lock_bh(&port->lock);
	dmaengine_terminate_async(port->rx);
	dmaengine_synchronize(port->rx); /* expect-run: sync-lock-deadlock dmaengine_synchronize() */
	spin_unlock_bh(&port->lock);
	port_close(port);
}

port_module(port_probe, port_remove);
