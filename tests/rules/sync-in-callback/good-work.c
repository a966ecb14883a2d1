/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-work.c - the callback hands the wait to a work item
 */
#include <linux/dmaengine.h>
#include <linux/workqueue.h>

struct port {
	struct dma_chan *rx;
	dma_addr_t addr;
	struct work_struct work;
};

static void port_work(struct work_struct *work)
{
	struct port *p = container_of(work, struct port, work);

	dmaengine_terminate_sync(p->rx);
}

static void port_rx_done(void *data)
{
	struct port *p = data;

	schedule_work(&p->work);
}

int port_rx_start(struct port *p)
{
	struct dma_async_tx_descriptor *desc;

	INIT_WORK(&p->work, port_work);
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
