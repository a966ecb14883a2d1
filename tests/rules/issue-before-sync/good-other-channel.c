/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-other-channel.c - one channel is stopped, another one started
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>

struct port {
	struct dma_chan *rx;
	struct dma_chan *tx;
	dma_addr_t addr;
};

static int port_resume(struct device *dev)
{
	struct port *p = dev_get_drvdata(dev);
	struct dma_async_tx_descriptor *desc;

	dmaengine_terminate_async(p->rx);
	desc = dmaengine_prep_slave_single(p->tx, p->addr, 64, DMA_MEM_TO_DEV, 0);
	if (desc) {
		dmaengine_submit(desc);
		dma_async_issue_pending(p->tx);
	}
	dmaengine_synchronize(p->rx);
	return 0;
}

static const struct dev_pm_ops port_pm = {
	.resume = port_resume,
};

struct platform_driver port_driver = {
	.driver = { .name = "port", .pm = &port_pm },
};
