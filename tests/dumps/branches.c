/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * branches.c - what branches tell, of members, results and sums
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/spinlock.h>

struct port {
	spinlock_t lock;
	struct device *dev;
	struct dma_chan *chan;
	dma_addr_t addr;
	bool busy;
	int error;
	int mode;
	struct port *next;
};

/* A range splits the signs; what is left is the default. */
int by_switch(struct port *p)
{
	switch (p->mode) {
	case 0:
		return 0;
	case 1 ... 3:
		dmaengine_terminate_async(p->chan);
		break;
	case -1:
		return -EIO;
	default:
		dmaengine_synchronize(p->chan);
	}
	return 1;
}

/* What was written here is known. */
int overwritten(struct port *p)
{
	p->error = 0;
	dmaengine_terminate_async(p->chan);
	if (p->error)
		return 1;
	p->error = -EIO;
	if (p->error)
		return 2;
	return 3;
}

/* The lock is dropped around the wait, on one way. */
int nested_lock(struct port *p, unsigned long flags)
{
	spin_lock_irqsave(&p->lock, flags);
	if (p->busy) {
		spin_unlock_irqrestore(&p->lock, flags);
		dmaengine_terminate_sync(p->chan);
		spin_lock_irqsave(&p->lock, flags);
	}
	dmaengine_terminate_async(p->chan);
	spin_unlock_irqrestore(&p->lock, flags);
	return 0;
}

/* Dropped on both ways out. */
int guarded(struct port *p)
{
	scoped_guard(spinlock, &p->lock) {
		if (p->busy)
			return dmaengine_terminate_async(p->chan);
	}
	dmaengine_synchronize(p->chan);
	return 0;
}

/* Out of the loop in two ways; the last status tells which. */
int polled(struct port *p, dma_cookie_t cookie)
{
	enum dma_status status;
	int tries = 10;

	do {
		status = dmaengine_tx_status(p->chan, cookie, NULL);
		if (status == DMA_COMPLETE)
			break;
	} while (--tries);
	if (status != DMA_COMPLETE)
		return -ETIMEDOUT;
	dma_unmap_single(p->dev, p->addr, 64, DMA_TO_DEVICE);
	return 0;
}

/* A condition as a value: what its parts were is forgotten where they meet. */
bool both(struct port *p)
{
	bool ok = p->busy && p->error;

	if (ok)
		dmaengine_terminate_async(p->chan);
	if (p->busy && !ok)
		dmaengine_synchronize(p->chan);
	return ok;
}

struct dma_chan *get(struct port *p)
{
	return p->chan ?: p->next->chan;
}

/* The result of a call is what the callee's way returned. */
void through(struct port *p)
{
	struct dma_chan *c = get(p);

	if (!c)
		return;
	dmaengine_terminate_async(c);
}

/* Errors added up are more than none. */
int count(struct port *p)
{
	int err = 0;

	if (p->busy)
		err++;
	if (p->error)
		err |= 2;
	if (err)
		dmaengine_terminate_async(p->chan);
	return err;
}
