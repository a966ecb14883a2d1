/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-good-completed.c - a buffer is unmapped as soon as its transfer is complete */
/* run: weakest, random 1-3, none */
#include "../../runtime/port.h"

/* Woken by the callback, which may not have returned yet. */
static int port_read(struct port *port)
{
	int err = port_map(port);

	if (err)
		return err;
	reinit_completion(&port->done);
	err = port_start(port, port_done);
	if (!err && !wait_for_completion_timeout(&port->done, HZ))
		err = -ETIMEDOUT;
	if (err)
		dmaengine_terminate_sync(port->rx);
	port_unmap(port);
	return err;
}

/* Polled: nobody is called. */
static int port_poll(struct port *port)
{
	struct dma_async_tx_descriptor *desc;
	dma_cookie_t cookie;
	int err = port_map(port);

	if (err)
		return err;
	desc = dmaengine_prep_slave_single(port->rx, port->addr, PORT_SIZE, DMA_DEV_TO_MEM,
					   DMA_CTRL_ACK);
	if (desc) {
		cookie = dmaengine_submit(desc);
		dma_async_issue_pending(port->rx);
		err = dma_sync_wait(port->rx, cookie) == DMA_COMPLETE ? 0 : -EIO;
	}
	if (err)
		dmaengine_terminate_sync(port->rx);
	port_unmap(port);
	return err;
}

/* The callback itself gives the buffer back. */
static void port_received(void *data)
{
	struct port *port = data;

	port_unmap(port);
	complete(&port->done);
}

static int port_read_and_forget(struct port *port)
{
	int err = port_map(port);

	if (err)
		return err;
	reinit_completion(&port->done);
	err = port_start(port, port_received);
	if (!err)
		wait_for_completion(&port->done);
	else
		port_unmap(port);
	return err;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_alloc(pdev);
	int i, err = port ? port_request(port, pdev) : -ENOMEM;

	for (i = 0; !err && i < 10; i++)
		err = port_read(port) ?: port_poll(port) ?: port_read_and_forget(port);
	return err;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	dma_release_channel(port->rx);
}

port_module(port_probe, port_remove);
