/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad.c - how much has arrived, asked of a provider that counts whole descriptors */
#include "../../runtime/port.h"

static int port_received_so_far(struct port *port, dma_cookie_t cookie)
{
	struct dma_tx_state state;
	enum dma_status status;

	status = dmaengine_tx_status(port->rx, cookie, &state); /* expect-run: status-while-running whole descriptors */
	if (status == DMA_ERROR)
		return -EIO;
	return PORT_SIZE - state.residue;
}

static int port_read(struct port *port)
{
	struct dma_async_tx_descriptor *desc = port_prep(port);
	dma_cookie_t cookie;

	if (!desc)
		return -EIO;
	cookie = dmaengine_submit(desc);
	dma_async_issue_pending(port->rx);
	port_received_so_far(port, cookie);
	return dma_submit_error(cookie) ? -EIO : 0;
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
	port_silence(port);
	return port_config(port->rx) ?: port_map(port) ?: port_read(port);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	port_close(port);
}

port_module(port_probe, port_remove);
