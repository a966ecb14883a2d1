/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * event-changed.c - a client changes a descriptor that is not its any more
 *
 * It is told once for each change, and what happens then is what would happen in the
 * kernel: the callback is the one that stands in the descriptor.
 */
/* run: weakest, random 1-8 */
/* run-reports: any */
#include <linux/completion.h>
#include <linux/init.h>
#include <linux/slab.h>

#include "client.h"
#include "events.h"

enum { SIZE = 256 };

static struct dma_chan *chan;
static struct device *dev;
static dma_addr_t from, to;

static DECLARE_COMPLETION(first);
static DECLARE_COMPLETION(second);

static void first_callback(void *param)
{
	complete(param);
}

static void second_callback(void *param)
{
	EXPECT(param == &second);
	complete(param);
}

static struct dma_async_tx_descriptor *submitted(void)
{
	struct dma_async_tx_descriptor *tx;

	tx = dmaengine_prep_dma_memcpy(chan, to, from, SIZE,
				       DMA_CTRL_ACK | DMA_PREP_INTERRUPT);
	if (!EXPECT(tx))
		return NULL;
	tx->callback = first_callback;
	tx->callback_param = &first;
	EXPECT(!dma_submit_error(dmaengine_submit(tx)));
	return tx;
}

/* Before it is issued. */
static int test_before_issue(void)
{
	struct dma_async_tx_descriptor *tx;
	struct dmacheck_event event;

	events_forget();
	tx = submitted();
	CHECK(tx);
	tx->callback = second_callback;
	tx->callback_param = &second;
	dma_async_issue_pending(chan);
	CHECK(events_of(DMACHECK_DESC_CHANGED) == 1);
	event = event_of(DMACHECK_DESC_CHANGED);
	CHECK(event.object == tx && event.channel == chan && event_named(&event, "callback"));
	CHECK(wait_for_completion_timeout(&second, PATIENCE));
	CHECK(!completion_done(&first));
	dmaengine_synchronize(chan);
	event = event_of(DMACHECK_CALLBACK_BEGIN);
	CHECK(event.address == (unsigned long)second_callback);
	CHECK(events_of(DMACHECK_DESC_CHANGED) == 1);
	return 0;
}

/* While the device stands still; what comes next of the client's calls sees it. */
static int test_in_flight(void)
{
	struct dma_async_tx_descriptor *tx;
	struct dmacheck_event event;

	reinit_completion(&second);
	dmacheck_channel_hold(chan);
	tx = submitted();
	CHECK(tx);
	dma_async_issue_pending(chan);
	events_forget();
	tx->callback_param = &second;
	dmaengine_terminate_async(chan);
	dmacheck_channel_release(chan);
	dmaengine_synchronize(chan);
	event = event_of(DMACHECK_DESC_CHANGED);
	CHECK(events_of(DMACHECK_DESC_CHANGED) == 1);
	CHECK(event.object == tx && event_named(&event, "callback_param"));
	CHECK(!events_of(DMACHECK_CALLBACK_BEGIN));
	return 0;
}

/* After it has completed, before its callback. */
static int test_completed(void)
{
	struct dma_async_tx_descriptor *tx;
	struct dmacheck_event event;
	dma_cookie_t cookie;

	reinit_completion(&second);
	tx = submitted();
	CHECK(tx);
	cookie = tx->cookie;
	events_forget();
	dma_async_issue_pending(chan);
	while (dma_async_is_tx_complete(chan, cookie, NULL, NULL) != DMA_COMPLETE)
		cpu_relax();
	if (completion_done(&first))	/* its callback has been quicker */
		return 0;
	tx->callback_param = &second;
	CHECK(EVENTUALLY(completion_done(&first) || completion_done(&second)));
	if (completion_done(&first))	/* its parameter had been read */
		return 0;
	event = event_of(DMACHECK_DESC_CHANGED);
	CHECK(event.object == tx && event_named(&event, "callback_param"));
	return 0;
}

/* What the client does with a descriptor that is its own changes nothing. */
static int test_own(void)
{
	struct dma_async_tx_descriptor *tx;

	events_forget();
	reinit_completion(&first);
	tx = submitted();
	CHECK(tx);
	CHECK(dmaengine_submit(tx) < 0);	/* refused, and it stays as it is */
	dma_async_issue_pending(chan);
	CHECK(wait_for_completion_timeout(&first, PATIENCE));
	dmaengine_synchronize(chan);
	CHECK(!events_of(DMACHECK_DESC_CHANGED));
	return 0;
}

static int __init event_changed_init(void)
{
	u8 *memory = kzalloc(2 * SIZE, GFP_KERNEL);
	int err;

	chan = client_channel(DMA_MEMCPY, "refdma1:3");
	CHECK(memory && chan);
	dev = dmaengine_get_dma_device(chan);
	from = client_map(dev, memory, SIZE, DMA_TO_DEVICE);
	to = client_map(dev, memory + SIZE, SIZE, DMA_FROM_DEVICE);
	err = test_before_issue();
	err = err ?: test_in_flight();
	err = err ?: test_completed();
	err = err ?: test_own();
	dmaengine_terminate_sync(chan);
	dma_unmap_single(dev, from, SIZE, DMA_TO_DEVICE);
	dma_unmap_single(dev, to, SIZE, DMA_FROM_DEVICE);
	dma_release_channel(chan);
	kfree(memory);
	return err ?: check_result();
}
module_init(event_changed_init);
MODULE_LICENSE("GPL");
