/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-callback.c - a callback that runs while its transfer is terminated
 *
 * And which calls reach which operation of the provider, in which order.
 */
/* proves: T1 T2 T3 T4 T5 T9 T10 G8 */
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/processor.h>

#include "core-toy.h"

static struct toy toy;
static struct platform_device *pdev;
static struct dma_chan *chan;

/* What a client keeps for its callback, and frees when that cannot run. */
struct record {
	bool started, let_go, ended;
};

static void slow_callback(void *param)
{
	struct record *record = param;

	smp_store_release(&record->started, true);
	while (!smp_load_acquire(&record->let_go))
		cpu_relax();
	smp_store_release(&record->ended, true);
}

static int let_go_later(void *param)
{
	struct record *record = param;

	msleep(10);
	smp_store_release(&record->let_go, true);
	return 0;
}

static int (*terminate)(struct dma_chan *chan);

static int terminate_and_wait(struct record *record)
{
	struct task_struct *task;

	CHECK(terminate(chan) == 0);
	CHECK(!smp_load_acquire(&record->ended));	/* it did not wait */
	task = kthread_run(let_go_later, record, "let-go");
	CHECK(!IS_ERR(task));
	dmaengine_synchronize(chan);
	CHECK(smp_load_acquire(&record->ended));	/* it did */
	return 0;
}

static int test_running_callback(int (*how)(struct dma_chan *chan))
{
	struct record *record = kzalloc(sizeof(*record), GFP_KERNEL);
	int err;

	CHECK(record);
	terminate = how;
	CHECK(toy_submit_memcpy(chan, slow_callback, record) > 0);
	dma_async_issue_pending(chan);
	CHECK(toy_finish(chan));
	while (!smp_load_acquire(&record->started))
		cpu_relax();
	err = terminate_and_wait(record);
	if (!err)
		kfree(record);
	return err;
}

static int async(struct dma_chan *chan)
{
	return dmaengine_terminate_async(chan);
}

static int all(struct dma_chan *chan)
{
	return dmaengine_terminate_all(chan);
}

static int test_sync_waits(void)
{
	struct record *record = kzalloc(sizeof(*record), GFP_KERNEL);
	struct task_struct *task;

	CHECK(record);
	CHECK(toy_submit_memcpy(chan, slow_callback, record) > 0);
	dma_async_issue_pending(chan);
	CHECK(toy_finish(chan));
	while (!smp_load_acquire(&record->started))
		cpu_relax();
	task = kthread_run(let_go_later, record, "let-go");
	CHECK(!IS_ERR(task));
	CHECK(dmaengine_terminate_sync(chan) == 0);
	CHECK(smp_load_acquire(&record->ended));
	kfree(record);
	return 0;
}

/* --- what the provider is asked, and when --- */

static int terminate_result, synchronizes_at_free, frees;

static int failing_terminate(struct dma_chan *chan)
{
	return terminate_result;
}

static void slow_synchronize(struct dma_chan *chan)
{
	msleep(2);
	toy_synchronize(chan);
}

static void noting_free(struct dma_chan *chan)
{
	synchronizes_at_free = to_toy_chan(chan)->synchronizes;
	frees++;
	toy_free(chan);
}

static int test_failing_terminate(void)
{
	struct toy_chan *tc = to_toy_chan(chan);
	int before = tc->synchronizes;

	terminate_result = -EBUSY;
	CHECK(dmaengine_terminate_sync(chan) == -EBUSY);
	CHECK(dmaengine_terminate_async(chan) == -EBUSY);
	CHECK(dmaengine_terminate_all(chan) == -EBUSY);
	CHECK(tc->synchronizes == before);
	terminate_result = 0;
	CHECK(dmaengine_terminate_sync(chan) == 0);
	CHECK(tc->synchronizes == before + 1);
	return 0;
}

static int register_with(void (*change)(struct dma_device *dma))
{
	toy_fill(&toy, &pdev->dev);
	change(&toy.dma);
	CHECK(dma_async_device_register(&toy.dma) == 0);
	frees = 0;
	synchronizes_at_free = -1;
	return 0;
}

static void noting(struct dma_device *dma)
{
	dma->device_terminate_all = failing_terminate;
	dma->device_synchronize = slow_synchronize;
	dma->device_free_chan_resources = noting_free;
}

static void noting_public(struct dma_device *dma)
{
	noting(dma);
	dma_cap_clear(DMA_PRIVATE, dma->cap_mask);
}

static void without_synchronize(struct dma_device *dma)
{
	noting(dma);
	dma->device_synchronize = NULL;
}

static void without_free(struct dma_device *dma)
{
	noting(dma);
	dma->device_free_chan_resources = NULL;
}

