/* SPDX-License-Identifier: GPL-2.0-or-later */
/* good.c - the termination drops what it aborts */
/* run: weakest, random 1-3, none */
#include "../../runtime/core-toy.h"

static struct toy toy;
static int called;

static void count(void *param)
{
	called++;
}

static int hasty_terminate(struct dma_chan *chan)
{
	struct toy_chan *tc = to_toy_chan(chan);
	LIST_HEAD(aborted);

	spin_lock_irq(&tc->lock);
	list_splice_tail_init(&tc->issued, &aborted);
	spin_unlock_irq(&tc->lock);
	toy_free_list(&aborted);
	return 0;
}

static int stop(struct dma_chan *chan)
{
	int err = dmaengine_terminate_async(chan);

	msleep(5);
	dmaengine_synchronize(chan);
	return err;
}

static int __init provider_init(void)
{
	struct platform_device *pdev = toy_device();
	struct dma_chan *chan;

	CHECK(!IS_ERR(pdev));
	toy_fill(&toy, &pdev->dev);
	toy.dma.device_terminate_all = hasty_terminate;
	chan = toy_open(&toy);
	CHECK(chan);
	CHECK(toy_submit_memcpy(chan, count, NULL) > 0);
	dma_async_issue_pending(chan);
	CHECK(stop(chan) == 0);
	toy_close(&toy, chan);
	toy_device_put(pdev);
	return 0;
}

module_init(provider_init);
MODULE_LICENSE("GPL");
