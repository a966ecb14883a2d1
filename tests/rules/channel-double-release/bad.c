/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad.c - remove releases a channel that the device's resources release too */
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
	dma_release_channel(port->rx);
}

/* expect-run: channel-double-release is released twice */
port_module(port_probe, port_remove);
