/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-device.c - how a device that is in use goes, step by step
 */
/* proves: D1 D2 D3 D4 D6 */
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/kref.h>
#include <linux/poison.h>

#include "core-toy.h"

static struct toy toy;
static struct platform_device *pdev;

static int count_at_free, release_seen;
static bool releasing, asking, got_while_releasing;

static bool is_toy(struct dma_chan *chan, void *param)
{
	*(int *)param += chan->device == &toy.dma;
	return false;
}

/* How many channels of the device a request meets. */
static int channels_met(void)
{
	dma_cap_mask_t mask;
	int met = 0;

	dma_cap_zero(mask);
	dma_cap_set(DMA_MEMCPY, mask);
	if (dma_request_channel(mask, is_toy, &met))
		return -EINVAL;
	return met;
}

static bool is_listed(void)
{
	return toy.dma.global_node.prev != LIST_POISON2;
}

static void counting_free(struct dma_chan *chan)
{
	count_at_free = kref_read(&toy.dma.ref);
	toy_free(chan);
}

static void slow_release(struct dma_device *dma)
{
	smp_store_release(&releasing, true);
	EXPECT(EVENTUALLY(smp_load_acquire(&asking)));
	msleep(10);
	smp_store_release(&releasing, false);
	release_seen++;
}

static int register_toy(bool private)
{
	toy_fill(&toy, &pdev->dev);
	toy.dma.device_free_chan_resources = counting_free;
	if (!private)
		dma_cap_clear(DMA_PRIVATE, toy.dma.cap_mask);
	CHECK(dma_async_device_register(&toy.dma) == 0);
	CHECK(kref_read(&toy.dma.ref) == 1);
	return 0;
}

/* The reference is there until the channel's resources have gone. */
static int test_free_before_put(void)
{
	struct dma_chan *chan;

	CHECK(!register_toy(true));
	chan = toy_request(&toy);
	CHECK(chan);
	dma_release_channel(chan);
	CHECK(count_at_free == 2 && kref_read(&toy.dma.ref) == 1);
	dma_async_device_unregister(&toy.dma);
	CHECK(toy.released == 1);
	return 0;
}

/* A module reference for each client. */
static int test_module_reference(void)
{
	struct dma_chan *one, *two;
	int before = module_refcount(THIS_MODULE);

	CHECK(!register_toy(true));
	one = toy_request(&toy);
	two = toy_request(&toy);
	CHECK(one && two && module_refcount(THIS_MODULE) == before + 2);
	dma_release_channel(one);
	dma_release_channel(two);
	CHECK(module_refcount(THIS_MODULE) == before);
	toy.alloc_result = -ENOMEM;
	CHECK(!toy_request(&toy));
	CHECK(module_refcount(THIS_MODULE) == before);
	CHECK(kref_read(&toy.dma.ref) == 1);
	dma_async_device_unregister(&toy.dma);
	return 0;
}

#ifdef DMACHECK_OWN_CORE
/*
 * A device whose last reference has just been dropped cannot be had. A kernel
 * unlists it twice then.
 */
static int test_get_of_zero(void)
{
	int before = module_refcount(THIS_MODULE);

	CHECK(!register_toy(true));
	refcount_set(&toy.dma.ref.refcount, 0);
	CHECK(!toy_request(&toy));
	CHECK(kref_read(&toy.dma.ref) == 0);
	CHECK(toy.channels[0].allocs == 0);
	CHECK(toy.channels[0].chan.client_count == 0);
	CHECK(module_refcount(THIS_MODULE) == before);
	refcount_set(&toy.dma.ref.refcount, 1);
	dma_async_device_unregister(&toy.dma);
	CHECK(toy.released == 1);
	return 0;
}
#else
static int test_get_of_zero(void)
{
	return 0;
}
#endif

/* --- the last put --- */

