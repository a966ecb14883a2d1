/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * client.h - a client of the reference devices: a channel, memory, a transfer
 *
 * For tests that are about something else than these calls.
 */
#ifndef CLIENT_H
#define CLIENT_H

#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <dmacheck/engine.h>

#include "check.h"

/* The channel of that name ("refdma1:2"), or the first free one where @name is NULL. */
static inline struct dma_chan *client_channel(enum dma_transaction_type type, char *name)
{
	dma_cap_mask_t mask;

	dma_cap_zero(mask);
	dma_cap_set(type, mask);
	return dma_request_channel(mask, name ? dmacheck_channel_filter : NULL, name);
}

static inline dma_addr_t client_map(struct device *dev, void *bytes, size_t size,
				    enum dma_data_direction direction)
{
	dma_addr_t address = dma_map_single(dev, bytes, size, direction);

	EXPECT(!dma_mapping_error(dev, address));
	return address;
}

/* Submitted and issued; a negative errno if there is no descriptor. */
static inline dma_cookie_t client_start(struct dma_async_tx_descriptor *desc,
					dma_async_tx_callback callback, void *param)
{
	struct dma_chan *chan;
	dma_cookie_t cookie;

	if (!EXPECT(desc))
		return -ENOMEM;
	chan = desc->chan;
	desc->callback = callback;
	desc->callback_param = param;
	cookie = dmaengine_submit(desc);
	EXPECT(!dma_submit_error(cookie));
	dma_async_issue_pending(chan);
	return cookie;
}

#endif /* CLIENT_H */
