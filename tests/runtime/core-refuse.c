/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-refuse.c - calls that would hang are told and refused
 */
/* proves: T2 T3 T6 */
/* expect-count: 1 dmaengine_terminate_sync called in a callback of the same channel */
/* expect-count: 1 dma_release_channel called in a callback of the same channel */
/* expect-count: 1 dmaengine_terminate_sync called with a lock held that a running callback waits for */
/* expect-count: 1 dma_async_issue_pending called between terminate and synchronize */
/* expect-count: 2 dmaengine_synchronize called in interrupt context would hang */
/* expect-stderr: sleeping function called from invalid context at dmaengine_terminate_sync */
/* expect-stderr: sleeping function called from invalid context at dmaengine_synchronize */
/* expect-stderr: sleeping function called from invalid context at tasklet_kill */
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/processor.h>

#include "core-toy.h"

static struct toy toy;
static struct platform_device *pdev;
static struct dma_chan *chan;
static DEFINE_SPINLOCK(shared);
static int called, sync_result;
static bool sync_in_callback, release_in_callback, lock_in_callback;

static void callback(void *param)
{
	smp_store_release(&called, called + 1);
	if (sync_in_callback)
		sync_result = dmaengine_terminate_sync(chan);
	if (release_in_callback)
		dma_release_channel(chan);
	if (lock_in_callback) {
		spin_lock(&shared);
		spin_unlock(&shared);
	}
}

static int start(void)
{
	struct dma_async_tx_descriptor *tx = toy_memcpy(chan, callback, NULL);

	if (!tx || dmaengine_submit(tx) < 0)
		return -EINVAL;
	dma_async_issue_pending(chan);
	return 0;
}

/* A kernel's own inline cannot say that it was refused. */
#ifdef DMACHECK_OWN_CORE
enum { REFUSED = -EDEADLK };
#else
enum { REFUSED = 0 };
#endif

static int test_in_own_callback(void)
{
	sync_in_callback = true;
	sync_result = 1;
	CHECK(!start() && !start());
	CHECK(toy_finish(chan));
	CHECK(reaches(&called, 1));
	dmaengine_synchronize(chan);
	sync_in_callback = false;
	CHECK(sync_result == REFUSED);
	CHECK(!toy_finish(chan));	/* it has terminated */
	CHECK(dmaengine_terminate_sync(chan) == 0);
	return 0;
}

static int test_release_in_own_callback(void)
{
	release_in_callback = true;
	CHECK(!start());
	CHECK(toy_finish(chan));
	CHECK(reaches(&called, 2));
	dmaengine_synchronize(chan);
	release_in_callback = false;
	CHECK(chan->client_count == 1);
	CHECK(dmaengine_terminate_sync(chan) == 0);
	return 0;
}

/*
 * The callback wants a lock that the one who waits for it holds, be it before or
 * after the wait begins.
 */
static int test_with_lock(void)
{
	int err;

	called = 0;
	lock_in_callback = true;
	CHECK(!start());
	spin_lock(&shared);
	CHECK(toy_finish(chan));
	while (!smp_load_acquire(&called))
		cpu_relax();
	err = dmaengine_terminate_sync(chan);
	spin_unlock(&shared);
	CHECK(err == REFUSED);
	msleep(5);
	lock_in_callback = false;
	CHECK(dmaengine_terminate_sync(chan) == 0);
	return 0;
}

static int test_issue_between(void)
{
	CHECK(!start());
	CHECK(dmaengine_terminate_async(chan) == 0);
	dma_async_issue_pending(chan);
	dmaengine_synchronize(chan);
	return 0;
}

static int synchronizes(void)
{
	return to_toy_chan(chan)->synchronizes;
}

/* With a lock of one's own it is told, and done. */
static int test_in_atomic_context(void)
{
	int before = synchronizes();

	spin_lock(&shared);
	dmaengine_synchronize(chan);
	spin_unlock(&shared);
	CHECK(synchronizes() == before + 1);
	return 0;
}

static bool tried;

static void synchronize_in_softirq(struct tasklet_struct *unused)
{
	dmaengine_synchronize(chan);
	smp_store_release(&tried, true);
}

static enum hrtimer_restart synchronize_in_hardirq(struct hrtimer *unused)
{
	dmaengine_synchronize(chan);
	smp_store_release(&tried, true);
	return HRTIMER_NORESTART;
}

static void wait_for_try(void)
{
	while (!smp_load_acquire(&tried))
		msleep(1);
	tried = false;
}

/* Nothing is done there. */
static int test_in_interrupt(void)
{
	struct tasklet_struct tasklet;
	int before = synchronizes();
	struct hrtimer timer;

	tasklet_setup(&tasklet, synchronize_in_softirq);
	tasklet_schedule(&tasklet);
	wait_for_try();
	hrtimer_init(&timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	timer.function = synchronize_in_hardirq;
	hrtimer_start(&timer, ms_to_ktime(1), HRTIMER_MODE_REL_HARD);
	wait_for_try();
	tasklet_kill(&tasklet);
	hrtimer_cancel(&timer);
	CHECK(synchronizes() == before);
	return 0;
}

static int __init core_refuse_init(void)
{
	int err;

	pdev = toy_device();
	CHECK(!IS_ERR(pdev));
	toy_fill(&toy, &pdev->dev);
	chan = toy_open(&toy);
	CHECK(chan);
	err = test_in_own_callback();
	err = err ?: test_release_in_own_callback();
	err = err ?: test_with_lock();
	err = err ?: test_issue_between();
	err = err ?: test_in_atomic_context();
	err = err ?: test_in_interrupt();
	toy_close(&toy, chan);
	toy_device_put(pdev);
	return err;
}
module_init(core_refuse_init);

static void __exit core_refuse_exit(void)
{
}
module_exit(core_refuse_exit);
MODULE_LICENSE("GPL");
