/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-bad.c - the wait times out, and the buffer is given up with the transfer running */
#include "../../runtime/port.h"

static int port_read(struct port *port)
{
	int err = port_map(port) ?: port_start(port, port_done);

	if (err)
		return err;
	if (!wait_for_completion_timeout(&port->done, msecs_to_jiffies(10)))
		err = -ETIMEDOUT;
	port_unmap(port); /* expect-run: free-before-sync while the transfer may still run */
	return err;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_alloc(pdev);
	int err = port ? port_request(port, pdev) : -ENOMEM;

	if (err)
		return err;
	port_silence(port);
	port_read(port);
	return 0;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	dma_release_channel(port->rx);
}

port_module(port_probe, port_remove);
