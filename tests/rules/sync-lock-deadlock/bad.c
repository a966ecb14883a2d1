/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad.c - the wait holds a mutex that the work behind the callback takes
 *
 * The lock may sleep, so nothing is wrong with sleeping; but the callback
 * waits for the lock and the lock's holder waits for the callback.
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

	mutex_lock(&p->lock);
	p->received = 0;
	dmaengine_terminate_sync(p->rx); /* expect: sync-lock-deadlock takes a lock held here */
	mutex_unlock(&p->lock);
}

struct platform_driver port_driver = {
	.remove = port_remove,
};
