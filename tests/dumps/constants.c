/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * constants.c - a function is looked at once for each constant that decides
 * its branches: an argument, or a flag behind one that the caller has set
 */
#include <linux/dmaengine.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>

struct port {
	spinlock_t lock;
	struct dma_chan *chan;
	bool atomic;
	int unused;
};

static void by_argument(struct port *p, bool wait, int other)
{
	if (wait)
		dmaengine_terminate_sync(p->chan);
	else
		dmaengine_terminate_async(p->chan);
	p->unused = other;
}

static void by_flag(struct platform_device *pdev)
{
	struct port *p = platform_get_drvdata(pdev);

	if (p->atomic)
		dmaengine_terminate_async(p->chan);
	else
		dmaengine_terminate_sync(p->chan);
}

static void port_shutdown(struct platform_device *pdev)
{
	struct port *p = platform_get_drvdata(pdev);

	p->atomic = true;
	by_flag(pdev);
	p->atomic = false;
	by_flag(pdev);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *p = platform_get_drvdata(pdev);

	by_argument(p, true, 1);
	spin_lock(&p->lock);
	by_argument(p, false, 2);
	spin_unlock(&p->lock);
}

struct platform_driver port_driver = {
	.remove = port_remove,
	.shutdown = port_shutdown,
};