static int release_one(void)
{
	chan = toy_request(&toy);
	CHECK(chan);
	dma_release_channel(chan);
	dma_async_device_unregister(&toy.dma);
	return 0;
}

static int test_release_order(void)
{
	CHECK(!register_with(noting) && !release_one());
	CHECK(frees == 1 && synchronizes_at_free == 1);
	CHECK(!register_with(without_synchronize) && !release_one());
	CHECK(frees == 1 && synchronizes_at_free == 0);
	CHECK(!register_with(without_free) && !release_one());
	CHECK(toy.channels[0].synchronizes == 0);
	return 0;
}

/* Only the last of two clients. */
static int test_release_last(void)
{
	CHECK(!register_with(noting_public));
	dmaengine_get();
	dmaengine_get();
	CHECK(toy.channels[0].chan.client_count == 2);
	dmaengine_put();
	CHECK(frees == 0 && toy.channels[0].synchronizes == 0);
	dmaengine_put();
	CHECK(frees == TOY_CHANNELS && synchronizes_at_free == 1);
	dma_async_device_unregister(&toy.dma);
	return 0;
}

/* --- cookies --- */

static dma_cookie_t failing_submit(struct dma_async_tx_descriptor *tx)
{
	return -ENOSPC;
}

static struct dma_async_tx_descriptor *
prep_unsubmittable(struct dma_chan *chan, dma_addr_t dst, dma_addr_t src,
		   size_t len, unsigned long flags)
{
	struct dma_async_tx_descriptor *tx = toy_prep_memcpy(chan, dst, src, len, flags);

	if (tx)
		tx->tx_submit = failing_submit;
	return tx;
}

static void unsubmittable(struct dma_device *dma)
{
	dma->device_prep_dma_memcpy = prep_unsubmittable;
}

static int test_submit_error(void)
{
	dma_cookie_t cookie;

	CHECK(!register_with(unsubmittable));
	chan = toy_request(&toy);
	CHECK(chan);
	cookie = toy_submit_memcpy(chan, NULL, NULL);
	CHECK(cookie == -ENOSPC && dma_submit_error(cookie));
	CHECK(!dma_submit_error(DMA_MIN_COOKIE));
	dma_release_channel(chan);
	dma_async_device_unregister(&toy.dma);
	return 0;
}

/* Each channel counts for itself, and a wrapped count is understood. */
static int test_cookies(void)
{
	struct dma_chan *other = toy_request(&toy);
	dma_cookie_t one, two;

	CHECK(other && other != chan);
	one = toy_submit_memcpy(chan, NULL, NULL);
	two = toy_submit_memcpy(other, NULL, NULL);
	CHECK(one > 0 && two > 0);
	CHECK(toy_submit_memcpy(chan, NULL, NULL) == one + 1);
	CHECK(toy_submit_memcpy(other, NULL, NULL) == two + 1);
	CHECK(dmaengine_terminate_sync(chan) == 0);
	CHECK(dmaengine_terminate_sync(other) == 0);
	dma_release_channel(other);
	CHECK(dma_async_is_complete(3, 5, 9) == DMA_COMPLETE);
	CHECK(dma_async_is_complete(5, 5, 9) == DMA_COMPLETE);
	CHECK(dma_async_is_complete(6, 5, 9) == DMA_IN_PROGRESS);
	CHECK(dma_async_is_complete(INT_MAX, INT_MAX - 1, 2) == DMA_IN_PROGRESS);
	CHECK(dma_async_is_complete(1, INT_MAX - 1, 2) == DMA_IN_PROGRESS);
	CHECK(dma_async_is_complete(7, INT_MAX - 1, 2) == DMA_COMPLETE);
	return 0;
}

static void plain(struct dma_device *dma)
{
}

static int test_channel(void)
{
	int err;

	CHECK(!register_with(plain));
	chan = toy_request(&toy);
	CHECK(chan);
	err = test_running_callback(async);
	err = err ?: test_running_callback(all);
	err = err ?: test_sync_waits();
	err = err ?: test_cookies();
	dma_release_channel(chan);
	dma_async_device_unregister(&toy.dma);
	return err;
}

static int __init core_callback_init(void)
{
	int err;

	pdev = toy_device();
	CHECK(!IS_ERR(pdev));
	err = test_channel();
	if (!err && !register_with(noting)) {
		chan = toy_request(&toy);
		CHECK(chan);
		err = test_failing_terminate();
		dma_release_channel(chan);
		dma_async_device_unregister(&toy.dma);
	}
	err = err ?: test_release_order();
	err = err ?: test_release_last();
	err = err ?: test_submit_error();
	toy_device_put(pdev);
	return err;
}
module_init(core_callback_init);
MODULE_LICENSE("GPL");
