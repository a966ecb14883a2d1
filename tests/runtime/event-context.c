/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * event-context.c - calls are told with the context they were made in, the client's
 *
 * And only what the client does: the engine's own locks, references and memory are
 * nothing that a recorder is told of.
 */
/* run: weakest, random 1-5 */
/* run-reports: any */
#include <linux/init.h>
#include <linux/kref.h>
#include <linux/mutex.h>

#include "core-toy.h"
#include "client.h"
#include "events.h"

enum { SIZE = 256 };

static DEFINE_SPINLOCK(client_lock);
static DEFINE_MUTEX(client_mutex);
static struct toy toy;
static struct dma_chan *chan;
static struct device *dev;
static dma_addr_t from, to;

static struct dma_async_tx_descriptor *prep(void)
{
	return dmaengine_prep_dma_memcpy(chan, to, from, SIZE, DMA_CTRL_ACK);
}

/* One SLEEP, named by what was called, however many of our own calls are within. */
static int test_atomic(void)
{
	const unsigned int atomic = DMACHECK_LOCK_HELD | DMACHECK_PREEMPT_OFF;
	struct dmacheck_event event;

	events_forget();
	spin_lock(&client_lock);
	dmaengine_synchronize(chan);
	spin_unlock(&client_lock);
	CHECK(events_of(DMACHECK_SLEEP) == 1);
	event = event_of(DMACHECK_SLEEP);
	CHECK(event_named(&event, "dmaengine_synchronize") && event.flags == atomic);
	event = event_of(DMACHECK_SYNC_BEGIN);
	CHECK(event.flags == atomic && event.type == DMACHECK_SYNCHRONIZE);

	events_forget();
	mutex_lock(&client_mutex);
	dmaengine_synchronize(chan);
	mutex_unlock(&client_mutex);
	event = event_of(DMACHECK_SYNC_BEGIN);
	CHECK(event.flags == DMACHECK_LOCK_HELD && !events_of(DMACHECK_SLEEP));
	return 0;
}

/* Between prep and issue a sleep is told although it is allowed. */
static int test_prepared(void)
{
	struct dma_async_tx_descriptor *tx;
	struct dmacheck_event event;

	events_forget();
	msleep(1);
	CHECK(!events_of(DMACHECK_SLEEP));
	tx = prep();
	CHECK(tx);
	msleep(1);
	CHECK(events_of(DMACHECK_SLEEP) == 1);
	event = event_of(DMACHECK_SLEEP);
	CHECK(event_named(&event, "msleep") && !event.flags && !event.channel);
	CHECK(!dma_submit_error(dmaengine_submit(tx)));
	dma_async_issue_pending(chan);
	events_forget();
	msleep(1);
	CHECK(!events_of(DMACHECK_SLEEP));
	dmaengine_terminate_sync(chan);
	return 0;
}

struct counted {
	struct kref count;
};

static void counted_release(struct kref *kref)
{
	kfree(container_of(kref, struct counted, count));
}

static int test_own_calls(void)
{
	struct counted *counted;
	struct dmacheck_event event;
	dma_cookie_t cookie;

	events_forget();
	cookie = client_start(prep(), NULL, NULL);
	CHECK(EVENTUALLY(dma_async_is_tx_complete(chan, cookie, NULL, NULL) ==
			 DMA_COMPLETE));
	dmaengine_terminate_sync(chan);
	CHECK(!events_of(DMACHECK_LOCK) && !events_of(DMACHECK_UNLOCK));
	CHECK(!events_of(DMACHECK_REF_GET) && !events_of(DMACHECK_REF_PUT));
	CHECK(!events_of(DMACHECK_ALLOC) && !events_of(DMACHECK_FREE));
	CHECK(events_of(DMACHECK_DEVICE_READ) == 1 && events_of(DMACHECK_DEVICE_WRITE) == 1);

	events_forget();
	counted = kmalloc(sizeof(*counted), GFP_KERNEL);
	CHECK(counted);
	kref_init(&counted->count);
	event = event_of(DMACHECK_REF_GET);
	CHECK(event.object == counted && event.value == 1 && event.type == 1);
	kref_put(&counted->count, counted_release);
	CHECK(events_of(DMACHECK_ALLOC) == 1 && events_of(DMACHECK_FREE) == 1);
	event = event_of(DMACHECK_REF_PUT);
	CHECK(event.object == counted && event.value == 0);

	events_forget();
	CHECK(spin_trylock(&client_lock));
	spin_unlock(&client_lock);
	event = event_of(DMACHECK_LOCK);
	CHECK(event.object == &client_lock && event.flags == DMACHECK_TRIED);
	CHECK(event_of(DMACHECK_UNLOCK).object == &client_lock);
	return 0;
}

/* What has completed has completed before the terminate, and its callback comes late. */
static int callbacks;

static void count_callback(void *unused)
{
	callbacks++;
}

