/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad-interrupt.c - the callback is invoked by the interrupt handler itself */
#include <linux/hrtimer.h>

#include "../../runtime/core-toy.h"

static struct toy toy;
static struct dma_chan *chan;
static struct hrtimer timer;
static int called;

static void count(void *param)
{
	smp_store_release(&called, called + 1);
}

static enum hrtimer_restart handle_interrupt(struct hrtimer *unused)
{
	struct toy_chan *tc = to_toy_chan(chan);
	struct toy_desc *desc;

	spin_lock(&tc->lock);
	desc = list_first_entry(&tc->issued, struct toy_desc, node);
	list_del(&desc->node);
	WRITE_ONCE(chan->completed_cookie, desc->tx.cookie);
	spin_unlock(&tc->lock);
	desc->tx.callback(desc->tx.callback_param); /* expect-run: provider-callback-locked in a hard interrupt handler */
	kfree(desc);
	return HRTIMER_NORESTART;
}

static int __init provider_init(void)
{
	struct platform_device *pdev = toy_device();
	bool told;

	CHECK(!IS_ERR(pdev));
	toy_fill(&toy, &pdev->dev);
	chan = toy_open(&toy);
	CHECK(chan);
	CHECK(toy_submit_memcpy(chan, count, NULL) > 0);
	dma_async_issue_pending(chan);
	hrtimer_init(&timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	timer.function = handle_interrupt;
	hrtimer_start(&timer, ms_to_ktime(1), HRTIMER_MODE_REL_HARD);
	told = reaches(&called, 1);
	hrtimer_cancel(&timer);
	CHECK(told);
	toy_close(&toy, chan);
	toy_device_put(pdev);
	return 0;
}

module_init(provider_init);
MODULE_LICENSE("GPL");
