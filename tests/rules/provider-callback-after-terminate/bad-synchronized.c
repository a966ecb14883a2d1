/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad-synchronized.c - the tasklet is not waited for, and comes when all is over */
#include "../../runtime/core-toy.h"

static struct toy toy;
static int called;

static void count(void *param)
{
	called++;
}

static int lazy_terminate(struct dma_chan *chan)
{
	struct toy_chan *tc = to_toy_chan(chan);

	spin_lock_irq(&tc->lock);
	list_splice_tail_init(&tc->issued, &tc->completed);
	spin_unlock_irq(&tc->lock);
	return 0;
}

static void idle_synchronize(struct dma_chan *chan)
{
}

/* expect-run: provider-callback-after-terminate after the channel was synchronized */
static int __init provider_init(void)
{
	struct platform_device *pdev = toy_device();
	struct dma_chan *chan;

	CHECK(!IS_ERR(pdev));
	toy_fill(&toy, &pdev->dev);
	toy.dma.device_terminate_all = lazy_terminate;
	toy.dma.device_synchronize = idle_synchronize;
	chan = toy_open(&toy);
	CHECK(chan);
	CHECK(toy_submit_memcpy(chan, count, NULL) > 0);
	dma_async_issue_pending(chan);
	CHECK(dmaengine_terminate_sync(chan) == 0);
	tasklet_schedule(&to_toy_chan(chan)->tasklet);
	msleep(5);
	toy_close(&toy, chan);
	toy_device_put(pdev);
	return 0;
}

module_init(provider_init);
MODULE_LICENSE("GPL");
