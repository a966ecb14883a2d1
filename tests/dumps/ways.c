/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ways.c - the ways through a function: what each assumes, what happens on it,
 * what it returns
 */
#include <linux/completion.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/spinlock.h>

struct port {
	spinlock_t lock;
	struct device *dev;
	struct dma_chan *chan;
	struct completion done;
	dma_addr_t addr;
	bool busy;
	int error;
};

/* A channel that is an error pointer is not stopped. */
int optional_channel(struct port *p)
{
	if (IS_ERR(p->chan))
		return PTR_ERR(p->chan);
	return dmaengine_terminate_async(p->chan);
}

/* Set on one way only. */
void flag(struct port *p)
{
	if (!p->busy)
		return;
	p->busy = false;
	dmaengine_terminate_async(p->chan);
}

/* The second test knows what the first has learnt. */
int tested_twice(struct port *p)
{
	if (p->error)
		dmaengine_terminate_async(p->chan);
	if (p->error)
		return -EIO;
	dma_async_issue_pending(p->chan);
	return 0;
}

/* Positive: done; zero: timed out. */
int timed_wait(struct port *p)
{
	if (!wait_for_completion_timeout(&p->done, 10)) {
		dmaengine_terminate_sync(p->chan);
		return -ETIMEDOUT;
	}
	return 0;
}

/* The lock is held on the way where trying has succeeded. */
bool try_lock(struct port *p)
{
	if (!spin_trylock(&p->lock))
		return false;
	dmaengine_terminate_async(p->chan);
	return true;
}

/* Held when it comes, dropped and taken again. */
void drops_the_callers_lock(struct port *p)
{
	spin_unlock(&p->lock);
	dmaengine_synchronize(p->chan);
	spin_lock(&p->lock);
}

void gives_up_the_callers_lock(struct port *p)
{
	dmaengine_terminate_async(p->chan);
	spin_unlock(&p->lock);
}

/* Through the callee's ways: what its result means is known here. */
int through_a_call(struct port *p)
{
	int ret = timed_wait(p);

	if (ret)
		return ret;
	dma_unmap_single(p->dev, p->addr, 64, DMA_TO_DEVICE);
	return 0;
}

/* Round and round: events of one round, and those of none. */
void loop(struct port *p, int n)
{
	for (int i = 0; i < n; i++)
		dmaengine_terminate_async(p->chan);
	dmaengine_synchronize(p->chan);
}
