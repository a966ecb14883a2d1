/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-other-lock.c - the callback takes another lock than the one held
 */
#include <linux/dmaengine.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>

struct port {
	struct mutex setup;
	spinlock_t lock;
	struct dma_chan *rx;
	dma_addr_t addr;
	int received;
};

static void port_rx_done(void *data)
{
	struct port *p = data;

	spin_lock(&p->lock);
	p->received++;
	spin_unlock(&p->lock);
}

int port_rx_start(struct port *p)
{
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(p->rx, p->addr, 64, DMA_DEV_TO_MEM,
					   DMA_PREP_INTERRUPT);
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

	mutex_lock(&p->setup);
	dmaengine_terminate_sync(p->rx);
	mutex_unlock(&p->setup);
}

struct platform_driver port_driver = {
	.remove = port_remove,
};
