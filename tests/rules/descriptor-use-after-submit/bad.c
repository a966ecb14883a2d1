/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad.c - the callback is set when the descriptor is no longer the client's */
#include "../../runtime/port.h"

static int port_read(struct port *port)
{
	struct dma_async_tx_descriptor *desc = port_prep(port);
	dma_cookie_t cookie;

	if (!desc)
		return -EIO;
	cookie = dmaengine_submit(desc);
	desc->callback = port_done;
	desc->callback_param = port;
	if (dma_submit_error(cookie))
		return -EIO;
	dma_async_issue_pending(port->rx); /* expect-run: descriptor-use-after-submit changed after its submit */
	wait_for_completion(&port->done);
	return 0;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);

	return PTR_ERR_OR_ZERO(port) ?: port_read(port);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	port_close(port);
}

port_module(port_probe, port_remove);
