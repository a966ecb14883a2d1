/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-bad-never.c - nobody ever waits for the channel but its release */
#include "../../runtime/port.h"

static int port_read(struct port *port)
{
	int err;

	reinit_completion(&port->done);
	err = port_start(port, port_done); /* expect-run: issue-before-sync issued again */
	if (err)
		return err;
	wait_for_completion_timeout(&port->done, HZ);
	dmaengine_terminate_all(port->rx);	/* to be sure */
	return 0;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);

	return PTR_ERR_OR_ZERO(port) ?: port_read(port) ?: port_read(port);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dma_release_channel(port->rx);
	port_unmap(port);
}

port_module(port_probe, port_remove);
