/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-refcount.c - the reference count of a dma_device
 */
/* proves: D1 D2 D3 D4 D6 */
#include <linux/init.h>
#include <linux/kref.h>

#include "core-toy.h"

static struct toy toy;
static struct platform_device *pdev;

static int count_of(struct toy *t)
{
	return kref_read(&t->dma.ref);
}

static int register_toy(void)
{
	toy_fill(&toy, &pdev->dev);
	return dma_async_device_register(&toy.dma);
}

/* One for the registration, one for each channel in use. */
static int test_counts(void)
{
	struct dma_chan *one, *two;

	CHECK(register_toy() == 0);
	CHECK(count_of(&toy) == 1);
	one = toy_request(&toy);
	CHECK(one && count_of(&toy) == 2);
	two = toy_request(&toy);
	CHECK(two && two != one && count_of(&toy) == 3);
	CHECK(!toy_request(&toy));
	dma_release_channel(one);
	CHECK(count_of(&toy) == 2 && toy.channels[0].frees == 1);
	dma_release_channel(two);
	CHECK(count_of(&toy) == 1 && toy.released == 0);
	dma_async_device_unregister(&toy.dma);
	CHECK(toy.released == 1);
	return 0;
}

static int test_failed_alloc(void)
{
	CHECK(register_toy() == 0);
	toy.alloc_result = -ENOMEM;
	CHECK(!toy_request(&toy));
	CHECK(toy.channels[0].allocs == 1 && count_of(&toy) == 1);
	CHECK(toy.channels[0].chan.client_count == 0);
	dma_async_device_unregister(&toy.dma);
	CHECK(toy.released == 1);
	return 0;
}

/* The structure is kept until the last client lets go. */
static int test_unregister_in_use(void)
{
	struct dma_chan *one, *two;

	CHECK(register_toy() == 0);
	one = toy_request(&toy);
	two = toy_request(&toy);
	CHECK(one && two);
	dma_async_device_unregister(&toy.dma);
	CHECK(toy.released == 0 && count_of(&toy) == 2);
	CHECK(dma_has_cap(DMA_PRIVATE, toy.dma.cap_mask));
	CHECK(!toy_request(&toy));
	dma_release_channel(two);
	CHECK(toy.released == 0);
#ifdef DMACHECK_OWN_CORE
	CHECK(!toy_request(&toy));	/* a kernel gives it out, and follows freed memory */
#endif
	dma_release_channel(one);
	CHECK(toy.released == 1);
	return 0;
}

/*
 * Public clients: two of them share one reference for each channel. A kernel's
 * dmaengine_put() passes over a device that was unregistered meanwhile.
 */
static int test_public_clients(void)
{
	toy_fill(&toy, &pdev->dev);
	dma_cap_clear(DMA_PRIVATE, toy.dma.cap_mask);
	CHECK(dma_async_device_register(&toy.dma) == 0);
	dmaengine_get();
	CHECK(count_of(&toy) == 1 + TOY_CHANNELS);
	dmaengine_get();
	CHECK(count_of(&toy) == 1 + TOY_CHANNELS);
	CHECK(toy.channels[0].chan.client_count == 2);
	dmaengine_put();
	CHECK(count_of(&toy) == 1 + TOY_CHANNELS && toy.channels[0].frees == 0);
#ifdef DMACHECK_OWN_CORE
	dma_async_device_unregister(&toy.dma);
	CHECK(toy.released == 0);
	dmaengine_put();
#else
	dmaengine_put();
	dma_async_device_unregister(&toy.dma);
#endif
	CHECK(toy.released == 1 && toy.channels[0].frees == 1);
	return 0;
}

static int test_rejected(void)
{
	struct dma_device empty = {};

	CHECK(dma_async_device_register(NULL) == -ENODEV);
	CHECK(dma_async_device_register(&empty) == -EIO);
	toy_fill(&toy, &pdev->dev);
	toy.dma.device_prep_dma_memcpy = NULL;
	CHECK(dma_async_device_register(&toy.dma) == -EIO);
	toy_fill(&toy, &pdev->dev);
	toy.dma.device_tx_status = NULL;
	CHECK(dma_async_device_register(&toy.dma) == -EIO);
	return 0;
}

static int __init core_refcount_init(void)
{
	int err;

	pdev = toy_device();
	CHECK(!IS_ERR(pdev));
	err = test_counts();
	err = err ?: test_failed_alloc();
	err = err ?: test_unregister_in_use();
	err = err ?: test_public_clients();
	err = err ?: test_rejected();
	toy_device_put(pdev);
	return err;
}
module_init(core_refcount_init);
MODULE_LICENSE("GPL");