static int request_meanwhile(void *unused)
{
	struct dma_chan *chan;
	dma_cap_mask_t mask;

	while (!smp_load_acquire(&releasing))
		msleep(1);
	dma_cap_zero(mask);
	dma_cap_set(DMA_MEMCPY, mask);
	smp_store_release(&asking, true);
	chan = dma_request_channel(mask, NULL, NULL);
	got_while_releasing = smp_load_acquire(&releasing);
	if (chan)
		dma_release_channel(chan);
	smp_store_release(&release_seen, release_seen + 10);
	return 0;
}

/* device_release runs under the list mutex: nobody gets a channel meanwhile. */
static int test_release_under_mutex(void)
{
	struct task_struct *task;
	struct dma_chan *chan;

	CHECK(!register_toy(true));
	dma_async_device_unregister(&toy.dma);
	toy_fill(&toy, &pdev->dev);
	toy.dma.device_release = slow_release;
	CHECK(dma_async_device_register(&toy.dma) == 0);
	chan = toy_request(&toy);
	CHECK(chan && channels_met() == TOY_CHANNELS - 1);
	task = kthread_run(request_meanwhile, NULL, "request");
	CHECK(!IS_ERR(task));
	dma_async_device_unregister(&toy.dma);
	CHECK(!release_seen);
	CHECK(is_listed());	/* as it is in use */
	dma_release_channel(chan);
	CHECK(!is_listed() && channels_met() == 0);
	CHECK(reaches(&release_seen, 11));
	CHECK(!got_while_releasing);
	return check_result();
}

/* Unregistering takes a public device out of the table, and its channels away. */
static int test_table(void)
{
	CHECK(!register_toy(false));
	dmaengine_get();
	CHECK(toy.channels[0].chan.client_count == 1);
	CHECK(toy.dma.chancnt == TOY_CHANNELS);
	CHECK(dma_find_channel(DMA_CYCLIC) &&
	      dma_find_channel(DMA_CYCLIC)->device == &toy.dma);
	dma_async_device_unregister(&toy.dma);
	CHECK(dma_has_cap(DMA_PRIVATE, toy.dma.cap_mask));
	CHECK(toy.dma.chancnt == 0);
	CHECK(!dma_find_channel(DMA_CYCLIC));
	dmaengine_put();
	return 0;
}

/* --- devices that are freed by their last put, while the list is walked --- */

static int freed;

static void freeing_release(struct dma_device *dma)
{
	kfree(container_of(dma, struct toy, dma));
	freed++;
}

static struct toy *make_toy(void)
{
	struct toy *made = kzalloc(sizeof(*made), GFP_KERNEL);

	if (!made)
		return NULL;
	toy_fill(made, &pdev->dev);
	made->dma.device_release = freeing_release;
	dma_cap_clear(DMA_PRIVATE, made->dma.cap_mask);
	if (dma_async_device_register(&made->dma) == 0)
		return made;
	kfree(made);
	return NULL;
}

/* A kernel passes over what was unregistered meanwhile, and leaks it. */
static int test_walk(void)
{
#ifdef DMACHECK_OWN_CORE
	struct toy *toys[4];
	int i;

	for (i = 0; i < 4; i++) {
		toys[i] = make_toy();
		CHECK(toys[i]);
	}
	dmaengine_get();
	dma_async_device_unregister(&toys[1]->dma);
	dma_async_device_unregister(&toys[2]->dma);
	dma_async_device_unregister(&toys[3]->dma);
	CHECK(freed == 0);
	dmaengine_put();
	CHECK(freed == 3);
	dma_async_device_unregister(&toys[0]->dma);
	CHECK(freed == 4);
#endif
	return 0;
}

static int __init core_device_init(void)
{
	int err;

	pdev = toy_device();
	CHECK(!IS_ERR(pdev));
	err = test_free_before_put();
	err = err ?: test_module_reference();
	err = err ?: test_get_of_zero();
	err = err ?: test_release_under_mutex();
	err = err ?: test_table();
	err = err ?: test_walk();
	toy_device_put(pdev);
	return err;
}
module_init(core_device_init);
MODULE_LICENSE("GPL");
