/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refdma-status.c - what a channel says of a cookie
 *
 * The residue counts bytes that have not reached their target; what the
 * hardware has taken in and not delivered is in_flight_bytes, and lost when the
 * transfer is aborted. A cookie whose descriptor is gone is remembered for a
 * while if there is more to say than that it is complete.
 */
#include "refdma.h"

void refdma_remember(struct refdma_channel *channel, dma_cookie_t cookie,
		     bool failed, size_t residue)
{
	struct refdma_past *past = NULL;
	unsigned int i;

	for (i = 0; i < REFDMA_PAST; i++)
		if (channel->past[i].cookie == cookie)
			past = &channel->past[i];
	if (!past)
		past = &channel->past[channel->past_next++ % REFDMA_PAST];
	*past = (struct refdma_past){ cookie, failed, residue };
}

static const struct refdma_past *recall(struct refdma_channel *channel,
					dma_cookie_t cookie)
{
	unsigned int i;

	for (i = 0; i < REFDMA_PAST; i++)
		if (cookie >= DMA_MIN_COOKIE && channel->past[i].cookie == cookie)
			return &channel->past[i];
	return NULL;
}

/* Bytes of whole segments only: the one in progress counts in full. */
static size_t segments_done(const struct refdma_desc *desc)
{
	size_t done = 0;
	unsigned int i;

	for (i = 0; i < desc->segment_count; i++) {
		if (done + desc->segments[i].length > desc->done)
			break;
		done += desc->segments[i].length;
	}
	return done;
}

size_t refdma_residue(struct refdma_channel *channel, const struct refdma_desc *desc)
{
	switch (channel->device->dma.residue_granularity) {
	case DMA_RESIDUE_GRANULARITY_BURST:
		return desc->length - desc->done;
	case DMA_RESIDUE_GRANULARITY_SEGMENT:
		return desc->length - segments_done(desc);
	default:
		return desc->length;
	}
}

static enum dma_status status_active(struct refdma_channel *channel,
				     struct dma_tx_state *state)
{
	struct refdma_desc *desc = channel->active;

	dma_set_residue(state, refdma_residue(channel, desc));
	if (channel->moving == desc || desc->peripheral)
		dma_set_in_flight_bytes(state, channel->in_flight);
	if (desc->dead)
		return DMA_ERROR;
	return channel->paused ? DMA_PAUSED : DMA_IN_PROGRESS;
}

static struct virt_dma_desc *find_waiting(struct list_head *list, dma_cookie_t cookie)
{
	struct virt_dma_desc *vd;

	list_for_each_entry(vd, list, node)
		if (vd->tx.cookie == cookie)
			return vd;
	return NULL;
}

static enum dma_status status_waiting(struct refdma_channel *channel,
				      dma_cookie_t cookie, enum dma_status status,
				      struct dma_tx_state *state)
{
	struct virt_dma_chan *vc = &channel->vc;
	struct virt_dma_desc *vd;

	vd = find_waiting(&vc->desc_issued, cookie);
	if (!vd)
		vd = find_waiting(&vc->desc_submitted, cookie);
	if (!vd)
		vd = find_waiting(&vc->desc_terminated, cookie);
	if (vd)
		dma_set_residue(state, to_refdma_desc(vd)->length);
	return status;
}

enum dma_status refdma_tx_status(struct dma_chan *chan, dma_cookie_t cookie,
				 struct dma_tx_state *state)
{
	struct refdma_channel *channel = to_refdma(chan);
	const struct refdma_past *past;
	enum dma_status status;
	unsigned long flags;

	spin_lock_irqsave(&channel->vc.lock, flags);
	status = dma_cookie_status(chan, cookie, state);
	past = recall(channel, cookie);
	if (channel->active && channel->active->vd.tx.cookie == cookie) {
		status = status_active(channel, state);
	} else if (past) {
		dma_set_residue(state, past->residue);
		if (past->failed)
			status = DMA_ERROR;
	} else if (status != DMA_COMPLETE) {
		status = status_waiting(channel, cookie, status, state);
	}
	spin_unlock_irqrestore(&channel->vc.lock, flags);
	return status;
}
