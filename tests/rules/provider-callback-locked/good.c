/* SPDX-License-Identifier: GPL-2.0-or-later */
/* good.c - the lock is dropped before the callback is invoked */
/* run: weakest, random 1-3, none */
#include "../../runtime/core-toy.h"

static struct toy toy;
static int called;

static void count(void *param)
{
	called++;
}

/* What the tasklet of a provider does. */
static void locked_finish(struct toy_chan *tc)
{
	struct toy_desc *desc;

	spin_lock_bh(&tc->lock);
	desc = list_first_entry(&tc->issued, struct toy_desc, node);
	list_del(&desc->node);
	WRITE_ONCE(tc->chan.completed_cookie, desc->tx.cookie);
	spin_unlock_bh(&tc->lock);
	desc->tx.callback(desc->tx.callback_param);
	kfree(desc);
}

static int __init provider_init(void)
{
	struct platform_device *pdev = toy_device();
	struct dma_chan *chan;

	CHECK(!IS_ERR(pdev));
	toy_fill(&toy, &pdev->dev);
	chan = toy_open(&toy);
	CHECK(chan);
	CHECK(toy_submit_memcpy(chan, count, NULL) > 0);
	dma_async_issue_pending(chan);
	locked_finish(to_toy_chan(chan));
	CHECK(called == 1);
	toy_close(&toy, chan);
	toy_device_put(pdev);
	return 0;
}

module_init(provider_init);
MODULE_LICENSE("GPL");
