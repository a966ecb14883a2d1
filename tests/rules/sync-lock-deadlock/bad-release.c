/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-release.c - the lock is held around a release, which waits too
 */
#include <linux/dmaengine.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>

struct port {
	struct mutex lock;
	struct dma_chan *rx;
	dma_addr_t addr;
	int received;
};

static void port_rx_done(void *data)
{
	struct port *p = data;

	mutex_lock(&p->lock);
	p->received++;
	mutex_unlock(&p->lock);
}

static int port_probe(struct platform_device *pdev)
{
	struct port *p = platform_get_drvdata(pdev);
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(p->rx, p->addr, 64, DMA_DEV_TO_MEM,
					   DMA_PREP_INTERRUPT);
	if (!desc)
		return -EIO;
	desc->callback_param = p;
	desc->callback = port_rx_done;
	dmaengine_submit(desc);
	dma_async_issue_pending(p->rx);
	return 0;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *p = platform_get_drvdata(pdev);

	mutex_lock(&p->lock);
	dma_release_channel(p->rx); /* expect: sync-lock-deadlock dma_release_channel() */
	mutex_unlock(&p->lock);
}

struct platform_driver port_driver = {
	.probe = port_probe,
	.remove = port_remove,
};
