/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-terminate.c - terminate and synchronize, on a provider of its own
 */
/* proves: T1 T2 T3 T4 T7 T8 T9 T10 G6 G7 G9 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/hardirq.h>
#include <linux/init.h>

#include "core-toy.h"

static struct toy toy;
static struct platform_device *pdev;
static struct dma_chan *chan;
static int called, terminate_result, from_softirq;
static bool terminate_in_callback;

static void count(void *param)
{
	from_softirq += in_serving_softirq() && !in_hardirq();
	if (terminate_in_callback)
		terminate_result = dmaengine_terminate_async(chan);
	smp_store_release(&called, called + 1);
}

static dma_cookie_t start(void)
{
	struct dma_async_tx_descriptor *tx = toy_memcpy(chan, count, NULL);
	dma_cookie_t cookie = tx ? dmaengine_submit(tx) : -ENOMEM;

	dma_async_issue_pending(chan);
	return cookie;
}

/* A completed transfer is told from a tasklet; the next one goes on by itself. */
static int test_completion(void)
{
	dma_cookie_t first = start(), second = start();

	CHECK(first > 0 && second == first + 1);
	CHECK(toy_finish(chan));
	CHECK(reaches(&called, 1) && from_softirq == 1);
	CHECK(dma_async_is_tx_complete(chan, first, NULL, NULL) == DMA_COMPLETE);
	CHECK(dma_async_is_tx_complete(chan, second, NULL, NULL) == DMA_IN_PROGRESS);
	CHECK(toy_finish(chan));
	CHECK(reaches(&called, 2));
	return 0;
}

/* An aborted transfer is never told of. */
static int test_abort(void)
{
	called = 0;
	CHECK(start() > 0 && start() > 0);
	CHECK(dmaengine_terminate_async(chan) == 0);
	CHECK(!toy_finish(chan));
	dmaengine_synchronize(chan);
	CHECK(called == 0);
	CHECK(to_toy_chan(chan)->synchronizes == 1);
	return 0;
}

/* What had completed before may still be told, but not after synchronize. */
static int test_completed_before(void)
{
	int before;

	called = 0;
	CHECK(start() > 0);
	CHECK(toy_finish(chan));
	CHECK(dmaengine_terminate_sync(chan) == 0);
	before = called;
	msleep(5);
	CHECK(called == before);
	return 0;
}

static int test_in_atomic_context(void)
{
	spinlock_t lock;
	int err;

	spin_lock_init(&lock);
	CHECK(start() > 0);
	spin_lock_irq(&lock);
	err = dmaengine_terminate_async(chan);
	spin_unlock_irq(&lock);
	CHECK(err == 0);
	dmaengine_synchronize(chan);
	return 0;
}

static int test_in_callback(void)
{
	called = 0;
	terminate_result = 1;
	terminate_in_callback = true;
	CHECK(start() > 0 && start() > 0);
	CHECK(toy_finish(chan));
	CHECK(reaches(&called, 1));
	dmaengine_synchronize(chan);
	terminate_in_callback = false;
	CHECK(terminate_result == 0);
	CHECK(!toy_finish(chan));
	dmaengine_synchronize(chan);
	CHECK(called == 1);
	return 0;
}

static int test_release(void)
{
	struct toy_chan *tc = to_toy_chan(chan);
	int synchronizes = tc->synchronizes;

	CHECK(start() > 0);
	CHECK(tc->frees == 0);
	CHECK(dmaengine_terminate_async(chan) == 0);
	dma_release_channel(chan);
	CHECK(tc->synchronizes > synchronizes && tc->frees == 1);
	return 0;
}

/* A device that can neither terminate nor synchronize. */
static int test_without_operations(void)
{
	toy_fill(&toy, &pdev->dev);
	toy.dma.device_terminate_all = NULL;
	toy.dma.device_synchronize = NULL;
	chan = toy_open(&toy);
	CHECK(chan);
	CHECK(dmaengine_terminate_async(chan) == -EINVAL);
	CHECK(dmaengine_terminate_sync(chan) == -EINVAL);
	CHECK(dmaengine_terminate_all(chan) == -ENOSYS);
	dmaengine_synchronize(chan);
	toy_close(&toy, chan);
	return 0;
}

static int test_with_operations(void)
{
	int err;

	toy_fill(&toy, &pdev->dev);
	chan = toy_open(&toy);
	CHECK(chan);
	err = test_completion();
	err = err ?: test_abort();
	err = err ?: test_completed_before();
	err = err ?: test_in_atomic_context();
	err = err ?: test_in_callback();
	err = err ?: test_release();
	if (err)
		return err;
	dma_async_device_unregister(&toy.dma);
	CHECK(toy.released == 1);
	return 0;
}

static int __init core_terminate_init(void)
{
	int err;

	pdev = toy_device();
	CHECK(!IS_ERR(pdev));
	err = test_with_operations();
	return err ?: test_without_operations();
}
module_init(core_terminate_init);

static void __exit core_terminate_exit(void)
{
	toy_device_put(pdev);
}
module_exit(core_terminate_exit);
MODULE_LICENSE("GPL");
