/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * watch-callback.c - submit, and the callback that comes of it
 *
 * prep puts thunk_submit() in the place of tx_submit; that puts our callback in
 * the place of the client's, with the descriptor's record as its parameter. A
 * provider may free its descriptor before it invokes the callback, so nothing of
 * the descriptor is touched there.
 */
#include "runtime/engine/watch.h"

#include <linux/errno.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/fault.h"
#include "runtime/kernel/report.h"

static void invoke_plain(void *data);
static void invoke_result(void *data, const struct dmaengine_result *result);

/* --- submit --- */

/*
 * The client may submit a descriptor again, as it is, or with another callback
 * or parameter.
 */
void watch_wrap_callbacks(struct watch_desc *desc, struct dma_async_tx_descriptor *tx)
{
	if (tx->callback != invoke_plain)
		desc->callback = tx->callback;
	if (tx->callback_result != invoke_result)
		desc->callback_result = tx->callback_result;
	if (tx->callback_param != desc)
		desc->callback_param = tx->callback_param;
	if (desc->callback)
		tx->callback = invoke_plain;
	if (desc->callback_result)
		tx->callback_result = invoke_result;
	if (desc->callback || desc->callback_result)
		tx->callback_param = desc;
}

const char *watch_callbacks_changed(const struct watch_desc *desc,
				    const struct dma_async_tx_descriptor *tx)
{
	bool wrapped = desc->callback || desc->callback_result;

	if (tx->callback != (desc->callback ? invoke_plain : NULL))
		return "callback";
	if (tx->callback_result != (desc->callback_result ? invoke_result : NULL))
		return "callback_result";
	if (tx->callback_param != (wrapped ? desc : desc->callback_param))
		return "callback_param";
	return NULL;
}

static int free_reused(struct dma_async_tx_descriptor *tx)
{
	int (*desc_free)(struct dma_async_tx_descriptor *tx) = NULL;
	struct dma_chan *chan = tx->chan;
	struct watch_desc *desc;
	int err;

	sched_point(POINT_CALL);
	raw_lock(&watch_lock);
	desc = watch_desc_find(tx);
	if (desc) {
		desc_free = desc->desc_free;
		watch_desc_drop(desc);
	}
	raw_unlock(&watch_lock);
	if (!desc_free)
		return -EINVAL;
	tx->desc_free = desc_free;
	err = desc_free(tx);
	dmacheck_emit(DESC_FREE, .channel = chan, .object = tx);
	return err;
}

/*
 * Ours stays in tx_submit, so that a second submit is seen, also when the provider
 * sets its own only once for many preps: then it is the one that the channel is
 * known for. Where there are several, the descriptor gets its own back instead.
 */
static void unwrap_submit(struct watch_desc *desc,
			  struct dma_async_tx_descriptor *tx)
{
	if (!desc->reuse && desc->channel->mixed)
		tx->tx_submit = desc->tx_submit;
	if (desc->reuse && tx->desc_free && tx->desc_free != free_reused) {
		desc->desc_free = tx->desc_free;
		tx->desc_free = free_reused;
	}
}

/* Return: the provider's tx_submit, NULL if the descriptor is not the client's. */
static dma_cookie_t (*begin_submit(struct watch_desc *desc,
				   struct dma_async_tx_descriptor *tx))
	(struct dma_async_tx_descriptor *)
{
	bool reuse = dmaengine_desc_test_reuse(tx);

	if (desc->state == WATCH_SUBMITTED ||
	    (desc->state != WATCH_PREPARED && !desc->reuse && !reuse))
		return NULL;
	desc->reuse = reuse;
	desc->cookie = 0;
	desc->submit_told = false;
	desc->complete_told = false;
	desc->issued = false;
	watch_wrap_callbacks(desc, tx);
	unwrap_submit(desc, tx);
	if (desc->state == WATCH_PREPARED)
		watch_desc_add(desc);
	desc->state = WATCH_SUBMITTED;
	desc->users++;
	return desc->tx_submit;
}

static dma_cookie_t thunk_submit(struct dma_async_tx_descriptor *tx);

/*
 * The client keeps a descriptor whose submit has failed, as it gave it: it may
 * submit it again.
 */
