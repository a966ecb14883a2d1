/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-late-synchronize.c - waited for, but only after the memory has gone
 *
 * The handler stops the channel without waiting; remove does wait, too late.
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/interrupt.h>
#include <linux/platform_device.h>

struct port {
	struct device *dev;
	struct dma_chan *rx;
	void *buf;
	dma_addr_t addr;
};

static irqreturn_t port_irq(int irq, void *data)
{
	struct port *p = data;

	dmaengine_terminate_async(p->rx);
	return IRQ_HANDLED;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *p = platform_get_drvdata(pdev);
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_dma_cyclic(p->rx, p->addr, 4096, 2048, DMA_DEV_TO_MEM, 0);
	if (!desc)
		return -EIO;
	dmaengine_submit(desc);
	dma_async_issue_pending(p->rx);
	return devm_request_irq(p->dev, platform_get_irq(pdev, 0), port_irq, 0, "port", p);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *p = platform_get_drvdata(pdev);

	dma_free_coherent(p->dev, 4096, p->buf, p->addr); /* expect: free-before-sync */
	dmaengine_synchronize(p->rx);
}

struct platform_driver port_driver = {
	.probe = port_probe,
	.remove = port_remove,
};
