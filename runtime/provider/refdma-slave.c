/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refdma-slave.c - transfers with a peripheral, and interleaved ones
 *
 * The configuration counts as it is at prep: a later one is for later preps. A
 * channel that was not configured, lengths that are no whole number of the
 * peripheral's width, and directions that make no sense give no descriptor.
 */
#include "refdma.h"

#include <linux/scatterlist.h>

#include "runtime/kernel/fault.h"

/* The peripheral's end of a transfer. */
struct end {
	dma_addr_t fifo;
	size_t width;
	size_t burst;
};

static int end_of(struct refdma_channel *channel, enum dma_transfer_direction direction,
		  struct end *ret_end)
{
	struct dma_slave_config config;
	unsigned long flags;
	bool configured, in = direction == DMA_DEV_TO_MEM;
	size_t width;

	if (!in && direction != DMA_MEM_TO_DEV)
		return -EINVAL;
	spin_lock_irqsave(&channel->vc.lock, flags);
	configured = channel->configured;
	config = channel->config;
	spin_unlock_irqrestore(&channel->vc.lock, flags);
	if (!configured)
		return -EINVAL;

	width = max_t(size_t, in ? config.src_addr_width : config.dst_addr_width, 1);
	ret_end->fifo = in ? config.src_addr : config.dst_addr;
	ret_end->width = width;
	ret_end->burst = width * max_t(size_t, 1, in ? config.src_maxburst :
						       config.dst_maxburst);
	return 0;
}

static struct refdma_desc *slave_alloc(struct refdma_channel *channel, size_t segments,
				       enum dma_transfer_direction direction,
				       const struct end *end)
{
	struct refdma_desc *desc = refdma_desc_alloc(channel, segments, 0);

	if (!desc)
		return NULL;
	desc->direction = direction;
	desc->width = end->width;
	desc->burst = end->burst;
	desc->peripheral = true;
	desc->move = direction == DMA_DEV_TO_MEM ? refdma_move_from_fifo :
						   refdma_move_to_fifo;
	return desc;
}

static int slave_segment(struct refdma_desc *desc, unsigned int index,
			 const struct end *end, dma_addr_t memory, size_t length)
{
	if (!length || length % end->width)
		return -EINVAL;
	if (desc->direction == DMA_DEV_TO_MEM)
		desc->segments[index] = (struct refdma_segment){ end->fifo, memory, length };
	else
		desc->segments[index] = (struct refdma_segment){ memory, end->fifo, length };
	return 0;
}

static struct dma_async_tx_descriptor *
prep_slave_sg(struct dma_chan *chan, struct scatterlist *list, unsigned int count,
	      enum dma_transfer_direction direction, unsigned long flags,
	      void *context)
{
	struct refdma_channel *channel = to_refdma(chan);
	struct refdma_desc *desc;
	struct scatterlist *entry;
	struct end end;
	unsigned int i;

	if (!list || !count || end_of(channel, direction, &end))
		return NULL;
	desc = slave_alloc(channel, count, direction, &end);
	if (!desc)
		return NULL;
	for_each_sg(list, entry, count, i) {
		if (!entry || slave_segment(desc, i, &end, sg_dma_address(entry),
					    sg_dma_len(entry))) {
			engine_free(desc);
			return NULL;
		}
	}
	return refdma_desc_ready(channel, desc, flags);
}

/* struct dma_vec came with 6.11. */
#if !defined(DMACHECK_TREE_VERSION) || DMACHECK_TREE_VERSION >= 0x060b00
static struct dma_async_tx_descriptor *
prep_peripheral_vec(struct dma_chan *chan, const struct dma_vec *vecs, size_t count,
		    enum dma_transfer_direction direction, unsigned long flags)
{
	struct refdma_channel *channel = to_refdma(chan);
	struct refdma_desc *desc;
	struct end end;
	size_t i;

	if (!vecs || !count || end_of(channel, direction, &end))
		return NULL;
	desc = slave_alloc(channel, count, direction, &end);
	if (!desc)
		return NULL;
	for (i = 0; i < count; i++) {
		if (slave_segment(desc, i, &end, vecs[i].addr, vecs[i].len)) {
			engine_free(desc);
			return NULL;
		}
	}
	return refdma_desc_ready(channel, desc, flags);
}

static void vec_ops(struct dma_device *dma)
{
	dma->device_prep_peripheral_dma_vec = prep_peripheral_vec;
}
#else
static void vec_ops(struct dma_device *dma)
{
}
#endif

