/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refdma-hold.c - a test takes hold of the hardware: <dmacheck/engine.h>
 */
#include "refdma.h"

#include <dmacheck/engine.h>

int dmacheck_channel_hold(struct dma_chan *chan)
{
	struct refdma_channel *channel = refdma_channel_of(chan);
	unsigned long flags;

	if (!channel)
		return -EINVAL;
	spin_lock_irqsave(&channel->vc.lock, flags);
	channel->holds++;
	spin_unlock_irqrestore(&channel->vc.lock, flags);
	return 0;
}

int dmacheck_channel_release(struct dma_chan *chan)
{
	struct refdma_channel *channel = refdma_channel_of(chan);
	unsigned long flags;

	if (!channel)
		return -EINVAL;
	spin_lock_irqsave(&channel->vc.lock, flags);
	channel->holds = 0;
	refdma_run_kick(channel);
	spin_unlock_irqrestore(&channel->vc.lock, flags);
	return 0;
}

int dmacheck_channel_latency(struct dma_chan *chan, u64 ns)
{
	struct refdma_channel *channel = refdma_channel_of(chan);
	unsigned long flags;

	if (!channel)
		return -EINVAL;
	spin_lock_irqsave(&channel->vc.lock, flags);
	channel->latency = ns;
	spin_unlock_irqrestore(&channel->vc.lock, flags);
	return 0;
}

/* Return: what follows @prefix in @text, NULL if it does not begin with it. */
static const char *after(const char *text, const char *prefix)
{
	size_t length = strlen(prefix);

	return strncmp(text, prefix, length) ? NULL : text + length;
}

bool dmacheck_channel_filter(struct dma_chan *chan, void *name)
{
	struct refdma_channel *channel = refdma_channel_of(chan);
	const char *rest;
	char number[12];

	if (!channel)
		return false;
	rest = after(name, channel->device->spec.name);
	if (!rest || !*rest)
		return rest;
	snprintf(number, sizeof(number), ":%d",
		 (int)(channel - channel->device->channels));
	return !strcmp(rest, number);
}
