/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * one.c - a lock around the wait; no callback of this module takes it
 *
 * The other module has a structure of the same name with the same members, and
 * its callback does take its lock. They are two structures.
 */
#include <linux/dmaengine.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>

struct port {
	struct mutex lock;
	struct dma_chan *rx;
	dma_addr_t addr;
};

static void port_rx_done(void *data)
{
}

static int port_probe(struct platform_device *pdev)
{
	struct port *p = platform_get_drvdata(pdev);
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(p->rx, p->addr, 64, DMA_DEV_TO_MEM, 0);
	if (!desc)
		return -EIO;
	desc->callback = port_rx_done;
	desc->callback_param = p;
	dmaengine_submit(desc);
	dma_async_issue_pending(p->rx);
	return 0;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *p = platform_get_drvdata(pdev);

	mutex_lock(&p->lock);
	dmaengine_terminate_sync(p->rx);
	mutex_unlock(&p->lock);
}

struct platform_driver one_driver = {
	.probe = port_probe,
	.remove = port_remove,
};
