/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * free-attribute.c - __free(kfree) frees at the end of the scope
 *
 * The attribute shows no function; its text does. no_free_ptr() keeps the
 * memory; without it the buffer goes while the transfer runs.
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/slab.h>

struct port {
	struct device *dev;
	struct dma_chan *rx;
	void *buf;
};

int port_rx_keep(struct port *p)
{
	void *buf __free(kfree) = kzalloc(64, GFP_KERNEL);
	struct dma_async_tx_descriptor *desc;
	dma_addr_t addr;

	if (!buf)
		return -ENOMEM;
	addr = dma_map_single(p->dev, buf, 64, DMA_FROM_DEVICE);
	if (dma_mapping_error(p->dev, addr))
		return -ENOMEM;
	desc = dmaengine_prep_slave_single(p->rx, addr, 64, DMA_DEV_TO_MEM, 0);
	if (!desc) {
		dma_unmap_single(p->dev, addr, 64, DMA_FROM_DEVICE);
		return -EIO;
	}
	dmaengine_submit(desc);
	dma_async_issue_pending(p->rx);
	p->buf = no_free_ptr(buf);
	return 0;
}