static void submit_failed(struct watch_desc *desc,
			  struct dma_async_tx_descriptor *tx)
{
	if (desc->state != WATCH_SUBMITTED)
		return;
	tx->callback = desc->callback;
	tx->callback_result = desc->callback_result;
	tx->callback_param = desc->callback_param;
	tx->tx_submit = thunk_submit;
	watch_desc_take_back(desc);
}

/* The transfer may be over, and its callback too. */
static void end_submit(struct watch_desc *desc,
		       struct dma_async_tx_descriptor *tx, dma_cookie_t cookie)
{
	raw_lock(&watch_lock);
	watch_tell_submit(desc, cookie);
	if (cookie < 0)
		submit_failed(desc, tx);
	watch_desc_release(desc);
	raw_unlock(&watch_lock);
}

/* @desc: NULL where nothing is known of @tx, which may be gone */
static dma_cookie_t refuse_submit(struct watch_desc *desc,
				  struct dma_async_tx_descriptor *tx, int err)
{
	struct dmacheck_event event = {
		.kind = DMACHECK_SUBMIT, .object = tx, .value = err,
	};

	if (desc) {
		event.channel = desc->chan;
		event.type = tx->callback || tx->callback_result;
		event.address = (uintptr_t)(tx->callback_param == desc ?
			desc->callback_param : tx->callback_param);
		event.flags = dmaengine_desc_test_reuse(tx) ? DMACHECK_REUSABLE : 0;
	}
	dmacheck_event(&event);
	return err;
}

/* What is not known has completed: the provider may have freed it. */
static struct watch_desc *find_desc(struct dma_async_tx_descriptor *tx)
{
	struct watch_desc *desc;

	raw_lock(&watch_lock);
	desc = watch_desc_find(tx);
	raw_unlock(&watch_lock);
	if (!desc)
		report_told("dmaengine: descriptor submitted after it has completed");
	return desc;
}

static dma_cookie_t refuse_second(struct watch_desc *desc,
				  struct dma_async_tx_descriptor *tx)
{
	raw_lock(&watch_lock);
	if (desc->state == WATCH_SUBMITTED && !watch_desc_over(desc))
		watch_check_desc(desc);
	raw_unlock(&watch_lock);
	report_told("dmaengine: %s: descriptor submitted twice", desc->channel->name);
	return refuse_submit(desc, tx, -EINVAL);
}

static dma_cookie_t thunk_submit(struct dma_async_tx_descriptor *tx)
{
	dma_cookie_t (*tx_submit)(struct dma_async_tx_descriptor *tx);
	struct watch_desc *desc = find_desc(tx);
	dma_cookie_t cookie;

	if (!desc)
		return refuse_submit(NULL, tx, -EINVAL);
	if (!watch_enter(desc->chan, POINT_CALL))
		return refuse_submit(desc, tx, -ENODEV);
	if (fault_now(FAULT_SUBMIT))
		return refuse_submit(desc, tx, -ENOMEM);

	raw_lock(&watch_lock);
	tx_submit = begin_submit(desc, tx);
	raw_unlock(&watch_lock);
	if (!tx_submit)
		return refuse_second(desc, tx);
	cookie = tx_submit(tx);
	end_submit(desc, tx, cookie);
	return cookie;
}

static void note_submit(struct watch_channel *channel,
			dma_cookie_t (*tx_submit)(struct dma_async_tx_descriptor *))
{
	if (!channel->tx_submit)
		channel->tx_submit = tx_submit;
	else if (channel->tx_submit != tx_submit)
		channel->mixed = true;
}

void watch_prepared(struct watch_channel *channel,
		    struct dma_async_tx_descriptor *tx, bool cyclic)
{
	struct watch_desc *desc = watch_desc_new(channel, tx);

	if (!desc) {	/* no memory: goes unwatched */
		if (tx->tx_submit == thunk_submit)
			tx->tx_submit = channel->tx_submit;
		return;
	}
	raw_lock(&watch_lock);
	desc->cyclic = cyclic;
	if (tx->tx_submit != thunk_submit) {
		desc->tx_submit = tx->tx_submit;
		note_submit(channel, tx->tx_submit);
	} else if (!desc->tx_submit) {
		desc->tx_submit = channel->tx_submit;
	}
	tx->tx_submit = thunk_submit;
	raw_unlock(&watch_lock);
}

/* --- callbacks --- */

