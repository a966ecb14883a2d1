/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-rules.c - providers that keep the rules of callbacks and locks, or break them
 *
 * Each breach is told once; what is legal in between is not.
 */
/* proves: T7 T8 T9 G5 G7 */
/* expect-count: 1 invalid context at msleep, in_atomic(): 1, irqs_disabled(): 0, pid: 1 */
/* expect-count: 1 holding prep_lock */
/* expect-count: 2 sleeping function called from invalid context at usleep_range */
/* expect-count: 1 provider invokes the callback of an aborted transfer */
/* expect-count: 1 provider invokes a callback after synchronize */
/* expect-count: 1 provider invokes a callback in hard interrupt context */
/* expect-count: 1 provider invokes a callback with lock provider_lock held */
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/ktime.h>

#include "core-toy.h"

static struct toy toy;
static struct dma_chan *chan;
static int called;

static void count(void *param)
{
	smp_store_release(&called, called + 1);
}

static int start(void)
{
	called = 0;
	CHECK(toy_submit_memcpy(chan, count, NULL) > 0);
	dma_async_issue_pending(chan);
	return 0;
}

/* --- a lock from prep to submit --- */

static DEFINE_SPINLOCK(prep_lock);

static dma_cookie_t unlock_submit(struct dma_async_tx_descriptor *tx)
{
	dma_cookie_t cookie = toy_submit(tx);

	spin_unlock_bh(&prep_lock);
	return cookie;
}

static struct dma_async_tx_descriptor *
lock_prep(struct dma_chan *chan, dma_addr_t dst, dma_addr_t src, size_t len,
	  unsigned long flags)
{
	struct dma_async_tx_descriptor *tx;

	spin_lock_bh(&prep_lock);
	tx = toy_prep_memcpy(chan, dst, src, len, flags);
	if (tx)
		tx->tx_submit = unlock_submit;
	else
		spin_unlock_bh(&prep_lock);
	return tx;
}

static int test_prep_lock(void)
{
	struct dma_async_tx_descriptor *tx;

	tx = toy_memcpy(chan, NULL, NULL);
	CHECK(tx && spin_is_locked(&prep_lock));
	CHECK(dmaengine_submit(tx) > 0);
	CHECK(!spin_is_locked(&prep_lock));

	tx = toy_memcpy(chan, NULL, NULL);
	CHECK(tx);
	msleep(1);	/* told */
	CHECK(dmaengine_submit(tx) > 0);
	msleep(1);
	CHECK(dmaengine_terminate_sync(chan) == 0);
	return 0;
}

/* --- a terminate that sleeps --- */

static int sleepy_terminate(struct dma_chan *chan)
{
	usleep_range(10, 20);
	return toy_terminate(chan);
}

static int other_sleepy_terminate(struct dma_chan *chan)
{
	usleep_range(10, 20);
	return toy_terminate(chan);
}

/* Whoever calls it: a caller that may not sleep can come any day. */
static int test_sleepy_terminate(void)
{
	DEFINE_SPINLOCK(lock);

	spin_lock(&lock);
	CHECK(dmaengine_terminate_async(chan) == 0);
	spin_unlock(&lock);
	dmaengine_synchronize(chan);
	return 0;
}

static int test_other_sleepy_terminate(void)
{
	CHECK(dmaengine_terminate_sync(chan) == 0);
	return 0;
}

/* --- callbacks that come too late --- */

static void take_back(struct toy_chan *tc)
{
	struct toy_desc *desc;

	spin_lock_irq(&tc->lock);
	desc = list_first_entry_or_null(&tc->issued, struct toy_desc, node);
	if (desc)
		list_move_tail(&desc->node, &tc->completed);
	spin_unlock_irq(&tc->lock);
}

/* Aborts, and tells of it all the same. */
static int telling_terminate(struct dma_chan *chan)
{
	take_back(to_toy_chan(chan));
	return 0;
}

static void idle_synchronize(struct dma_chan *chan)
{
}

static int test_told_of_aborted(void)
{
	if (start())
		return -EINVAL;
	CHECK(dmaengine_terminate_async(chan) == 0);
	tasklet_schedule(&to_toy_chan(chan)->tasklet);
	CHECK(reaches(&called, 1));
	dmaengine_synchronize(chan);
	return 0;
}

static int test_told_after_synchronize(void)
{
	if (start())
		return -EINVAL;
	CHECK(dmaengine_terminate_sync(chan) == 0);
	tasklet_schedule(&to_toy_chan(chan)->tasklet);
	CHECK(reaches(&called, 1));
	return 0;
}

/* --- callbacks from the wrong place --- */

static DEFINE_SPINLOCK(provider_lock);

static void tell_directly(void)
{
	struct toy_chan *tc = to_toy_chan(chan);
	struct toy_desc *desc;

	desc = list_first_entry(&tc->issued, struct toy_desc, node);
	list_del(&desc->node);
	WRITE_ONCE(chan->completed_cookie, desc->tx.cookie);
	toy_tell(desc->tx.callback, desc->tx.callback_param);
	kfree(desc);
}

static enum hrtimer_restart tell_from_interrupt(struct hrtimer *timer)
{
	tell_directly();
	return HRTIMER_NORESTART;
}

static int test_told_from_interrupt(void)
{
	struct hrtimer timer;
	bool told;

	if (start())
		return -EINVAL;
	hrtimer_init(&timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	timer.function = tell_from_interrupt;
	hrtimer_start(&timer, ms_to_ktime(1), HRTIMER_MODE_REL);
	told = reaches(&called, 1);
	hrtimer_cancel(&timer);	/* it goes with the stack */
	CHECK(told);
	return 0;
}

static int test_told_with_lock(void)
{
	if (start())
		return -EINVAL;
	spin_lock(&provider_lock);
	tell_directly();
	spin_unlock(&provider_lock);
	CHECK(called == 1);
	return 0;
}

static void provide_prep_lock(struct dma_device *dma)
{
	dma->device_prep_dma_memcpy = lock_prep;
}

static void provide_sleepy(struct dma_device *dma)
{
	dma->device_terminate_all = sleepy_terminate;
}

static void provide_other_sleepy(struct dma_device *dma)
{
	dma->device_terminate_all = other_sleepy_terminate;
}

static void provide_late(struct dma_device *dma)
{
	dma->device_terminate_all = telling_terminate;
	dma->device_synchronize = idle_synchronize;
}

static void provide_toy(struct dma_device *dma)
{
}

/* A device of its own for each test. */
static int with_device(struct platform_device *pdev,
		       void (*provide)(struct dma_device *dma), int (*test)(void))
{
	int err;

	toy_fill(&toy, &pdev->dev);
	provide(&toy.dma);
	chan = toy_open(&toy);
	CHECK(chan);
	err = test();
	toy_close(&toy, chan);
	return err;
}

static int __init core_rules_init(void)
{
	struct platform_device *pdev = toy_device();
	int err;

	CHECK(!IS_ERR(pdev));
	err = with_device(pdev, provide_prep_lock, test_prep_lock);
	err = err ?: with_device(pdev, provide_sleepy, test_sleepy_terminate);
	err = err ?: with_device(pdev, provide_other_sleepy, test_other_sleepy_terminate);
	err = err ?: with_device(pdev, provide_late, test_told_of_aborted);
	err = err ?: with_device(pdev, provide_late, test_told_after_synchronize);
	err = err ?: with_device(pdev, provide_toy, test_told_from_interrupt);
	err = err ?: with_device(pdev, provide_toy, test_told_with_lock);
	toy_device_put(pdev);
	return err;
}
module_init(core_rules_init);
MODULE_LICENSE("GPL");
