/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-client.c - what a client does with a channel: straight to its operations
 *
 * Return codes as in include/linux/dmaengine.h of 6.12, where these are inline.
 * What is checked and told about a call is up to the watch layer (watch.c).
 */
#define DMACHECK_CORE
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/processor.h>

#include "runtime/engine/core.h"

enum { SYNC_WAIT_MS = 5000 };

/* --- configuration and capabilities --- */

int dmaengine_slave_config(struct dma_chan *chan,
			   struct dma_slave_config *config)
{
	if (!chan->device->device_config)
		return -ENOSYS;
	return chan->device->device_config(chan, config);
}
EXPORT_SYMBOL_GPL(dmaengine_slave_config);

int dma_get_slave_caps(struct dma_chan *chan, struct dma_slave_caps *caps)
{
	struct dma_device *device;

	if (!chan || !caps)
		return -EINVAL;
	device = chan->device;
	if (!dma_has_cap(DMA_SLAVE, device->cap_mask) &&
	    !dma_has_cap(DMA_CYCLIC, device->cap_mask))
		return -ENXIO;
	if (!device->directions)	/* says nothing of what it can */
		return -ENXIO;

	*caps = (struct dma_slave_caps) {
		.src_addr_widths = device->src_addr_widths,
		.dst_addr_widths = device->dst_addr_widths,
		.directions = device->directions,
		.min_burst = device->min_burst,
		.max_burst = device->max_burst,
		.max_sg_burst = device->max_sg_burst,
		.cmd_pause = device->device_pause != NULL,
		.cmd_resume = device->device_resume != NULL,
		.cmd_terminate = device->device_terminate_all != NULL,
		.residue_granularity = device->residue_granularity,
		.descriptor_reuse = device->descriptor_reuse,
	};
	if (device->device_caps)
		device->device_caps(chan, caps);
	return 0;
}
EXPORT_SYMBOL_GPL(dma_get_slave_caps);

/* --- prep --- */

