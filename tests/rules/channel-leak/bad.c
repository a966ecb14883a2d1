/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad.c - a later step of probe fails, and the channel stays */
#include "../../runtime/port.h"

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_alloc(pdev);
	int irq;

	if (!port)
		return -ENOMEM;
	port->rx = dma_request_chan(&pdev->dev, "rx"); /* expect-run: channel-leak never released */
	if (IS_ERR(port->rx))
		return PTR_ERR(port->rx);
	irq = platform_get_irq(pdev, 0);
	if (irq < 0)
		return irq;
	return port_config(port->rx);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dma_release_channel(port->rx);
}

port_module(port_probe, port_remove);
