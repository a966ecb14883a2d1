/* SPDX-License-Identifier: GPL-2.0-or-later */
/* good-only-status.c - polled, and nobody looks at the residue */
/* run: weakest, random 1-3, none */
#include <linux/delay.h>

#include "../../runtime/port.h"

static int port_read(struct port *port)
{
	struct dma_async_tx_descriptor *desc = port_prep(port);
	dma_cookie_t cookie;

	if (!desc)
		return -EIO;
	cookie = dmaengine_submit(desc);
	dma_async_issue_pending(port->rx);
	while (dmaengine_tx_status(port->rx, cookie, NULL) == DMA_IN_PROGRESS)
		usleep_range(50, 100);
	while (dma_async_is_tx_complete(port->rx, cookie, NULL, NULL) == DMA_IN_PROGRESS)
		usleep_range(50, 100);
	return dma_sync_wait(port->rx, cookie) == DMA_COMPLETE ? 0 : -EIO;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_alloc(pdev);
	dma_cap_mask_t mask;

	if (!port)
		return -ENOMEM;
	dma_cap_zero(mask);
	dma_cap_set(DMA_SLAVE, mask);
	port->rx = dma_request_channel(mask, dmacheck_channel_filter, "refdma2");
	if (!port->rx)
		return -ENODEV;
	port->dma = dmaengine_get_dma_device(port->rx);
	return port_config(port->rx) ?: port_map(port) ?: port_read(port);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	port_close(port);
}

port_module(port_probe, port_remove);
