/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-bad-release.c - the release of the last user waits too */
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

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	port_unmap(port);
	spin_lock_bh(&port->lock);
	dma_release_channel(port->rx); /* expect-run: sync-lock-deadlock dma_release_channel() */
	spin_unlock_bh(&port->lock);
}

port_module(port_probe, port_remove);
