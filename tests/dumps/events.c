/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * events.c - instructions that mean something: calls by name, by the member
 * they go through, assignments to members, functions handed over
 */
#include <linux/completion.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/interrupt.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

struct port {
	struct device *dev;
	struct dma_chan *chan;
	struct completion done;
	struct work_struct work;
	spinlock_t lock;
	dma_addr_t addr;
	void *buf;
	int (*own)(struct port *port);
};

void port_done(void *data);
void port_work(struct work_struct *work);
irqreturn_t port_irq(int irq, void *data);

void by_name(struct port *p, dma_cookie_t cookie)
{
	struct dma_tx_state state;

	p->chan = dma_request_chan(p->dev, "rx");
	dmaengine_terminate_all(p->chan);
	dmaengine_terminate_async(p->chan);
	dmaengine_terminate_sync(p->chan);
	dmaengine_synchronize(p->chan);
	dmaengine_tx_status(p->chan, cookie, &state);
	dma_async_issue_pending(p->chan);
	dma_release_channel(p->chan);
}

void by_member(struct port *p, struct dma_async_tx_descriptor *desc)
{
	desc->tx_submit(desc);
	p->chan->device->device_issue_pending(p->chan);
	p->chan->device->device_terminate_all(p->chan);
	p->own(p);
}

void callbacks(struct port *p, struct dma_async_tx_descriptor *desc)
{
	desc->callback = port_done;
	desc->callback_param = p;
	desc->callback(desc->callback_param);
}

void memory(struct port *p)
{
	p->buf = kmalloc(64, GFP_KERNEL);
	p->addr = dma_map_single(p->dev, p->buf, 64, DMA_TO_DEVICE);
	if (dma_mapping_error(p->dev, p->addr))
		kfree(p->buf);
	dma_unmap_single(p->dev, p->addr, 64, DMA_TO_DEVICE);
}

void locks_and_waits(struct port *p)
{
	unsigned long flags;

	spin_lock_irqsave(&p->lock, flags);
	spin_unlock_irqrestore(&p->lock, flags);
	if (spin_trylock(&p->lock))
		spin_unlock(&p->lock);
	scoped_guard(spinlock, &p->lock)
		p->buf = NULL;
	wait_for_completion(&p->done);
	cancel_work_sync(&p->work);
	might_sleep();
}

int handed_over(struct port *p, int irq)
{
	INIT_WORK(&p->work, port_work);
	schedule_work(&p->work);
	if (IS_ERR(p->chan))
		panic("no channel");
	return request_irq(irq, port_irq, 0, "port", p);
}
