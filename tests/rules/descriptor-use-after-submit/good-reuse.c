/* SPDX-License-Identifier: GPL-2.0-or-later */
/* good-reuse.c - a descriptor for reuse, submitted again by its callback */
/* known-to-fail: the reference device frees such a descriptor twice */
/* run: weakest */
#include "../../runtime/port.h"

enum { ROUNDS = 5 };

static struct dma_async_tx_descriptor *ready;

static void port_received(void *data)
{
	struct port *port = data;

	if (++port->received == ROUNDS) {
		complete(&port->done);
		return;
	}
	dmaengine_submit(ready);
	dma_async_issue_pending(port->rx);
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);
	int err;

	if (IS_ERR(port))
		return PTR_ERR(port);
	ready = port_prep(port);
	if (!ready || dmaengine_desc_set_reuse(ready))
		return -EIO;
	err = port_submit(port, ready, port_received);
	if (err)
		return err;
	dma_async_issue_pending(port->rx);
	wait_for_completion(&port->done);
	return 0;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	dmaengine_desc_free(ready);
	port_close(port);
}

port_module(port_probe, port_remove);