/* G7, and that aborted transfers are not told of (T7). */
static void check_callback(struct watch_desc *desc, enum watch_state state)
{
	const char *name = desc->channel->name, *lock = context_spinlock();
	unsigned int flags = context_flags();

	if (flags & DMACHECK_IN_HARDIRQ)
		report_told("dmaengine: %s: provider invokes a callback in hard interrupt context",
			    name);
	if (flags & DMACHECK_LOCK_HELD)
		report_told("dmaengine: %s: provider invokes a callback with lock %s held",
			    name, lock ? lock : context_current()->locks[0].name);
	if (state == WATCH_ABORTED)
		report_told("dmaengine: %s: provider invokes the callback of an aborted transfer",
			    name);
	if (state == WATCH_FREE)
		report_told("dmaengine: %s: provider invokes a callback after synchronize",
			    name);
}

/* Return: a copy of the record, for the call. */
static struct watch_desc begin_callback(struct watch_desc *desc)
{
	struct watch_channel *channel = desc->channel;
	struct watch_desc copy;

	raw_lock(&watch_lock);
	watch_scan(channel);
	copy = *desc;
	if (!desc->cookie)	/* another thread is still in its submit */
		watch_tell_submit(desc, __atomic_load_n(
			&channel->key->completed_cookie, __ATOMIC_RELAXED));
	if (!desc->cyclic && desc->state == WATCH_SUBMITTED)
		watch_tell_complete(desc);
	if (desc->state != WATCH_FREE)
		desc->users++;
	copy.cookie = desc->cookie;
	channel->callback_task = current;
	channel->callback_tx = desc->tx;
	raw_unlock(&watch_lock);
	return copy;
}

/* @late: it was free when the callback began, and may be another's by now. */
static void end_callback(struct watch_desc *desc, struct watch_channel *channel,
			 bool late)
{
	raw_lock(&watch_lock);
	channel->callback_task = NULL;
	channel->callback_tx = NULL;
	if (!late) {
		if (!desc->reuse && !desc->cyclic && desc->state != WATCH_FREE)
			watch_desc_drop(desc);
		watch_desc_release(desc);
	}
	raw_unlock(&watch_lock);
}

static void call_client(const struct watch_desc *desc, bool plain,
			const struct dmaengine_result *result)
{
	if (!plain && desc->callback_result)
		desc->callback_result(desc->callback_param, result);
	else if (desc->callback)
		desc->callback(desc->callback_param);
}

/* For the event: 1: it was aborted; 2: nothing of it should be left. */
static unsigned int lateness(const struct watch_desc *desc)
{
	return desc->state == WATCH_ABORTED ? 1 : desc->state == WATCH_FREE ? 2 : 0;
}

static void tell_callback(const struct watch_desc *desc, bool plain)
{
	unsigned long function = !plain && desc->callback_result ?
				 (unsigned long)desc->callback_result :
				 (unsigned long)desc->callback;

	dmacheck_emit(CALLBACK_BEGIN, .channel = desc->chan, .object = desc->tx,
		      .address = function, .value = desc->cookie,
		      .type = lateness(desc), .flags = context_flags(),
		      .name = context_spinlock());
}

/* Return: as watch_find_called(), which is told. */
static struct watch_desc *find_called(void *data)
{
	struct watch_desc *desc;

	raw_lock(&watch_lock);
	desc = watch_find_called(data);
	raw_unlock(&watch_lock);
	if (desc)
		return desc;
	dmacheck_emit(DESC_CHANGED, .name = "callback_param");
	report_told("dmaengine: callback with a parameter that was changed after submit, of which descriptor is not known");
	return NULL;
}

static void invoke(void *data, bool plain, const struct dmaengine_result *result)
{
	struct watch_desc copy, *desc;

	sched_point(POINT_CALL);
	desc = find_called(data);
	if (!desc)
		return;
	copy = begin_callback(desc);
	check_callback(&copy, copy.state);

	context_callback_push(copy.chan);
	tell_callback(&copy, plain);
	call_client(&copy, plain, result);
	dmacheck_emit(CALLBACK_END, .channel = copy.chan, .object = copy.tx,
		      .value = copy.cookie);
	context_callback_pop();
	end_callback(desc, copy.channel, copy.state == WATCH_FREE);
}

static void invoke_plain(void *data)
{
	invoke(data, true, NULL);
}

static void invoke_result(void *data, const struct dmaengine_result *result)
{
	invoke(data, false, result);
}
