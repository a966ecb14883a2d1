/* SPDX-License-Identifier: GPL-2.0-or-later */
/* good-reuse.c - prepared once in probe, submitted whenever it is needed */
/* run: weakest, random 1-3, none */
#include <linux/delay.h>

#include "../../runtime/port.h"

static struct dma_async_tx_descriptor *ready;

static int port_read(struct port *port)
{
	dma_cookie_t cookie;

	reinit_completion(&port->done);
	cookie = dmaengine_submit(ready);
	if (dma_submit_error(cookie))
		return -EIO;
	dma_async_issue_pending(port->rx);
	wait_for_completion(&port->done);
	dmaengine_synchronize(port->rx);	/* the callback has returned */
	return 0;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);

	if (IS_ERR(port))
		return PTR_ERR(port);
	ready = port_prep(port);
	if (!ready || dmaengine_desc_set_reuse(ready))
		return -EIO;
	ready->callback = port_done;
	ready->callback_param = port;
	msleep(1);
	return port_read(port) ?: port_read(port);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	dmaengine_desc_free(ready);
	port_close(port);
}

port_module(port_probe, port_remove);
