/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refdma-channel.c - the life of a channel, and what its client asks of it
 *
 * Everything but the resources' allocation may be called in atomic context.
 */
#include "refdma.h"

#include "runtime/kernel/fault.h"
#include "runtime/kernel/options.h"

static int alloc_resources(struct dma_chan *chan)
{
	struct refdma_channel *channel = to_refdma(chan);

	channel->buffer = engine_alloc(REFDMA_BUFFER);
	if (!channel->buffer)
		return -ENOMEM;
	memset(&channel->config, 0, sizeof(channel->config));
	memset(channel->past, 0, sizeof(channel->past));
	channel->configured = false;
	channel->pattern = 0;
	return 0;
}

/* A client may leave with transfers running: they are aborted first. */
static void free_resources(struct dma_chan *chan)
{
	struct refdma_channel *channel = to_refdma(chan);

	refdma_terminate_all(chan);
	refdma_synchronize(chan);
	vchan_free_chan_resources(&channel->vc);
	refdma_desc_reap(channel, true);
	engine_free(channel->buffer);
	channel->buffer = NULL;
}

static bool end_makes_sense(u32 width, u32 widths, u32 burst)
{
	if (width && (width > REFDMA_MAX_WIDTH || !(widths & BIT(width))))
		return false;
	return burst <= REFDMA_MAX_BURST;
}

static int config(struct dma_chan *chan, struct dma_slave_config *config)
{
	struct refdma_channel *channel = to_refdma(chan);
	struct dma_device *dma = &channel->device->dma;
	unsigned long flags;

	if (!end_makes_sense(config->src_addr_width, dma->src_addr_widths,
			     config->src_maxburst) ||
	    !end_makes_sense(config->dst_addr_width, dma->dst_addr_widths,
			     config->dst_maxburst))
		return -EINVAL;

	spin_lock_irqsave(&channel->vc.lock, flags);
	channel->config = *config;
	channel->configured = true;
	spin_unlock_irqrestore(&channel->vc.lock, flags);
	return 0;
}

static void issue_pending(struct dma_chan *chan)
{
	struct refdma_channel *channel = to_refdma(chan);
	unsigned long flags;

	spin_lock_irqsave(&channel->vc.lock, flags);
	if (vchan_issue_pending(&channel->vc)) {
		refdma_run_start(channel);
		refdma_run_kick(channel);
	}
	spin_unlock_irqrestore(&channel->vc.lock, flags);
}

/* A chunk that is being moved ends; what was taken ahead stays in the buffer. */
static int pause(struct dma_chan *chan)
{
	struct refdma_channel *channel = to_refdma(chan);
	unsigned long flags;

	spin_lock_irqsave(&channel->vc.lock, flags);
	channel->paused = true;
	spin_unlock_irqrestore(&channel->vc.lock, flags);
	return 0;
}

static int resume(struct dma_chan *chan)
{
	struct refdma_channel *channel = to_refdma(chan);
	unsigned long flags;
	int result = -EINVAL;

	spin_lock_irqsave(&channel->vc.lock, flags);
	if (channel->paused) {
		channel->paused = false;
		refdma_run_kick(channel);
		result = 0;
	}
	spin_unlock_irqrestore(&channel->vc.lock, flags);
	return result;
}

/* Not the same numbers on two channels. */
static u64 random_start(struct refdma_device *device, unsigned int number)
{
	const char *name = device->spec.name;
	u64 start = options.seed;

	while (*name)
		start = start * 31 + (u8)*name++;
	return start * REFDMA_MAX_CHANNELS + number;
}

void refdma_channel_init(struct refdma_channel *channel, struct refdma_device *device,
			 unsigned int number)
{
	channel->device = device;
	channel->random = random_start(device, number);
	channel->vc.desc_free = refdma_desc_free;
	INIT_LIST_HEAD(&channel->unacked);
	hrtimer_init(&channel->timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	channel->timer.function = refdma_run_tick;
	vchan_init(&channel->vc, &device->dma);
}

void refdma_channel_ops(struct dma_device *dma)
{
	dma->device_alloc_chan_resources = alloc_resources;
	dma->device_free_chan_resources = free_resources;
	dma->device_issue_pending = issue_pending;
	dma->device_tx_status = refdma_tx_status;
	dma->device_terminate_all = refdma_terminate_all;
	dma->device_synchronize = refdma_synchronize;
	if (dma_has_cap(DMA_SLAVE, dma->cap_mask) ||
	    dma_has_cap(DMA_CYCLIC, dma->cap_mask)) {
		dma->device_config = config;
		dma->device_pause = pause;
		dma->device_resume = resume;
	}
}
