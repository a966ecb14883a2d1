/* SPDX-License-Identifier: GPL-2.0-or-later */
/* good-half-duplex.c - one channel for both directions, configured for each transfer */
/* run: weakest, random 1-3, none */
#include "../../runtime/port.h"

static int port_transfer(struct port *port, enum dma_transfer_direction direction)
{
	enum dma_data_direction map = direction == DMA_MEM_TO_DEV ? DMA_TO_DEVICE :
								    DMA_FROM_DEVICE;
	struct dma_async_tx_descriptor *desc;
	dma_addr_t addr;
	int err;

	err = port_config(port->rx);
	if (err)
		return err;
	addr = dma_map_single(port->dma, port->buffer, PORT_SIZE, map);
	if (dma_mapping_error(port->dma, addr))
		return -ENOMEM;
	reinit_completion(&port->done);
	desc = dmaengine_prep_slave_single(port->rx, addr, PORT_SIZE, direction,
					   DMA_PREP_INTERRUPT);
	err = port_submit(port, desc, port_done);
	if (!err) {
		dma_async_issue_pending(port->rx);
		if (!wait_for_completion_timeout(&port->done, HZ))
			err = -ETIMEDOUT;
	}
	if (err)
		dmaengine_terminate_sync(port->rx);
	dma_unmap_single(port->dma, addr, PORT_SIZE, map);
	return err;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_alloc(pdev);
	int err = port ? port_request(port, pdev) : -ENOMEM;

	if (err)
		return err;
	port->buffer = devm_kzalloc(&pdev->dev, PORT_SIZE, GFP_KERNEL);
	if (!port->buffer) {
		dma_release_channel(port->rx);
		return -ENOMEM;
	}
	return port_transfer(port, DMA_MEM_TO_DEV) ?: port_transfer(port, DMA_DEV_TO_MEM) ?:
	       port_transfer(port, DMA_MEM_TO_DEV);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	dma_release_channel(port->rx);
}

port_module(port_probe, port_remove);
