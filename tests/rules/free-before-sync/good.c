/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good.c - the buffer goes after the channel has been waited for
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

struct port {
	struct device *dev;
	struct dma_chan *rx;
	void *buf;
	dma_addr_t addr;
};

int port_rx_start(struct port *p)
{
	struct dma_async_tx_descriptor *desc;

	p->addr = dma_map_single(p->dev, p->buf, 64, DMA_FROM_DEVICE);
	if (dma_mapping_error(p->dev, p->addr))
		return -ENOMEM;
	desc = dmaengine_prep_slave_single(p->rx, p->addr, 64, DMA_DEV_TO_MEM,
					   DMA_PREP_INTERRUPT);
	if (!desc) {
		dma_unmap_single(p->dev, p->addr, 64, DMA_FROM_DEVICE);
		return -EIO;
	}
	dmaengine_submit(desc);
	dma_async_issue_pending(p->rx);
	return 0;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *p = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(p->rx);
	dma_unmap_single(p->dev, p->addr, 64, DMA_FROM_DEVICE);
	dma_release_channel(p->rx);
	kfree(p->buf);
}

struct platform_driver port_driver = {
	.remove = port_remove,
};