static int test_order(void)
{
	struct dmacheck_event event;
	dma_cookie_t cookie;

	events_forget();
	cookie = client_start(prep(), count_callback, NULL);
	CHECK(EVENTUALLY(dma_async_is_tx_complete(chan, cookie, NULL, NULL) ==
			 DMA_COMPLETE));
	CHECK(!dmaengine_terminate_async(chan));
	dmaengine_synchronize(chan);
	CHECK(callbacks == 1);
	event = event_of(DMACHECK_CALLBACK_BEGIN);
	CHECK(event.value == cookie && !event.type && !event.name);
	CHECK(event_place(DMACHECK_COMPLETE) < event_place(DMACHECK_CALLBACK_BEGIN));
	CHECK(event_place(DMACHECK_COMPLETE) < event_place(DMACHECK_TERMINATE));
	return 0;
}

/* Only who asks for the residue can be misled by it. */
static int test_residue(void)
{
	struct dma_slave_config config = {
		.direction = DMA_MEM_TO_DEV, .dst_addr = 0x4000, .dst_addr_width = 4,
	};
	struct dma_chan *slave = client_channel(DMA_SLAVE, "refdma2:1");
	struct dma_tx_state state;
	dma_addr_t address;
	dma_cookie_t cookie;

	CHECK(slave && !dmaengine_slave_config(slave, &config));
	address = client_map(dmaengine_get_dma_device(slave), &toy, SIZE, DMA_TO_DEVICE);
	dmacheck_channel_hold(slave);
	cookie = client_start(dmaengine_prep_slave_single(slave, address, SIZE, DMA_MEM_TO_DEV,
							  DMA_CTRL_ACK), NULL, NULL);
	events_forget();
	CHECK(dmaengine_tx_status(slave, cookie, &state) == DMA_IN_PROGRESS);
	CHECK(event_of(DMACHECK_STATUS).flags == DMACHECK_UNRELIABLE);
	events_forget();
	CHECK(dmaengine_tx_status(slave, cookie, NULL) == DMA_IN_PROGRESS);
	CHECK(dma_async_is_tx_complete(slave, cookie, NULL, NULL) == DMA_IN_PROGRESS);
	CHECK(events_of(DMACHECK_STATUS) == 2 && !event_of(DMACHECK_STATUS).flags &&
	      !events[events_end() - 1].flags);
	dmacheck_channel_release(slave);
	dmaengine_terminate_sync(slave);
	dma_unmap_single(dmaengine_get_dma_device(slave), address, SIZE, DMA_TO_DEVICE);
	dma_release_channel(slave);
	return 0;
}

/* --- a provider that does it wrong --- */

static int terminate_sleeping(struct dma_chan *its)
{
	msleep(1);
	return 0;
}

/* Takes its lock, and goes on as if it had not. */
static void finish_locked(struct dma_chan *its)
{
	struct toy_chan *tc = to_toy_chan(its);
	struct toy_desc *desc = list_first_entry(&tc->issued, struct toy_desc, node);

	list_del(&desc->node);
	its->completed_cookie = desc->tx.cookie;
	spin_lock(&tc->lock);
	desc->tx.callback(desc->tx.callback_param);
	spin_unlock(&tc->lock);
	kfree(desc);
}

static int test_provider(void)
{
	struct platform_device *pdev = toy_device();
	struct dmacheck_event event;
	struct dma_chan *its;

	CHECK(!IS_ERR(pdev));
	toy_fill(&toy, &pdev->dev);
	toy.dma.device_terminate_all = terminate_sleeping;
	CHECK(!dma_async_device_register(&toy.dma));
	its = toy_request(&toy);
	CHECK(its);
	client_start(dmaengine_prep_dma_memcpy(its, 0x1000, 0x2000, SIZE, DMA_CTRL_ACK),
		     count_callback, NULL);
	events_forget();
	finish_locked(its);
	event = event_of(DMACHECK_CALLBACK_BEGIN);
	CHECK(event.flags & DMACHECK_LOCK_HELD && event.name);

	events_forget();
	dmaengine_terminate_async(its);
	event = event_of(DMACHECK_SLEEP);
	CHECK(event_named(&event, "msleep") && event.flags == DMACHECK_IN_TERMINATE);
	CHECK(event.channel == its);
	dma_release_channel(its);
	dma_async_device_unregister(&toy.dma);
	toy_device_put(pdev);
	return 0;
}

static int __init event_context_init(void)
{
	u8 *memory = kzalloc(2 * SIZE, GFP_KERNEL);
	int err;

	chan = client_channel(DMA_MEMCPY, "refdma1:3");
	CHECK(memory && chan);
	dev = dmaengine_get_dma_device(chan);
	from = client_map(dev, memory, SIZE, DMA_TO_DEVICE);
	to = client_map(dev, memory + SIZE, SIZE, DMA_FROM_DEVICE);
	err = test_atomic();
	err = err ?: test_prepared();
	err = err ?: test_own_calls();
	err = err ?: test_order();
	err = err ?: test_residue();
	err = err ?: test_provider();
	dma_unmap_single(dev, from, SIZE, DMA_TO_DEVICE);
	dma_unmap_single(dev, to, SIZE, DMA_FROM_DEVICE);
	dma_release_channel(chan);
	kfree(memory);
	return err ?: check_result();
}
module_init(event_context_init);
MODULE_LICENSE("GPL");
