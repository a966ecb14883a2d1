/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-bad-data-stopping.c - the request is freed after a termination that does not wait */
#include "../../runtime/port.h"

/* struct request - one read, given to its callback */
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
	struct request *request = kzalloc(sizeof(*request), GFP_KERNEL);
	struct dma_async_tx_descriptor *desc = request ? port_prep(port) : NULL;
	int err = 0;

	if (!desc) {
		kfree(request);
		return -ENOMEM;
	}
	init_completion(&request->done);
	desc->callback = request_done;
	desc->callback_param = request;
	dmaengine_submit(desc);
	dma_async_issue_pending(port->rx);
	if (!wait_for_completion_timeout(&request->done, msecs_to_jiffies(10)))
		err = -ETIMEDOUT;
	dmaengine_terminate_async(port->rx);
	kfree(request); /* expect-run: free-before-sync data of a callback of */
	return err;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);

	if (IS_ERR(port))
		return PTR_ERR(port);
	port_silence(port);
	port_read(port);
	return 0;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	port_close(port);
}

port_module(port_probe, port_remove);
