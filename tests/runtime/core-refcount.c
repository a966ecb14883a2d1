/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-refcount.c - the reference count of a dma_device
 *
 * The last test is a model of the document's own code, which drops a reference at
 * every put although only the first get has taken one.
 */
/* proves: D1 D2 D3 D4 D5 D6 */
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

/* Without device_release: a warning at registration, and with clients. */
static int test_without_release(void)
{
	struct dma_chan *chan;

	toy_fill(&toy, &pdev->dev);
	toy.dma.device_release = NULL;
	CHECK(dma_async_device_register(&toy.dma) == 0);
	chan = toy_request(&toy);
	CHECK(chan);
	dma_release_channel(chan);
	dma_async_device_unregister(&toy.dma);
	return 0;
}

/* --- the document's code, as a model --- */

struct model {
	int references;
	int clients;
	bool released;
};

static void model_put_reference(struct model *model)
{
	if (--model->references == 0)
		model->released = true;
}

static void model_get(struct model *model)
{
	if (model->clients++ == 0)
		model->references++;
}

static void model_put_document(struct model *model)
{
	model->clients--;
	model_put_reference(model);
}

static void model_put_repaired(struct model *model)
{
	if (--model->clients == 0)
		model_put_reference(model);
}

static int test_document_defect(void)
{
	struct model document = { .references = 1 };
	struct model repaired = { .references = 1 };

	model_get(&document);
	model_get(&document);
	model_put_document(&document);
	CHECK(!document.released && document.clients == 1);
	model_put_document(&document);
	CHECK(document.released);	/* although still registered */

	model_get(&repaired);
	model_get(&repaired);
	model_put_repaired(&repaired);
	model_put_repaired(&repaired);
	CHECK(!repaired.released && repaired.references == 1);
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
	err = err ?: test_without_release();
	err = err ?: test_document_defect();
	toy_device_put(pdev);
	return err;
}
module_init(core_refcount_init);
MODULE_LICENSE("GPL");
