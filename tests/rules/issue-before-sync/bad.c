/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad.c - new work on a channel that has not come to rest
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>

struct port {
	struct dma_chan *rx;
	dma_addr_t addr;
};

static int port_rx_start(struct port *p)
{
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(p->rx, p->addr, 64, DMA_DEV_TO_MEM,
					   DMA_PREP_INTERRUPT);
	if (!desc)
		return -EIO;
	dmaengine_submit(desc);
	dma_async_issue_pending(p->rx);
	return 0;
}

static int port_resume(struct device *dev)
{
	struct port *p = dev_get_drvdata(dev);

	dmaengine_terminate_async(p->rx);
	return port_rx_start(p); /* expect: issue-before-sync issued again */
}

static int port_suspend(struct device *dev)
{
	struct port *p = dev_get_drvdata(dev);

	dmaengine_synchronize(p->rx);
	return 0;
}

static const struct dev_pm_ops port_pm = {
	.suspend = port_suspend,
	.resume = port_resume,
};

struct platform_driver port_driver = {
	.driver = { .name = "port", .pm = &port_pm },
};