static struct dma_async_tx_descriptor *
prep_cyclic(struct dma_chan *chan, dma_addr_t memory, size_t length, size_t period,
	    enum dma_transfer_direction direction, unsigned long flags)
{
	struct refdma_channel *channel = to_refdma(chan);
	struct refdma_desc *desc;
	struct end end;
	size_t i;

	if (!length || !period || length % period ||
	    end_of(channel, direction, &end))
		return NULL;
	desc = slave_alloc(channel, length / period, direction, &end);
	if (!desc)
		return NULL;
	desc->period = period;
	for (i = 0; i < length / period; i++) {
		if (slave_segment(desc, i, &end, memory + i * period, period)) {
			engine_free(desc);
			return NULL;
		}
	}
	return refdma_desc_ready(channel, desc, flags);
}

/*
 * Fills in the segments of a template, a chunk each; a fixed end stays where
 * the first byte of it was.
 */
static void interleave(struct refdma_desc *desc, struct dma_interleaved_template *xt,
		       dma_addr_t source, dma_addr_t target)
{
	struct refdma_segment *segment = desc->segments;
	size_t frame, i;

	for (frame = 0; frame < xt->numf; frame++) {
		for (i = 0; i < xt->frame_size; i++) {
			struct data_chunk *chunk = &xt->sgl[i];

			*segment++ = (struct refdma_segment){ source, target, chunk->size };
			if (xt->src_inc)
				source += chunk->size + dmaengine_get_src_icg(xt, chunk);
			if (xt->dst_inc)
				target += chunk->size + dmaengine_get_dst_icg(xt, chunk);
		}
	}
}

/* Memory moves on, a peripheral does not. */
static bool template_makes_sense(const struct dma_interleaved_template *xt)
{
	size_t i;

	if (!xt->numf || !xt->frame_size)
		return false;
	for (i = 0; i < xt->frame_size; i++)
		if (!xt->sgl[i].size)
			return false;
	switch (xt->dir) {
	case DMA_MEM_TO_MEM:
		return xt->src_inc && xt->dst_inc;
	case DMA_MEM_TO_DEV:
		return xt->src_inc && !xt->dst_inc;
	case DMA_DEV_TO_MEM:
		return !xt->src_inc && xt->dst_inc;
	default:
		return false;
	}
}

static bool chunks_fit(const struct dma_interleaved_template *xt, size_t width)
{
	size_t i;

	for (i = 0; i < xt->frame_size; i++)
		if (xt->sgl[i].size % width)
			return false;
	return true;
}

/* The template's own address of the peripheral counts before the configuration's. */
static struct refdma_desc *interleave_slave(struct refdma_channel *channel,
					    struct dma_interleaved_template *xt,
					    size_t segments)
{
	struct refdma_desc *desc;
	struct end end;
	dma_addr_t fifo;

	if (!dma_has_cap(DMA_SLAVE, channel->device->dma.cap_mask) ||
	    end_of(channel, xt->dir, &end) || !chunks_fit(xt, end.width))
		return NULL;
	desc = slave_alloc(channel, segments, xt->dir, &end);
	if (!desc)
		return NULL;
	if (xt->dir == DMA_DEV_TO_MEM) {
		fifo = xt->src_start ? xt->src_start : end.fifo;
		interleave(desc, xt, fifo, xt->dst_start);
	} else {
		fifo = xt->dst_start ? xt->dst_start : end.fifo;
		interleave(desc, xt, xt->src_start, fifo);
	}
	return desc;
}

struct dma_async_tx_descriptor *
refdma_prep_interleaved(struct dma_chan *chan,
			struct dma_interleaved_template *xt, unsigned long flags)
{
	struct refdma_channel *channel = to_refdma(chan);
	struct refdma_desc *desc;
	size_t segments;

	if (!xt || !template_makes_sense(xt) ||
	    __builtin_mul_overflow(xt->numf, xt->frame_size, &segments))
		return NULL;
	if (xt->dir == DMA_MEM_TO_MEM) {
		desc = refdma_desc_alloc(channel, segments, 0);
		if (!desc)
			return NULL;
		desc->move = refdma_move_copy;
		interleave(desc, xt, xt->src_start, xt->dst_start);
	} else {
		desc = interleave_slave(channel, xt, segments);
		if (!desc)
			return NULL;
	}
	return refdma_desc_ready(channel, desc, flags);
}

void refdma_slave_ops(struct dma_device *dma)
{
	if (dma_has_cap(DMA_SLAVE, dma->cap_mask)) {
		dma->device_prep_slave_sg = prep_slave_sg;
		vec_ops(dma);
	}
	if (dma_has_cap(DMA_CYCLIC, dma->cap_mask))
		dma->device_prep_dma_cyclic = prep_cyclic;
}
