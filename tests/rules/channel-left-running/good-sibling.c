/* SPDX-License-Identifier: GPL-2.0-or-later */
/* good-sibling.c - the transmitter cannot start, and the receiver is stopped */
/* run: weakest, random 1-3, none */
#include "../../runtime/port.h"

static struct dma_chan *tx;

static int port_send(struct port *port, size_t size)
{
	struct dma_async_tx_descriptor *desc;
	int err;

	desc = dmaengine_prep_slave_single(tx, port->addr, size, DMA_MEM_TO_DEV,
					   DMA_PREP_INTERRUPT);
	err = port_submit(port, desc, port_done);
	if (!err)
		dma_async_issue_pending(tx);
	return err;
}

static int port_transfer(struct port *port, size_t size)
{
	int err;

	reinit_completion(&port->done);
	err = port_start(port, NULL);
	if (err)
		return err;
	err = port_send(port, size);
	if (!err && !wait_for_completion_timeout(&port->done, HZ))
		err = -ETIMEDOUT;
	dmaengine_terminate_sync(tx);
	dmaengine_terminate_sync(port->rx);
	return err;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_alloc(pdev);
	int err = port ? port_request(port, pdev) : -ENOMEM;

	if (err)
		return err;
	port->buffer = kzalloc(PORT_SIZE, GFP_KERNEL);
	tx = dma_request_chan(&pdev->dev, "tx");
	if (!port->buffer || IS_ERR(tx))
		return -ENOMEM;
	port->addr = dma_map_single(port->dma, port->buffer, PORT_SIZE, DMA_BIDIRECTIONAL);
	if (dma_mapping_error(port->dma, port->addr))
		return -ENOMEM;
	port_config(tx);
	return port_transfer(port, PORT_SIZE / 2) ?:
	       (port_transfer(port, 6) ? 0 : -EINVAL);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dma_unmap_single(port->dma, port->addr, PORT_SIZE, DMA_BIDIRECTIONAL);
	kfree(port->buffer);
	dma_release_channel(tx);
	dma_release_channel(port->rx);
}

port_module(port_probe, port_remove);
