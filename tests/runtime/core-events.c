/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-events.c - what a recorder is told, in which order, with which fields
 *
 * The program's own dmacheck_event() comes before the library's, as that of a
 * preloaded recorder would.
 */
/* proves: G2 G3 G7 G8 G9 T1 T2 T10 I3 */
/* run: weakest, random 1-5 */
/* expect-count: 1 dmaengine_terminate_sync called in a callback of the same channel */
/* expect-count: 1 cpu touching an active dma mapped page */
/* expect-stderr: faults at */
#include <dmacheck/engine.h>
#include <dmacheck/event.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/dma-debug.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "check.h"

enum { EVENTS = 4096, SIZE = 1024, FIFO = 0x40003000 };

static struct dmacheck_event events[EVENTS];
static unsigned int event_count;	/* atomic */
static unsigned int cursor;

static struct dma_chan *chan;
static struct device *dev;
static u8 *memory;
static dma_addr_t address;

/* Those that say something about the client's calls and what came of them. */
static bool counts(unsigned int kind)
{
	switch (kind) {
	case DMACHECK_CHANNEL_REQUEST ... DMACHECK_ISSUE:
	case DMACHECK_PAUSE ... DMACHECK_CALLBACK_END:
	case DMACHECK_MAP ... DMACHECK_ASSERT_ACTIVE:
	case DMACHECK_REFUSED:
		return true;
	default:
		return false;
	}
}

__attribute__((visibility("default")))
void dmacheck_event(const struct dmacheck_event *event)
{
	unsigned int place;

	if (!counts(event->kind) && event->kind != DMACHECK_DEVICE_WRITE &&
	    event->kind != DMACHECK_STATUS)
		return;
	place = __atomic_fetch_add(&event_count, 1, __ATOMIC_RELAXED);
	if (place < EVENTS)
		events[place] = *event;
}

/* The next one that counts; a zeroed one, and a complaint, if it is of another kind. */
static struct dmacheck_event next(unsigned int kind)
{
	static const struct dmacheck_event none;
	unsigned int found = 0;

	while (cursor < event_count && !counts(events[cursor].kind))
		cursor++;
	if (cursor < event_count)
		found = events[cursor++].kind;
	if (found == kind)
		return events[cursor - 1];
	pr_err("FAIL event %u is of kind %u, not %u\n", cursor - 1, found, kind);
	return none;
}

static void forget(void)
{
	event_count = cursor = 0;
}

static void done(void *finished)
{
	complete(finished);
}

static int request(void)
{
	struct dmacheck_event event;
	dma_cap_mask_t mask;

	dma_cap_zero(mask);
	dma_cap_set(DMA_SLAVE, mask);
	forget();
	chan = dma_request_channel(mask, dmacheck_channel_filter, "refdma1:2");
	CHECK(chan);
	dev = dmaengine_get_dma_device(chan);
	event = next(DMACHECK_CHANNEL_REQUEST);
	CHECK(event.channel == chan && event.device == dev && event.value == 0);
	CHECK(event.name && !strcmp(event.name, dma_chan_name(chan)));

	CHECK(!dma_request_channel(mask, dmacheck_channel_filter, "refdma1:2"));
	event = next(DMACHECK_CHANNEL_REQUEST);
	CHECK(!event.channel && event.value == -ENODEV);
	return 0;
}

static int config(void)
{
	struct dma_slave_config config = {
		.direction = DMA_DEV_TO_MEM, .src_addr = FIFO,
		.src_addr_width = 4, .src_maxburst = 4,
	};
	struct dmacheck_event event;

	CHECK(!dmaengine_slave_config(chan, &config));
	event = next(DMACHECK_CHANNEL_CONFIG);
	CHECK(event.channel == chan && event.direction == DMA_DEV_TO_MEM &&
	      event.dma_address == FIFO && event.value == 0);
	return 0;
}

static int map(void)
{
	struct dmacheck_event event;

	forget();
	address = dma_map_single(dev, memory, SIZE, DMA_FROM_DEVICE);
	CHECK(!dma_mapping_error(dev, address));
	event = next(DMACHECK_MAP);
	CHECK(event.device == dev && event.type == DMACHECK_MAPPED_SINGLE &&
	      event.direction == DMA_FROM_DEVICE && event.size == SIZE);
	CHECK(event.address == (unsigned long)memory && event.dma_address == address);
	CHECK(event.caller);
	event = next(DMACHECK_MAP_CHECKED);
	CHECK(event.device == dev && event.dma_address == address && !event.value);
	return 0;
}

