/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad-mutex.c - the queue's mutex is taken between prep and submit */
#include "../../runtime/port.h"

static DEFINE_MUTEX(queue_mutex);

static int port_queue(struct port *port)
{
	struct dma_async_tx_descriptor *desc = port_prep(port);
	int err;

	mutex_lock(&queue_mutex);
	err = port_submit(port, desc, port_done); /* expect-run: sleep-before-submit */
	if (!err)
		dma_async_issue_pending(port->rx);
	mutex_unlock(&queue_mutex);
	return err;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);
	int err = PTR_ERR_OR_ZERO(port) ?: port_queue(port);

	if (err)
		return err;
	wait_for_completion(&port->done);
	return 0;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	port_close(port);
}

port_module(port_probe, port_remove);
