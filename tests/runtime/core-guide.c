/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-guide.c - the client guide step by step, on a provider of its own
 */
/* proves: G1 G2 G3 G5 G6 G8 G9 G10 G11 T10 */
#include <linux/delay.h>
#include <linux/init.h>

#include "core-toy.h"

static struct toy toy;
static struct platform_device *pdev;
static int called;

static int filtered;

static bool take_second(struct dma_chan *chan, void *param)
{
	filtered += chan->device == &toy.dma;
	return chan == &toy.channels[1].chan;
}

static bool take_none(struct dma_chan *chan, void *param)
{
	filtered += chan->device == &toy.dma;
	return false;
}

static int test_request(void)
{
	struct dma_chan *first, *second;
	dma_cap_mask_t mask;

	dma_cap_zero(mask);
	dma_cap_set(DMA_SLAVE, mask);
	CHECK(!dma_request_channel(mask, take_none, NULL));
	CHECK(filtered == TOY_CHANNELS);
	second = dma_request_channel(mask, take_second, NULL);
	CHECK(second == &toy.channels[1].chan);
	CHECK(!dma_request_channel(mask, take_second, NULL));
	first = toy_request(&toy);
	CHECK(first == &toy.channels[0].chan);
	dma_release_channel(second);
	second = dma_request_channel(mask, take_second, NULL);
	CHECK(second == &toy.channels[1].chan);
	dma_release_channel(first);
	dma_release_channel(second);
	dma_cap_set(DMA_PQ_VAL, mask);
	filtered = 0;
	CHECK(!dma_request_channel(mask, take_none, NULL) && filtered == 0);
	return 0;
}

static int test_config(struct dma_chan *chan)
{
	struct dma_slave_config config = {
		.direction = DMA_MEM_TO_DEV,
		.dst_addr = 0xf000,
		.dst_addr_width = DMA_SLAVE_BUSWIDTH_4_BYTES,
	};

	CHECK(dmaengine_slave_config(chan, &config) == 0);
	CHECK(to_toy_chan(chan)->config.dst_addr == 0xf000);
	toy.dma.directions = BIT(DMA_MEM_TO_DEV);
	return 0;
}

static void count(void *param)
{
	smp_store_release(&called, called + 1);
}

static int test_cookies(struct dma_chan *chan)
{
	dma_cookie_t cookie[3], last, used;
	int i;

	for (i = 0; i < 3; i++) {
		cookie[i] = toy_submit_memcpy(chan, count, NULL);
		CHECK(!dma_submit_error(cookie[i]));
		CHECK(!i || cookie[i] > cookie[i - 1]);
	}
	CHECK(!toy_finish(chan));	/* nothing has been issued */
	dma_async_issue_pending(chan);
	CHECK(toy_finish(chan) && toy_finish(chan));
	CHECK(dma_async_is_tx_complete(chan, cookie[1], &last, &used) == DMA_COMPLETE);
	CHECK(last == cookie[1] && used == cookie[2]);
	CHECK(dma_async_is_complete(cookie[2], last, used) == DMA_IN_PROGRESS);
	CHECK(toy_finish(chan));
	CHECK(dma_sync_wait(chan, cookie[2]) == DMA_COMPLETE);
	CHECK(reaches(&called, 3));
	return 0;
}

static int test_pause(struct dma_chan *chan)
{
	dma_cookie_t cookie;

	CHECK(dmaengine_resume(chan) < 0);
	cookie = toy_submit_memcpy(chan, NULL, NULL);
	dma_async_issue_pending(chan);
	CHECK(dmaengine_pause(chan) == 0);
	CHECK(!toy_finish(chan));
	CHECK(dmaengine_tx_status(chan, cookie, NULL) == DMA_PAUSED);
	CHECK(dmaengine_resume(chan) == 0);
	CHECK(toy_finish(chan));
	CHECK(dmaengine_tx_status(chan, cookie, NULL) == DMA_COMPLETE);
	CHECK(dmaengine_pause(chan) == 0);
	CHECK(dmaengine_terminate_sync(chan) == 0);
	return 0;
}