static int unmap(void)
{
	struct dmacheck_event event;

	dma_unmap_single(dev, address, SIZE, DMA_FROM_DEVICE);
	event = next(DMACHECK_UNMAP);
	CHECK(event.device == dev && event.type == DMACHECK_MAPPED_SINGLE &&
	      event.direction == DMA_FROM_DEVICE && event.size == SIZE &&
	      event.dma_address == address);
	return 0;
}

static struct dma_async_tx_descriptor *desc;
static dma_cookie_t cookie;

/* Prepares, submits and issues. */
static int start(dma_async_tx_callback callback, void *param)
{
	struct dmacheck_event event;

	desc = dmaengine_prep_slave_single(chan, address, SIZE, DMA_DEV_TO_MEM,
					   DMA_PREP_INTERRUPT | DMA_CTRL_ACK);
	CHECK(desc);
	event = next(DMACHECK_PREP);
	CHECK(event.channel == chan && event.object == desc && event.type == DMA_SLAVE &&
	      event.size == SIZE && event.value == 1);
	event = next(DMACHECK_PREP_BUFFER);
	CHECK(event.channel == chan && event.object == desc && event.size == SIZE &&
	      event.dma_address == address && event.direction == DMA_FROM_DEVICE);
	desc->callback = callback;
	desc->callback_param = param;
	cookie = dmaengine_submit(desc);
	event = next(DMACHECK_SUBMIT);
	CHECK(event.channel == chan && event.object == desc && event.value == cookie);
	CHECK(event.type == 1 && event.address == (unsigned long)param);
	dma_async_issue_pending(chan);
	event = next(DMACHECK_ISSUE);
	CHECK(event.channel == chan);
	return 0;
}

/*
 * How often it is told from event @from on that the device writes; -1 if it is not as
 * it should. Only the first access of a mapping is told, until something changes.
 */
static int writes(unsigned int from)
{
	int count = 0;

	for (; from < event_count; from++) {
		struct dmacheck_event *event = &events[from];

		if (event->kind != DMACHECK_DEVICE_WRITE)
			continue;
		if (event->device != dev || event->channel != chan || event->value ||
		    event->dma_address - address + event->size > SIZE || !event->size)
			return -1;
		count++;
	}
	return count;
}

/* The callback has returned, and not only said that it is done. */
static void wait_for_end(struct completion *finished)
{
	unsigned int i = 0;

	wait_for_completion(finished);
	for (;; msleep(1))
		for (; i < __atomic_load_n(&event_count, __ATOMIC_ACQUIRE); i++)
			if (events[i].kind == DMACHECK_CALLBACK_END)
				return;
}

static int complete_one(void)
{
	DECLARE_COMPLETION_ONSTACK(finished);
	struct dmacheck_event event;
	int err = map();

	err = err ?: start(done, &finished);
	if (err)
		return err;
	wait_for_end(&finished);
	dmaengine_synchronize(chan);
	event = next(DMACHECK_COMPLETE);
	CHECK(event.channel == chan && event.object == desc && event.value == cookie);
	event = next(DMACHECK_CALLBACK_BEGIN);
	CHECK(event.channel == chan && event.object == desc && event.value == cookie);
	CHECK(event.address == (unsigned long)done && !event.type && !event.name);
	CHECK(event.flags & DMACHECK_IN_SOFTIRQ && !(event.flags & DMACHECK_IN_HARDIRQ));
	event = next(DMACHECK_CALLBACK_END);
	CHECK(event.channel == chan && event.object == desc && event.value == cookie);
	event = next(DMACHECK_SYNC_BEGIN);
	CHECK(event.channel == chan && event.type == DMACHECK_SYNCHRONIZE && !event.flags);
	event = next(DMACHECK_SYNC_END);
	CHECK(event.channel == chan && event.type == DMACHECK_SYNCHRONIZE && !event.value);
	CHECK(writes(0) == 1);
	return unmap();
}

