/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad-alias.c - one channel for both directions, released for each of them */
#include "../../runtime/port.h"

static struct dma_chan *tx;

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_alloc(pdev);
	int err = port ? port_request(port, pdev) : -ENOMEM;

	if (err)
		return err;
	tx = port->rx;	/* half duplex */
	return 0;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dma_release_channel(port->rx);
	if (tx)
		dma_release_channel(tx); /* expect-run: channel-double-release is released twice */
}

port_module(port_probe, port_remove);
