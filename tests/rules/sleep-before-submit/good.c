/* SPDX-License-Identifier: GPL-2.0-or-later */
/* good.c - the request is allocated before the descriptor */
/* run: weakest, random 1-3, none */
#include "../../runtime/port.h"

struct request {
	struct completion done;
};

static void request_done(void *data)
{
	struct request *request = data;

	complete(&request->done);
}

static int port_read(struct port *port)
{
	struct dma_async_tx_descriptor *desc;
	struct request *request;

	request = kzalloc(sizeof(*request), GFP_KERNEL);
	desc = port_prep(port);
	if (!desc || !request) {
		dmaengine_terminate_sync(port->rx);
		kfree(request);
		return -ENOMEM;
	}
	init_completion(&request->done);
	desc->callback = request_done;
	desc->callback_param = request;
	dmaengine_submit(desc);
	dma_async_issue_pending(port->rx);
	wait_for_completion(&request->done);
	kfree(request);
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