static int abort_one(void)
{
	struct dmacheck_event event;
	int err = map();

	err = err ?: start(done, NULL);
	if (err)
		return err;
	CHECK(!dmaengine_pause(chan));
	event = next(DMACHECK_PAUSE);
	CHECK(event.channel == chan && !event.value);
	CHECK(!dmaengine_resume(chan));
	event = next(DMACHECK_RESUME);
	CHECK(event.channel == chan && !event.value);
	CHECK(!dmaengine_terminate_async(chan));
	event = next(DMACHECK_TERMINATE);
	CHECK(event.channel == chan && event.type == DMACHECK_TERMINATE_ASYNC && !event.value);
	CHECK(event.size == cookie);
	dmaengine_synchronize(chan);
	event = next(DMACHECK_SYNC_BEGIN);
	CHECK(event.type == DMACHECK_SYNCHRONIZE);
	event = next(DMACHECK_SYNC_END);
	CHECK(event.type == DMACHECK_SYNCHRONIZE && !event.value);
	CHECK(writes(0) > 0);
	return unmap();
}

static void terminate_in_callback(void *finished)
{
	dmaengine_terminate_sync(chan);
	complete(finished);
}

static int refuse_one(void)
{
	DECLARE_COMPLETION_ONSTACK(finished);
	struct dmacheck_event event;
	int err = map();

	err = err ?: start(terminate_in_callback, &finished);
	if (err)
		return err;
	wait_for_end(&finished);
	dmaengine_synchronize(chan);
	next(DMACHECK_COMPLETE);
	next(DMACHECK_CALLBACK_BEGIN);
	event = next(DMACHECK_TERMINATE);
	CHECK(event.type == DMACHECK_TERMINATE_SYNC && !event.value);
	event = next(DMACHECK_REFUSED);
	CHECK(event.channel == chan && event.type == DMACHECK_TERMINATE_SYNC &&
	      event.value == -EDEADLK && event.object == desc);
	CHECK(event.flags & DMACHECK_IN_CALLBACK);
	next(DMACHECK_CALLBACK_END);
	next(DMACHECK_SYNC_BEGIN);
	next(DMACHECK_SYNC_END);
	return unmap();
}

static int assert_one(void)
{
	struct dmacheck_event event;
	int err = map();

	if (err)
		return err;
	debug_dma_assert_idle(virt_to_page(memory));
	event = next(DMACHECK_ASSERT_ACTIVE);
	CHECK(event.device == dev && event.dma_address == address && event.size == SIZE);
	CHECK(event.address == ((unsigned long)memory & PAGE_MASK));
	return unmap();
}

/* The device writes where nothing is mapped. */
static int fault_one(void)
{
	DECLARE_COMPLETION_ONSTACK(finished);
	unsigned int i, faults = 0;
	int err = map();

	err = err ?: unmap();
	err = err ?: start(done, &finished);
	if (err)
		return err;
	wait_for_completion(&finished);
	for (i = 0; i < event_count; i++) {
		if (events[i].kind != DMACHECK_DEVICE_WRITE)
			continue;
		CHECK(events[i].device == dev && events[i].channel == chan);
		CHECK(events[i].dma_address == address && events[i].value == -EFAULT);
		faults++;
	}
	CHECK(faults > 0);
	dmaengine_terminate_sync(chan);
	return 0;
}

static int release(void)
{
	struct dmacheck_event event;

	forget();
	dma_release_channel(chan);
	event = next(DMACHECK_SYNC_BEGIN);
	CHECK(event.channel == chan && event.type == DMACHECK_RELEASE);
	event = next(DMACHECK_SYNC_END);
	CHECK(event.type == DMACHECK_RELEASE && !event.value);
	event = next(DMACHECK_CHANNEL_RELEASE);
	CHECK(event.channel == chan && event.value == 0);
	return 0;
}

static int __init core_events_init(void)
{
	int err;

	memory = (u8 *)__get_free_page(GFP_KERNEL);
	CHECK(memory);
	err = request();
	err = err ?: config();
	err = err ?: complete_one();
	err = err ?: abort_one();
	err = err ?: refuse_one();
	err = err ?: assert_one();
	err = err ?: fault_one();
	err = err ?: release();
	free_page((unsigned long)memory);
	return err;
}
module_init(core_events_init);
MODULE_LICENSE("GPL");
