/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dmaengine.h - what providers share: cookies, residues, callbacks
 *
 * The interface of drivers/dma/dmaengine.h, so that one provider compiles with
 * this file and with a kernel tree's.
 */
#ifndef DMAENGINE_H
#define DMAENGINE_H

#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/dmaengine.h>

static inline void dma_cookie_init(struct dma_chan *chan)
{
	chan->cookie = DMA_MIN_COOKIE;
	chan->completed_cookie = DMA_MIN_COOKIE;
}

/* Gives @tx the channel's next cookie. The caller holds the channel's lock. */
static inline dma_cookie_t dma_cookie_assign(struct dma_async_tx_descriptor *tx)
{
	struct dma_chan *chan = tx->chan;
	dma_cookie_t next = (dma_cookie_t)((u32)chan->cookie + 1);

	if (next < DMA_MIN_COOKIE)
		next = DMA_MIN_COOKIE;
	WRITE_ONCE(chan->cookie, next);
	tx->cookie = next;
	return next;
}

/*
 * The channel has completed @tx. Its cookie becomes 0, so that a second completion
 * shows. The caller holds the channel's lock.
 */
static inline void dma_cookie_complete(struct dma_async_tx_descriptor *tx)
{
	BUG_ON(tx->cookie < DMA_MIN_COOKIE);
	WRITE_ONCE(tx->chan->completed_cookie, tx->cookie);
	tx->cookie = 0;
}

/* Fills in @state, which may be NULL, with residue 0. No lock needed. */
static inline enum dma_status dma_cookie_status(struct dma_chan *chan,
						dma_cookie_t cookie,
						struct dma_tx_state *state)
{
	struct dma_tx_state now = {};

	/* in this order: what completes meanwhile has been given out before */
	now.used = READ_ONCE(chan->cookie);
	now.last = READ_ONCE(chan->completed_cookie);
	if (state)
		*state = now;
	return dma_async_is_complete(cookie, now.last, now.used);
}

static inline void dma_set_residue(struct dma_tx_state *state, u32 residue)
{
	if (state)
		state->residue = residue;
}

static inline void dma_set_in_flight_bytes(struct dma_tx_state *state,
					   u32 in_flight_bytes)
{
	if (state)
		state->in_flight_bytes = in_flight_bytes;
}

/* A copy of a descriptor's callback: may outlive the descriptor. */
struct dmaengine_desc_callback {
	dma_async_tx_callback callback;
	dma_async_tx_callback_result callback_result;
	void *callback_param;
};

static inline void
dmaengine_desc_get_callback(struct dma_async_tx_descriptor *tx,
			    struct dmaengine_desc_callback *cb)
{
	*cb = (struct dmaengine_desc_callback) {
		.callback = tx->callback,
		.callback_result = tx->callback_result,
		.callback_param = tx->callback_param,
	};
}

/* Without @result the one with a result is told that all went well. */
static inline void
dmaengine_desc_callback_invoke(struct dmaengine_desc_callback *cb,
			       const struct dmaengine_result *result)
{
	const struct dmaengine_result fine = { .result = DMA_TRANS_NOERROR };

	if (cb->callback_result)
		cb->callback_result(cb->callback_param, result ? result : &fine);
	else if (cb->callback)
		cb->callback(cb->callback_param);
}

static inline void
dmaengine_desc_get_callback_invoke(struct dma_async_tx_descriptor *tx,
				   const struct dmaengine_result *result)
{
	struct dmaengine_desc_callback cb;

	dmaengine_desc_get_callback(tx, &cb);
	dmaengine_desc_callback_invoke(&cb, result);
}

static inline bool
dmaengine_desc_callback_valid(struct dmaengine_desc_callback *cb)
{
	return cb->callback_result || cb->callback;
}

struct dma_chan *dma_get_slave_channel(struct dma_chan *chan);
struct dma_chan *dma_get_any_slave_channel(struct dma_device *device);

static inline struct dentry *
dmaengine_get_debugfs_root(struct dma_device *dma_dev)
{
	return dma_dev->dbg_dev_root;
}

#endif /* DMAENGINE_H */
