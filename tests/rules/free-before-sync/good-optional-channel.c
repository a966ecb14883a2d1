/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-optional-channel.c - where there is no channel nothing runs on it
 *
 * Optional channels are NULL or an error pointer kept in the field. 8250_dma,
 * spi-imx and many others test before they stop, and free in any case.
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

struct port {
	struct device *dev;
	struct dma_chan *rx;
	struct dma_chan *tx;
	void *buf;
	void *tx_buf;
	dma_addr_t addr;
};

int port_rx_start(struct port *p)
{
	struct dma_async_tx_descriptor *desc;

	if (!p->rx)
		return -ENODEV;
	desc = dmaengine_prep_dma_cyclic(p->rx, p->addr, 4096, 2048, DMA_DEV_TO_MEM,
					 DMA_PREP_INTERRUPT);
	if (!desc)
		return -EIO;
	dmaengine_submit(desc);
	dma_async_issue_pending(p->rx);
	return 0;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *p = platform_get_drvdata(pdev);

	if (p->rx) {
		dmaengine_terminate_sync(p->rx);
		dma_release_channel(p->rx);
	}
	dma_free_coherent(p->dev, 4096, p->buf, p->addr);
	if (!IS_ERR_OR_NULL(p->tx))
		dmaengine_terminate_sync(p->tx);
	kfree(p->tx_buf);
}

struct platform_driver port_driver = {
	.remove = port_remove,
};
