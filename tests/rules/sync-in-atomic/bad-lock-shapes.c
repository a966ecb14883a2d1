/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-lock-shapes.c - sections that begin, end and overlap in many ways
 *
 * What is held is followed along each way: two locks let go out of order, a
 * lock taken on a condition, in a loop, in one case of a switch, by trying.
 */
#include <linux/dmaengine.h>
#include <linux/irqflags.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>

struct port {
	struct dma_chan *chan;
	spinlock_t lock;
	spinlock_t inner;
	struct mutex mutex;
	int count;
};

static void two_locks(struct port *p)
{
	spin_lock(&p->lock);
	spin_lock(&p->inner);
	spin_unlock(&p->lock);
	dmaengine_terminate_sync(p->chan); /* expect: sync-in-atomic may sleep, with */
	spin_unlock(&p->inner);
	dmaengine_terminate_sync(p->chan);
}

static void sometimes(struct port *p)
{
	if (p->count)
		spin_lock(&p->lock);
	if (!p->count)
		dmaengine_terminate_sync(p->chan);
	if (p->count)
		spin_unlock(&p->lock);
}

static void read_side(struct port *p)
{
	rcu_read_lock();
	dmaengine_synchronize(p->chan); /* expect: sync-in-atomic may sleep, with */
	rcu_read_unlock();
	dmaengine_synchronize(p->chan);
}

static void interrupts_off(struct port *p)
{
	unsigned long flags;

	local_irq_save(flags);
	dmaengine_synchronize(p->chan); /* expect: sync-in-atomic may sleep, with */
	local_irq_restore(flags);
	dmaengine_synchronize(p->chan);
}

static void in_a_loop(struct port *p)
{
	for (int i = 0; i < p->count; i++) {
		spin_lock(&p->lock);
		if (i == 3) {
			spin_unlock(&p->lock);
			continue;
		}
		dmaengine_terminate_sync(p->chan); /* expect: sync-in-atomic may sleep, with */
		spin_unlock(&p->lock);
	}
	dmaengine_terminate_sync(p->chan);
}

/* The callers that hold the lock pass the bit. */
static int inner(struct port *p, int flags)
{
	if (flags & 4)
		return dmaengine_terminate_async(p->chan);
	return dmaengine_terminate_sync(p->chan);
}

static void outer(struct port *p)
{
	spin_lock(&p->lock);
	inner(p, 4 | 1);
	spin_unlock(&p->lock);
	inner(p, 1);
}

static void tried(struct port *p)
{
	if (mutex_trylock(&p->mutex)) {
		dmaengine_terminate_sync(p->chan);
		mutex_unlock(&p->mutex);
	}
	while (!spin_trylock(&p->lock))
		;
	dmaengine_terminate_sync(p->chan); /* expect: sync-in-atomic may sleep, with */
	spin_unlock(&p->lock);
}

static void by_case(struct port *p)
{
	switch (p->count) {
	case 1:
		spin_lock(&p->lock);
		break;
	case 2:
		return;
	default:
		break;
	}
	if (p->count == 1) {
		dmaengine_terminate_sync(p->chan); /* expect: sync-in-atomic may sleep, with */
		spin_unlock(&p->lock);
	} else {
		dmaengine_terminate_sync(p->chan);
	}
}

static void port_remove(struct platform_device *pdev)
{
	struct port *p = platform_get_drvdata(pdev);

	two_locks(p);
	sometimes(p);
	read_side(p);
	interrupts_off(p);
	in_a_loop(p);
	outer(p);
	tried(p);
	by_case(p);
}

struct platform_driver port_driver = {
	.remove = port_remove,
};