static struct dma_chan *again_chan;

static void submit_again(void *param)
{
	struct dma_async_tx_descriptor *tx = NULL;

	if (called < 3)
		tx = toy_memcpy(again_chan, submit_again, NULL);
	if (tx)
		dmaengine_submit(tx);
	dma_async_issue_pending(again_chan);
	smp_store_release(&called, called + 1);
}

static int test_callback_submits(struct dma_chan *chan)
{
	int i;

	again_chan = chan;
	called = 0;
	toy_submit_memcpy(chan, submit_again, NULL);
	dma_async_issue_pending(chan);
	for (i = 0; i < 4; i++) {
		CHECK(toy_finish(chan));
		CHECK(reaches(&called, i + 1));
	}
	return 0;
}

static void stop_cyclic(void *param)
{
	smp_store_release(&called, called + 1);
	if (called == 3)
		dmaengine_terminate_async(param);
}

static int test_cyclic(struct dma_chan *chan)
{
	struct dma_async_tx_descriptor *tx;
	int i;

	called = 0;
	tx = dmaengine_prep_dma_cyclic(chan, 0x1000, 64, 16, DMA_MEM_TO_DEV,
				       DMA_PREP_INTERRUPT);
	CHECK(tx);
	tx->callback = stop_cyclic;
	tx->callback_param = chan;
	CHECK(dmaengine_submit(tx) > 0);
	dma_async_issue_pending(chan);
	for (i = 0; i < 5; i++) {
		toy_finish(chan);
		CHECK(reaches(&called, min(i + 1, 3)));
	}
	dmaengine_synchronize(chan);
	return 0;
}

static int test_preps(struct dma_chan *chan)
{
	struct dma_async_tx_descriptor *tx;

	tx = dmaengine_prep_slave_single(chan, 0x1000, 64, DMA_MEM_TO_DEV, 0);
	CHECK(tx && tx->chan == chan);
	CHECK(!dmaengine_prep_dma_memset(chan, 0x1000, 0, 64, 0));
	CHECK(!dmaengine_prep_slave_sg(NULL, NULL, 0, DMA_MEM_TO_DEV, 0));
	CHECK(dmaengine_submit(tx) > 0);
	CHECK(dmaengine_terminate_sync(chan) == 0);
	return 0;
}

/* A name that no device maps gets some slave channel, so that drivers run. */
static int test_any_name(void)
{
	struct dma_chan *chan = dma_request_chan(&pdev->dev, "anything");

	CHECK(!IS_ERR(chan));
	CHECK(chan->device != &toy.dma);
	dma_release_channel(chan);
	return 0;
}

static int __init core_guide_init(void)
{
	static const struct dma_slave_map map = { "toy-dma", "rx", &toy };
	struct dma_chan *chan;
	int err;

	pdev = toy_device();
	CHECK(!IS_ERR(pdev));
	toy_fill(&toy, &pdev->dev);
	toy.dma.filter.fn = toy_filter;
	toy.dma.filter.mapcnt = 1;
	toy.dma.filter.map = &map;
	CHECK(dma_async_device_register(&toy.dma) == 0);
	err = test_request();
	if (err)
		return err;
	chan = dma_request_chan(&pdev->dev, "rx");
	CHECK(!IS_ERR(chan) && chan->device == &toy.dma && chan->slave);
	err = test_config(chan);
	err = err ?: test_cookies(chan);
	err = err ?: test_pause(chan);
	err = err ?: test_callback_submits(chan);
	err = err ?: test_cyclic(chan);
	err = err ?: test_preps(chan);
	if (err)
		return err;
	err = test_any_name();
	if (err)
		return err;
	dma_release_channel(chan);
	CHECK(to_toy_chan(chan)->frees > 0);
	dma_async_device_unregister(&toy.dma);
	toy_device_put(pdev);
	return 0;
}
module_init(core_guide_init);
MODULE_LICENSE("GPL");
