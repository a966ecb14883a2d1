/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * watch.h - the client calls that pass the watch layer before the core
 *
 *   client -> dmacheck_NAME() -> NAME() of the core, ours or a kernel tree's
 *
 * Comes last in linux/dmaengine.h. The core itself and the watch layer define
 * DMACHECK_CORE, and see both names.
 */
#ifndef DMACHECK_WATCH_H
#define DMACHECK_WATCH_H

struct device_node;

struct dma_chan *dmacheck_dma_request_channel(const dma_cap_mask_t *mask,
					      dma_filter_fn fn, void *fn_param,
					      struct device_node *np);
struct dma_chan *dmacheck_dma_request_chan(struct device *dev, const char *name);
struct dma_chan *dmacheck_dma_request_chan_by_mask(const dma_cap_mask_t *mask);
struct dma_chan *dmacheck_devm_dma_request_chan(struct device *dev,
						const char *name);
struct dma_chan *dmacheck_dma_request_slave_channel(struct device *dev,
						    const char *name);
struct dma_chan *dmacheck_dma_request_slave_channel_compat(
	const dma_cap_mask_t mask, dma_filter_fn fn, void *fn_param,
	struct device *dev, const char *name);
struct dma_chan *dmacheck_dma_get_slave_channel(struct dma_chan *chan);
struct dma_chan *dmacheck_dma_get_any_slave_channel(struct dma_device *device);
void dmacheck_dma_release_channel(struct dma_chan *chan);
struct dma_chan *dmacheck_dma_find_channel(enum dma_transaction_type tx_type);
void dmacheck_dmaengine_get(void);
void dmacheck_dmaengine_put(void);

int dmacheck_dma_async_device_register(struct dma_device *device);
int dmacheck_dmaenginem_async_device_register(struct dma_device *device);
void dmacheck_dma_async_device_unregister(struct dma_device *device);

int dmacheck_dmaengine_terminate_all(struct dma_chan *chan);
int dmacheck_dmaengine_terminate_async(struct dma_chan *chan);
int dmacheck_dmaengine_terminate_sync(struct dma_chan *chan);
void dmacheck_dmaengine_synchronize(struct dma_chan *chan);
void dmacheck_dma_set_unmap(struct dma_async_tx_descriptor *tx,
			    struct dmaengine_unmap_data *unmap);
void dmacheck_dma_descriptor_unmap(struct dma_async_tx_descriptor *tx);
enum dma_status dmacheck_dma_async_is_tx_complete(struct dma_chan *chan,
						  dma_cookie_t cookie,
						  dma_cookie_t *last,
						  dma_cookie_t *used);
enum dma_status dmacheck_dma_sync_wait(struct dma_chan *chan, dma_cookie_t cookie);
enum dma_status dmacheck_dma_wait_for_async_tx(struct dma_async_tx_descriptor *tx);
void dmacheck_dma_issue_pending_all(void);

#ifndef DMACHECK_CORE
#define __dma_request_channel dmacheck_dma_request_channel
#define dma_request_chan dmacheck_dma_request_chan
#define dma_request_chan_by_mask dmacheck_dma_request_chan_by_mask
#define devm_dma_request_chan dmacheck_devm_dma_request_chan
#define dma_request_slave_channel dmacheck_dma_request_slave_channel
#define dma_request_slave_channel_compat \
	dmacheck_dma_request_slave_channel_compat
#define dma_get_slave_channel dmacheck_dma_get_slave_channel
#define dma_get_any_slave_channel dmacheck_dma_get_any_slave_channel
#define dma_release_channel dmacheck_dma_release_channel
#define dma_find_channel dmacheck_dma_find_channel
#define dmaengine_get dmacheck_dmaengine_get
#define dmaengine_put dmacheck_dmaengine_put
#define dma_async_device_register dmacheck_dma_async_device_register
#define dmaenginem_async_device_register \
	dmacheck_dmaenginem_async_device_register
#define dma_async_device_unregister dmacheck_dma_async_device_unregister
#define dmaengine_terminate_all dmacheck_dmaengine_terminate_all
#define dmaengine_terminate_async dmacheck_dmaengine_terminate_async
#define dmaengine_terminate_sync dmacheck_dmaengine_terminate_sync
#define dmaengine_synchronize dmacheck_dmaengine_synchronize
#define dma_set_unmap dmacheck_dma_set_unmap
#define dma_descriptor_unmap dmacheck_dma_descriptor_unmap
#define dma_async_is_tx_complete dmacheck_dma_async_is_tx_complete
#define dma_sync_wait dmacheck_dma_sync_wait
#define dma_wait_for_async_tx dmacheck_dma_wait_for_async_tx
#define dma_issue_pending_all dmacheck_dma_issue_pending_all
#endif

#endif /* DMACHECK_WATCH_H */
