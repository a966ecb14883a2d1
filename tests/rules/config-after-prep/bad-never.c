/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad-never.c - nobody has told the channel where its peripheral is */
#include "../../runtime/port.h"

static int port_read(struct port *port)
{
	return port_start(port, port_done) ? 0 : -EINVAL; /* expect-run: config-after-prep never been configured */
}

static int port_copy(struct port *port)
{
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_dma_cyclic(port->rx, port->addr, PORT_SIZE, PORT_SIZE,
					 DMA_DEV_TO_MEM, DMA_PREP_INTERRUPT); /* expect-run: config-after-prep cannot be prepared */
	return desc ? -EINVAL : 0;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_alloc(pdev);

	if (!port)
		return -ENOMEM;
	port->rx = dma_request_chan(&pdev->dev, "rx");
	if (IS_ERR(port->rx))
		return PTR_ERR(port->rx);
	port->dma = dmaengine_get_dma_device(port->rx);
	return port_map(port) ?: port_read(port) ?: port_copy(port);
}

static void port_remove(struct platform_device *pdev)
{
	port_close(platform_get_drvdata(pdev));
}

port_module(port_probe, port_remove);
