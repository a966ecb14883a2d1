/* SPDX-License-Identifier: GPL-2.0-or-later */
/* good.c - the device's resources release the channel, and nobody else */
/* run: weakest, random 1-3, none */
#include "../../runtime/port.h"

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_alloc(pdev);

	if (!port)
		return -ENOMEM;
	port->rx = devm_dma_request_chan(&pdev->dev, "rx");
	if (IS_ERR(port->rx))
		return PTR_ERR(port->rx);
	return port_config(port->rx);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
}

port_module(port_probe, port_remove);