/* The channel's operation, or NULL. */
#define prep_op(chan, op) \
	((chan) && (chan)->device ? (chan)->device->device_prep_##op : NULL)

struct dma_async_tx_descriptor *dmaengine_prep_slave_sg(
	struct dma_chan *chan, struct scatterlist *sgl, unsigned int sg_len,
	enum dma_transfer_direction dir, unsigned long flags)
{
	if (!prep_op(chan, slave_sg))
		return NULL;
	return prep_op(chan, slave_sg)(chan, sgl, sg_len, dir, flags, NULL);
}
EXPORT_SYMBOL_GPL(dmaengine_prep_slave_sg);

struct dma_async_tx_descriptor *dmaengine_prep_slave_single(
	struct dma_chan *chan, dma_addr_t buf, size_t len,
	enum dma_transfer_direction dir, unsigned long flags)
{
	struct scatterlist only = { .dma_address = buf, .dma_length = len };

	sg_mark_end(&only);
	return dmaengine_prep_slave_sg(chan, &only, 1, dir, flags);
}
EXPORT_SYMBOL_GPL(dmaengine_prep_slave_single);

struct dma_async_tx_descriptor *dmaengine_prep_peripheral_dma_vec(
	struct dma_chan *chan, const struct dma_vec *vecs, size_t nents,
	enum dma_transfer_direction dir, unsigned long flags)
{
	if (!prep_op(chan, peripheral_dma_vec))
		return NULL;
	return prep_op(chan, peripheral_dma_vec)(chan, vecs, nents, dir, flags);
}
EXPORT_SYMBOL_GPL(dmaengine_prep_peripheral_dma_vec);

struct dma_async_tx_descriptor *dmaengine_prep_dma_cyclic(
	struct dma_chan *chan, dma_addr_t buf_addr, size_t buf_len,
	size_t period_len, enum dma_transfer_direction dir,
	unsigned long flags)
{
	if (!prep_op(chan, dma_cyclic))
		return NULL;
	return prep_op(chan, dma_cyclic)(chan, buf_addr, buf_len, period_len,
					 dir, flags);
}
EXPORT_SYMBOL_GPL(dmaengine_prep_dma_cyclic);

struct dma_async_tx_descriptor *dmaengine_prep_interleaved_dma(
	struct dma_chan *chan, struct dma_interleaved_template *xt,
	unsigned long flags)
{
	if (!prep_op(chan, interleaved_dma))
		return NULL;
	if ((flags & DMA_PREP_REPEAT) &&
	    !dma_has_cap(DMA_REPEAT, chan->device->cap_mask))
		return NULL;
	return prep_op(chan, interleaved_dma)(chan, xt, flags);
}
EXPORT_SYMBOL_GPL(dmaengine_prep_interleaved_dma);

struct dma_async_tx_descriptor *dmaengine_prep_dma_memset(
	struct dma_chan *chan, dma_addr_t dest, int value, size_t len,
	unsigned long flags)
{
	if (!prep_op(chan, dma_memset))
		return NULL;
	return prep_op(chan, dma_memset)(chan, dest, value, len, flags);
}
EXPORT_SYMBOL_GPL(dmaengine_prep_dma_memset);

struct dma_async_tx_descriptor *dmaengine_prep_dma_memcpy(
	struct dma_chan *chan, dma_addr_t dest, dma_addr_t src, size_t len,
	unsigned long flags)
{
	if (!prep_op(chan, dma_memcpy))
		return NULL;
	return prep_op(chan, dma_memcpy)(chan, dest, src, len, flags);
}
EXPORT_SYMBOL_GPL(dmaengine_prep_dma_memcpy);

/* --- submit, issue, status --- */

void dma_async_tx_descriptor_init(struct dma_async_tx_descriptor *tx,
				  struct dma_chan *chan)
{
	tx->chan = chan;
}
EXPORT_SYMBOL(dma_async_tx_descriptor_init);

dma_cookie_t dmaengine_submit(struct dma_async_tx_descriptor *desc)
{
	return desc->tx_submit(desc);
}
EXPORT_SYMBOL_GPL(dmaengine_submit);

void dma_async_issue_pending(struct dma_chan *chan)
{
	chan->device->device_issue_pending(chan);
}
EXPORT_SYMBOL_GPL(dma_async_issue_pending);

/* Without channel switching no descriptor has dependents. */
void dma_run_dependencies(struct dma_async_tx_descriptor *tx)
{
}
EXPORT_SYMBOL_GPL(dma_run_dependencies);

enum dma_status dmaengine_tx_status(struct dma_chan *chan, dma_cookie_t cookie,
				    struct dma_tx_state *state)
{
	return chan->device->device_tx_status(chan, cookie, state);
}
EXPORT_SYMBOL_GPL(dmaengine_tx_status);

enum dma_status dma_async_is_tx_complete(struct dma_chan *chan,
					 dma_cookie_t cookie,
					 dma_cookie_t *last, dma_cookie_t *used)
{
	struct dma_tx_state seen = {};
	enum dma_status status = dmaengine_tx_status(chan, cookie, &seen);

	if (used)
		*used = seen.used;
	if (last)
		*last = seen.last;
	return status;
}
EXPORT_SYMBOL_GPL(dma_async_is_tx_complete);

static unsigned long wait_end(void)
{
	return jiffies + msecs_to_jiffies(SYNC_WAIT_MS);
}

/* What is seen at the end is an error, even if it is not in progress any more. */
static enum dma_status status_until(struct dma_chan *chan, dma_cookie_t cookie,
				    unsigned long end)
{
	enum dma_status status = dma_async_is_tx_complete(chan, cookie, NULL, NULL);

	if (time_before(jiffies, end))
		return status;
	dev_err(chan->device->dev, "dma_sync_wait: timeout!\n");
	return DMA_ERROR;
}

enum dma_status dma_sync_wait(struct dma_chan *chan, dma_cookie_t cookie)
{
	unsigned long end = wait_end();
	enum dma_status status;

	dma_async_issue_pending(chan);
	while ((status = status_until(chan, cookie, end)) == DMA_IN_PROGRESS)
		cpu_relax();
	return status;
}
EXPORT_SYMBOL(dma_sync_wait);

/* async_tx holds a descriptor back with the cookie -EBUSY. */
static bool held_back(const struct dma_async_tx_descriptor *tx)
{
	return READ_ONCE(tx->cookie) == -EBUSY;
}

enum dma_status dma_wait_for_async_tx(struct dma_async_tx_descriptor *tx)
{
	unsigned long end = wait_end();
	bool late = false;

	if (!tx)
		return DMA_COMPLETE;
	for (; held_back(tx) && !late; late = time_after_eq(jiffies, end))
		cpu_relax();
	if (!late)
		return dma_sync_wait(tx->chan, tx->cookie);
	dev_err(tx->chan->device->dev,
		"dma_wait_for_async_tx timeout waiting for descriptor submission\n");
	return DMA_ERROR;
}
EXPORT_SYMBOL_GPL(dma_wait_for_async_tx);

/* --- pause, terminate, synchronize --- */

int dmaengine_pause(struct dma_chan *chan)
{
	if (!chan->device->device_pause)
		return -ENOSYS;
	return chan->device->device_pause(chan);
}
EXPORT_SYMBOL_GPL(dmaengine_pause);

int dmaengine_resume(struct dma_chan *chan)
{
	if (!chan->device->device_resume)
		return -ENOSYS;
	return chan->device->device_resume(chan);
}
EXPORT_SYMBOL_GPL(dmaengine_resume);

int dmaengine_terminate_all(struct dma_chan *chan)
{
	if (!chan->device->device_terminate_all)
		return -ENOSYS;
	return chan->device->device_terminate_all(chan);
}
EXPORT_SYMBOL_GPL(dmaengine_terminate_all);

int dmaengine_terminate_async(struct dma_chan *chan)
{
	if (!chan->device->device_terminate_all)
		return -EINVAL;
	return chan->device->device_terminate_all(chan);
}
EXPORT_SYMBOL_GPL(dmaengine_terminate_async);

void dmaengine_synchronize(struct dma_chan *chan)
{
	might_sleep();
	if (chan->device->device_synchronize)
		chan->device->device_synchronize(chan);
}
EXPORT_SYMBOL_GPL(dmaengine_synchronize);

int dmaengine_terminate_sync(struct dma_chan *chan)
{
	int err = dmaengine_terminate_async(chan);

	if (err)
		return err;
	dmaengine_synchronize(chan);
	return 0;
}
EXPORT_SYMBOL_GPL(dmaengine_terminate_sync);

/* --- metadata --- */

/* A descriptor has metadata in one mode only, the first that was asked for. */
static int use_mode(struct dma_async_tx_descriptor *desc,
		    enum dma_desc_metadata_mode mode)
{
	if (desc->desc_metadata_mode)
		return desc->desc_metadata_mode == mode ? 0 : -EINVAL;
	if (!dmaengine_is_metadata_mode_supported(desc->chan, mode))
		return -ENOTSUPP;
	desc->desc_metadata_mode = mode;
	return 0;
}

/* The provider's operation, or NULL. */
#define metadata_op(desc, op) \
	((desc)->metadata_ops ? (desc)->metadata_ops->op : NULL)

/* Return: 0 if @desc can have metadata in @mode, by an operation that it has. */
static int may_use(struct dma_async_tx_descriptor *desc,
		   enum dma_desc_metadata_mode mode, bool has_op)
{
	int err = use_mode(desc, mode);

	if (err)
		return err;
	return has_op ? 0 : -ENOTSUPP;
}

int dmaengine_desc_attach_metadata(struct dma_async_tx_descriptor *desc,
				   void *data, size_t len)
{
	int err;

	if (!desc)
		return -EINVAL;
	err = may_use(desc, DESC_METADATA_CLIENT, metadata_op(desc, attach));
	return err ? err : metadata_op(desc, attach)(desc, data, len);
}
EXPORT_SYMBOL_GPL(dmaengine_desc_attach_metadata);

void *dmaengine_desc_get_metadata_ptr(struct dma_async_tx_descriptor *desc,
				      size_t *payload_len, size_t *max_len)
{
	int err;

	if (!desc)
		return ERR_PTR(-EINVAL);
	err = may_use(desc, DESC_METADATA_ENGINE, metadata_op(desc, get_ptr));
	if (err)
		return ERR_PTR(err);
	return metadata_op(desc, get_ptr)(desc, payload_len, max_len);
}
EXPORT_SYMBOL_GPL(dmaengine_desc_get_metadata_ptr);

int dmaengine_desc_set_metadata_len(struct dma_async_tx_descriptor *desc,
				    size_t payload_len)
{
	int err;

	if (!desc)
		return -EINVAL;
	err = may_use(desc, DESC_METADATA_ENGINE, metadata_op(desc, set_len));
	return err ? err : metadata_op(desc, set_len)(desc, payload_len);
}
EXPORT_SYMBOL_GPL(dmaengine_desc_set_metadata_len);

/* --- reuse --- */

int dmaengine_desc_set_reuse(struct dma_async_tx_descriptor *tx)
{
	struct dma_slave_caps caps;
	int err = dma_get_slave_caps(tx->chan, &caps);

	if (err)
		return err;
	if (!caps.descriptor_reuse)
		return -EPERM;
	tx->flags |= DMA_CTRL_REUSE;
	return 0;
}
EXPORT_SYMBOL_GPL(dmaengine_desc_set_reuse);

int dmaengine_desc_free(struct dma_async_tx_descriptor *desc)
{
	if (!dmaengine_desc_test_reuse(desc))
		return -EPERM;
	return desc->desc_free(desc);
}
EXPORT_SYMBOL_GPL(dmaengine_desc_free);
