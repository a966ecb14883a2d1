/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refdma-terminate.c - aborting transfers, and being sure that they are over
 *
 * Terminate takes no time and waits for nothing: lists move, the callback of
 * what is aborted is out of reach, and the hardware finds out later. What had
 * completed before keeps its callback, which may run until synchronize returns.
 * Descriptors are freed in synchronize, when nothing touches them any more.
 */
#include "refdma.h"

static void abort_active(struct refdma_channel *channel)
{
	struct refdma_desc *desc = channel->active;

	if (!desc)
		return;
	channel->active = NULL;
	vchan_terminate_vdesc(&desc->vd);
	desc->left = desc->period ? desc->length : desc->length - desc->done;
	refdma_remember(channel, desc->vd.tx.cookie, false,
			refdma_residue(channel, desc));
	/* a prompt hardware has stopped, but for a chunk that is being moved */
	channel->aborted = refdma_run_weak() ? desc : NULL;
}

/*
 * What is only prepared stays: it may be another client's of a public channel,
 * about to be submitted. The last client's release reclaims it.
 */
static void abort_waiting(struct refdma_channel *channel)
{
	struct virt_dma_chan *vc = &channel->vc;

	list_splice_tail_init(&vc->desc_issued, &vc->desc_terminated);
	list_splice_tail_init(&vc->desc_submitted, &vc->desc_terminated);
}

int refdma_terminate_all(struct dma_chan *chan)
{
	struct refdma_channel *channel = to_refdma(chan);
	unsigned long flags;

	spin_lock_irqsave(&channel->vc.lock, flags);
	abort_active(channel);
	abort_waiting(channel);
	channel->paused = false;
	channel->stalled = false;
	refdma_run_kick(channel);
	spin_unlock_irqrestore(&channel->vc.lock, flags);
	return 0;
}

void refdma_synchronize(struct dma_chan *chan)
{
	struct refdma_channel *channel = to_refdma(chan);
	unsigned long flags;

	hrtimer_cancel(&channel->timer);
	refdma_run_last(channel);
	vchan_synchronize(&channel->vc);

	/* transfers that were never terminated, or issued since, go on */
	spin_lock_irqsave(&channel->vc.lock, flags);
	channel->armed = false;
	refdma_run_kick(channel);
	spin_unlock_irqrestore(&channel->vc.lock, flags);
}
