/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * watch-ops.c - config, issue, status, pause and resume, told and passed on
 */
#include "runtime/engine/watch.h"

#include <linux/errno.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/fault.h"

static dma_addr_t fifo_address(const struct dma_slave_config *config)
{
	return config->direction == DMA_DEV_TO_MEM ? config->src_addr :
						     config->dst_addr;
}

int thunk_device_config(struct dma_chan *chan, struct dma_slave_config *config)
{
	struct watch_channel *channel = watch_enter(chan, POINT_CALL);
	int err = -EIO;

	if (!channel)
		return -ENODEV;
	if (!fault_now(FAULT_CONFIG))
		err = watch_ops(channel)->device_config(chan, config);
	dmacheck_emit(CHANNEL_CONFIG, .channel = chan, .value = err,
		      .direction = config->direction,
		      .dma_address = fifo_address(config));
	return err;
}

/* Inside a call of the client that is for all channels, or for no residue. */
static __thread bool issuing_all, only_state;

/* Makes a later synchronize undefined, if the channel has been terminated. */
static void note_issue(struct watch_channel *channel)
{
	context_set_prepared(false);
	raw_lock(&watch_lock);
	if (channel->terminated)
		channel->issued_after = true;
	watch_check_issued(channel);
	watch_epoch(channel);
	raw_unlock(&watch_lock);
}

void thunk_device_issue_pending(struct dma_chan *chan)
{
	struct watch_channel *channel = watch_enter(chan, POINT_CALL);

	if (!channel)
		return;
	if (issuing_all)
		watch_tell_found(channel, chan);
	note_issue(channel);
	dmacheck_emit(ISSUE, .channel = chan);
	watch_ops(channel)->device_issue_pending(chan);
}

static void note_status(struct watch_channel *channel, dma_cookie_t cookie,
			enum dma_status status)
{
	struct watch_desc *desc;

	raw_lock(&watch_lock);
	watch_scan(channel);
	if (status == DMA_COMPLETE)
		for (desc = channel->first; desc; desc = desc->next)
			if (desc->cookie == cookie &&
			    desc->state == WATCH_SUBMITTED)
				watch_tell_complete(desc);
	raw_unlock(&watch_lock);
}

/* @asked: the client has asked for the residue */
static unsigned int status_flags(struct dma_chan *chan, enum dma_status status, bool asked)
{
	if (status != DMA_IN_PROGRESS || !asked)
		return 0;
	if (chan->device->residue_granularity != DMA_RESIDUE_GRANULARITY_DESCRIPTOR)
		return 0;
	return DMACHECK_UNRELIABLE;
}

enum dma_status thunk_device_tx_status(struct dma_chan *chan,
				       dma_cookie_t cookie,
				       struct dma_tx_state *state)
{
	bool asked = state && !only_state;
	struct watch_channel *channel = watch_enter(chan, POINT_POLL);
	enum dma_status status;

	if (!channel)
		return DMA_ERROR;
	raw_lock(&watch_lock);
	watch_check_channel(channel);
	raw_unlock(&watch_lock);
	status = watch_ops(channel)->device_tx_status(chan, cookie, state);
	note_status(channel, cookie, status);
	dmacheck_emit(STATUS, .channel = chan, .type = status, .value = cookie,
		      .size = state ? state->residue : 0,
		      .flags = status_flags(chan, status, asked));
	return status;
}

/* These take the residue too, but nobody has asked for it. */
enum dma_status dmacheck_dma_async_is_tx_complete(struct dma_chan *chan,
						  dma_cookie_t cookie,
						  dma_cookie_t *last,
						  dma_cookie_t *used)
{
	enum dma_status status;

	only_state = true;
	status = dma_async_is_tx_complete(chan, cookie, last, used);
	only_state = false;
	return status;
}

enum dma_status dmacheck_dma_sync_wait(struct dma_chan *chan, dma_cookie_t cookie)
{
	enum dma_status status;

	only_state = true;
	status = dma_sync_wait(chan, cookie);
	only_state = false;
	return status;
}

enum dma_status dmacheck_dma_wait_for_async_tx(struct dma_async_tx_descriptor *tx)
{
	enum dma_status status;

	only_state = true;
	status = dma_wait_for_async_tx(tx);
	only_state = false;
	return status;
}

/* Channels of public clients, which have not been asked for one by one. */
void dmacheck_dma_issue_pending_all(void)
{
	issuing_all = true;
	dma_issue_pending_all();
	issuing_all = false;
}

int thunk_device_pause(struct dma_chan *chan)
{
	struct watch_channel *channel = watch_enter(chan, POINT_CALL);
	int err;

	if (!channel)
		return -ENODEV;
	err = watch_ops(channel)->device_pause(chan);
	dmacheck_emit(PAUSE, .channel = chan, .value = err);
	return err;
}

int thunk_device_resume(struct dma_chan *chan)
{
	struct watch_channel *channel = watch_enter(chan, POINT_CALL);
	int err;

	if (!channel)
		return -ENODEV;
	err = watch_ops(channel)->device_resume(chan);
	dmacheck_emit(RESUME, .channel = chan, .value = err);
	return err;
}

/* An inline of the kernel's; the reference that it takes is put by the core. */
void dmacheck_dma_set_unmap(struct dma_async_tx_descriptor *tx,
			    struct dmaengine_unmap_data *unmap)
{
	dma_set_unmap(tx, unmap);
}

/* A provider that unmaps for the client has completed the transfer, or aborted it. */
void dmacheck_dma_descriptor_unmap(struct dma_async_tx_descriptor *tx)
{
	struct watch_desc *desc;

	raw_lock(&watch_lock);
	desc = tx->unmap ? watch_desc_find(tx) : NULL;
	if (desc && desc->state == WATCH_SUBMITTED && desc->cookie > 0)
		watch_tell_complete(desc);
	raw_unlock(&watch_lock);
	context_set_unmapping(true);
	dma_descriptor_unmap(tx);
	context_set_unmapping(false);
}
