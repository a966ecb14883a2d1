/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-again.c - descriptors that are submitted again, or freed, at odd moments
 */
#include <linux/init.h>

#include "core-toy.h"

static struct toy toy;
static struct platform_device *pdev;
static struct dma_chan *chan;
static struct dma_async_tx_descriptor *again;
static int called, freed, periods;

static void count(void *param)
{
	int *counter = param;

	smp_store_release(counter, *counter + 1);
}

static int count_free(struct dma_async_tx_descriptor *tx)
{
	freed++;
	return 0;
}

/* A descriptor for reuse goes in its callback, and its successor comes there. */
static void replace(void *param)
{
	freed += dmaengine_desc_free(param) == 0;
	again = toy_memcpy(chan, count, &called);
	smp_store_release(&called, called + 1);
}

static int test_replaced_in_callback(void)
{
	struct dma_async_tx_descriptor *tx;

	toy.dma.descriptor_reuse = true;
	toy.dma.directions = BIT(DMA_MEM_TO_DEV);
	tx = toy_memcpy(chan, replace, NULL);
	CHECK(tx && dmaengine_desc_set_reuse(tx) == 0);
	tx->callback_param = tx;
	tx->desc_free = count_free;
	CHECK(dmaengine_submit(tx) > 0);
	dma_async_issue_pending(chan);
	CHECK(toy_finish(chan) && reaches(&called, 1) && freed == 2 && again);
	CHECK(dmaengine_submit(again) > 0);
	dma_async_issue_pending(chan);
	CHECK(toy_finish(chan) && reaches(&called, 2));
	return 0;
}

/* The channel was full: the client tries again, and hears of the end. */
static int test_submit_fails_once(void)
{
	struct dma_async_tx_descriptor *tx = toy_memcpy(chan, count, &called);

	called = 0;
	CHECK(tx);
	toy.submit_result = -EBUSY;
	CHECK(dmaengine_submit(tx) == -EBUSY);
	CHECK(tx->callback == count && tx->callback_param == &called);
	CHECK(dmaengine_submit(tx) == -EBUSY);
	toy.submit_result = 0;
	CHECK(dmaengine_submit(tx) > 0);
	dma_async_issue_pending(chan);
	CHECK(toy_finish(chan) && reaches(&called, 1));
	return 0;
}

/* Started and stopped for ever, as sound is; each ends with its synchronize. */
static int test_cyclic(void)
{
	struct dma_async_tx_descriptor *tx;
	int i;

	for (i = 0; i < 100; i++) {
		tx = dmaengine_prep_dma_cyclic(chan, 0x1000, 64, 16, DMA_MEM_TO_DEV,
					       DMA_PREP_INTERRUPT);
		CHECK(tx);
		tx->callback = count;
		tx->callback_param = &periods;
		CHECK(dmaengine_submit(tx) > 0);
		dma_async_issue_pending(chan);
		CHECK(toy_finish(chan) && reaches(&periods, i + 1));
		CHECK(dmaengine_terminate_sync(chan) == 0);
	}
	return 0;
}

static int __init again_init(void)
{
	int err;

	pdev = toy_device();
	CHECK(!IS_ERR(pdev));
	toy_fill(&toy, &pdev->dev);
	chan = toy_open(&toy);
	CHECK(chan);
	err = test_replaced_in_callback();
	err = err ?: test_submit_fails_once();
	err = err ?: test_cyclic();
	toy_close(&toy, chan);
	toy_device_put(pdev);
	return err;
}

static void __exit again_exit(void)
{
}

module_init(again_init);
module_exit(again_exit);
MODULE_LICENSE("GPL");
