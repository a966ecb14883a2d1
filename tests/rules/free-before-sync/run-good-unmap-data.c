/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * run-good-unmap-data.c - a copy whose mappings the provider gives up when it is done,
 * or the client when nobody has taken it
 */
/* run: weakest, random 1-3, none */
#include "../../runtime/port.h"

static int copy_start(struct port *port, void *to, void *from, size_t size)
{
	struct dmaengine_unmap_data *unmap;
	struct dma_async_tx_descriptor *desc;
	dma_cookie_t cookie;

	unmap = dmaengine_get_unmap_data(port->dma, 2, GFP_KERNEL);
	if (!unmap)
		return -ENOMEM;
	unmap->len = size;
	unmap->to_cnt = 1;
	unmap->addr[0] = dma_map_page(port->dma, virt_to_page(from), offset_in_page(from),
				      size, DMA_TO_DEVICE);
	if (dma_mapping_error(port->dma, unmap->addr[0])) {
		unmap->to_cnt = 0;
		goto err_put;
	}
	unmap->from_cnt = 1;
	unmap->addr[1] = dma_map_page(port->dma, virt_to_page(to), offset_in_page(to),
				      size, DMA_FROM_DEVICE);
	if (dma_mapping_error(port->dma, unmap->addr[1])) {
		unmap->from_cnt = 0;
		goto err_put;
	}
	desc = dmaengine_prep_dma_memcpy(port->rx, unmap->addr[1], unmap->addr[0], size,
					 DMA_PREP_INTERRUPT);
	if (!desc)
		goto err_put;
	desc->callback = port_done;
	desc->callback_param = port;
	dma_set_unmap(desc, unmap);
	cookie = dmaengine_submit(desc);
	if (dma_submit_error(cookie))
		goto err_put;
	dmaengine_unmap_put(unmap);	/* the descriptor has its own reference */
	dma_async_issue_pending(port->rx);
	return 0;

err_put:
	dmaengine_unmap_put(unmap);
	return -EIO;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_alloc(pdev);
	dma_cap_mask_t mask;
	u8 *bytes;
	int i, err = 0;

	if (!port)
		return -ENOMEM;
	dma_cap_zero(mask);
	dma_cap_set(DMA_MEMCPY, mask);
	port->rx = dma_request_channel(mask, NULL, NULL);
	bytes = devm_kzalloc(&pdev->dev, 2 * PORT_SIZE, GFP_KERNEL);
	if (!port->rx || !bytes)
		return -ENODEV;
	port->dma = dmaengine_get_dma_device(port->rx);
	for (i = 0; !err && i < 5; i++) {
		reinit_completion(&port->done);
		err = copy_start(port, bytes + PORT_SIZE, bytes, PORT_SIZE);
		if (!err)
			wait_for_completion(&port->done);
	}
	return err;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	dma_release_channel(port->rx);
}

port_module(port_probe, port_remove);
