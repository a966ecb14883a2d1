/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * engine.h - knobs of the reference DMA devices, for tests and examples
 *
 * A transfer that is late, or never comes, is what a client's timeout path is
 * for; hardware makes one rarely and never on demand. Here a test asks for it:
 *
 *	dmacheck_channel_hold(chan);
 *	dma_async_issue_pending(chan);
 *	... the wait times out, terminate and synchronize as on real hardware ...
 *	dmacheck_channel_release(chan);
 *
 * The option hold (DMACHECK_HOLD=NAME:N[,NAME:N...], "refdma1:0") does the same
 * to a program that cannot be changed.
 */
#ifndef DMACHECK_ENGINE_H
#define DMACHECK_ENGINE_H

#include <linux/types.h>

struct dma_chan;

/**
 * dmacheck_channel_hold() - stop the hardware of a channel between two chunks
 * @chan: a channel of a reference device
 *
 * What is prepared, submitted and issued stays so; status and residue stand
 * still. Unlike a paused channel a held one tells nobody. An aborted transfer
 * still touches memory once more before synchronize returns. A hold outlives
 * the client: it stays until dmacheck_channel_release().
 *
 * Context: any.
 * Return: 0, or -EINVAL if @chan is not of a reference device.
 */
int dmacheck_channel_hold(struct dma_chan *chan);

/* Undo one or more dmacheck_channel_hold(): transfers go on. Same context and result. */
int dmacheck_channel_release(struct dma_chan *chan);

/**
 * dmacheck_channel_latency() - how long one chunk takes
 * @chan: a channel of a reference device
 * @ns: from one chunk to the next, in ns of the schedule's time; 0 goes back to
 *	what the schedule gives
 *
 * Context: any.
 * Return: 0, or -EINVAL if @chan is not of a reference device.
 */
int dmacheck_channel_latency(struct dma_chan *chan, u64 ns);

/**
 * dmacheck_channel_filter() - a dma_filter_fn that picks one channel by its name
 * @chan: candidate
 * @name: a string "NAME:N", as "refdma1:3", or "NAME" for any channel of it
 *
 * Return: whether @chan is it.
 */
bool dmacheck_channel_filter(struct dma_chan *chan, void *name);

/**
 * refdma_init() - register the reference devices, once
 *
 * The main() of a module's program calls it before the module's initcalls; in
 * other programs the first request of a channel does.
 *
 * Context: task, may sleep.
 */
void refdma_init(void);

#endif /* DMACHECK_ENGINE_H */
