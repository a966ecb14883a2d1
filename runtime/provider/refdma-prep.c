/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refdma-prep.c - descriptors, and the transfers from memory to memory
 *
 * Nothing is looked at here but the arguments: whether memory is mapped shows
 * when the hardware goes there.
 */
#include "refdma.h"

#include "runtime/kernel/fault.h"

struct refdma_desc *refdma_desc_alloc(struct refdma_channel *channel,
				      size_t segments, size_t operands)
{
	struct refdma_desc *desc;
	size_t segment_bytes, size;

	if (segments > UINT_MAX ||
	    __builtin_mul_overflow(segments, sizeof(*desc->segments), &segment_bytes) ||
	    __builtin_add_overflow(segment_bytes, sizeof(*desc) +
				   operands * sizeof(*desc->operands), &size))
		return NULL;
	refdma_desc_reap(channel, false);
	desc = engine_zalloc(size);
	if (!desc)
		return NULL;
	desc->segments = (void *)(desc + 1);
	desc->segment_count = segments;
	desc->operands = (void *)(desc->segments + segments);
	desc->operand_count = operands;
	desc->burst = REFDMA_MEMORY_BURST;
	desc->width = 1;
	desc->direction = DMA_MEM_TO_MEM;
	INIT_LIST_HEAD(&desc->vd.node);
	return desc;
}

struct dma_async_tx_descriptor *refdma_desc_ready(struct refdma_channel *channel,
						  struct refdma_desc *desc,
						  unsigned long flags)
{
	unsigned int i;

	desc->length = 0;
	for (i = 0; i < desc->segment_count; i++)
		desc->length += desc->segments[i].length;
	return vchan_tx_prep(&channel->vc, &desc->vd, flags);
}

/* Whether the hardware, or async_tx, still needs the memory of @desc. */
static bool desc_is_needed(struct refdma_channel *channel, struct refdma_desc *desc)
{
	if (channel->active == desc) {
		channel->active = NULL;
		refdma_run_start(channel);
	}
	if (channel->aborted == desc)
		channel->aborted = NULL;
	if (channel->moving == desc) {
		desc->freed = true;
		return true;
	}
	if (!desc->finished || !desc->keep_unacked || async_tx_test_ack(&desc->vd.tx))
		return false;
	list_add_tail(&desc->vd.node, &channel->unacked);
	return true;
}

/* The virtual channel's desc_free: after the callback, or never submitted. */
void refdma_desc_free(struct virt_dma_desc *vd)
{
	struct refdma_desc *desc = to_refdma_desc(vd);
	struct refdma_channel *channel = to_refdma(vd->tx.chan);
	unsigned long flags;
	bool needed;

	dma_descriptor_unmap(&vd->tx);
	if (desc->finished)
		dma_run_dependencies(&vd->tx);
	spin_lock_irqsave(&channel->vc.lock, flags);
	needed = desc_is_needed(channel, desc);
	spin_unlock_irqrestore(&channel->vc.lock, flags);
	if (!needed)
		engine_free(desc);
}

void refdma_desc_reap(struct refdma_channel *channel, bool all)
{
	struct virt_dma_desc *vd, *next;
	unsigned long flags;

	spin_lock_irqsave(&channel->vc.lock, flags);
	list_for_each_entry_safe(vd, next, &channel->unacked, node) {
		if (!all && !async_tx_test_ack(&vd->tx))
			break;
		list_del(&vd->node);
		engine_free(to_refdma_desc(vd));
	}
	spin_unlock_irqrestore(&channel->vc.lock, flags);
}

/* The usual beginning: one run of @length bytes. */
static struct refdma_desc *desc_for(struct dma_chan *chan, dma_addr_t target,
				    dma_addr_t source, size_t length,
				    unsigned int operands, refdma_mover move)
{
	struct refdma_desc *desc;

	if (!length || length > UINT_MAX || operands > REFDMA_MAX_SOURCES)
		return NULL;
	desc = refdma_desc_alloc(to_refdma(chan), 1, operands);
	if (!desc)
		return NULL;
	desc->segments[0] = (struct refdma_segment){ source, target, length };
	desc->move = move;
	desc->keep_unacked = true;
	return desc;
}

static void set_operands(struct refdma_desc *desc, const dma_addr_t *sources,
			 const unsigned char *coefficients)
{
	unsigned int i;

	for (i = 0; i < desc->operand_count; i++)
		desc->operands[i] = (struct refdma_operand){
			sources[i], coefficients ? coefficients[i] : 1
		};
}

static struct dma_async_tx_descriptor *
prep_memcpy(struct dma_chan *chan, dma_addr_t target, dma_addr_t source,
	    size_t length, unsigned long flags)
{
	struct refdma_desc *desc = desc_for(chan, target, source, length, 0,
					    refdma_move_copy);

	return desc ? refdma_desc_ready(to_refdma(chan), desc, flags) : NULL;
}

static struct dma_async_tx_descriptor *
prep_memset(struct dma_chan *chan, dma_addr_t target, int value, size_t length,
	    unsigned long flags)
{
	struct refdma_desc *desc = desc_for(chan, target, 0, length, 0,
					    refdma_move_fill);

	if (!desc)
		return NULL;
	desc->value = value;
	return refdma_desc_ready(to_refdma(chan), desc, flags);
}

static struct dma_async_tx_descriptor *
prep_xor(struct dma_chan *chan, dma_addr_t target, dma_addr_t *sources,
	 unsigned int count, size_t length, unsigned long flags)
{
	struct refdma_desc *desc = desc_for(chan, target, 0, length, count,
					    refdma_move_xor);

	if (!desc)
		return NULL;
	set_operands(desc, sources, NULL);
	return refdma_desc_ready(to_refdma(chan), desc, flags);
}

static struct dma_async_tx_descriptor *
prep_xor_val(struct dma_chan *chan, dma_addr_t *sources, unsigned int count,
	     size_t length, enum sum_check_flags *result, unsigned long flags)
{
	struct refdma_desc *desc = desc_for(chan, 0, 0, length, count,
					    refdma_move_xor_check);

	if (!desc)
		return NULL;
	set_operands(desc, sources, NULL);
	desc->check = result;
	return refdma_desc_ready(to_refdma(chan), desc, flags);
}

static struct dma_async_tx_descriptor *
prep_pq(struct dma_chan *chan, dma_addr_t *parity, dma_addr_t *sources,
	unsigned int count, const unsigned char *coefficients, size_t length,
	unsigned long flags)
{
	struct refdma_desc *desc = desc_for(chan, 0, 0, length, count,
					    refdma_move_pq);

	if (!desc)
		return NULL;
	set_operands(desc, sources, coefficients);
	desc->parity[0] = parity[0];
	desc->parity[1] = parity[1];
	return refdma_desc_ready(to_refdma(chan), desc, flags);
}

static struct dma_async_tx_descriptor *
prep_pq_val(struct dma_chan *chan, dma_addr_t *parity, dma_addr_t *sources,
	    unsigned int count, const unsigned char *coefficients, size_t length,
	    enum sum_check_flags *result, unsigned long flags)
{
	struct refdma_desc *desc = desc_for(chan, 0, 0, length, count,
					    refdma_move_pq_check);

	if (!desc)
		return NULL;
	set_operands(desc, sources, coefficients);
	desc->parity[0] = parity[0];
	desc->parity[1] = parity[1];
	desc->check = result;
	return refdma_desc_ready(to_refdma(chan), desc, flags);
}

/* No bytes, only the interrupt. */
static struct dma_async_tx_descriptor *
prep_interrupt(struct dma_chan *chan, unsigned long flags)
{
	struct refdma_desc *desc = refdma_desc_alloc(to_refdma(chan), 0, 0);

	if (!desc)
		return NULL;
	desc->move = refdma_move_nothing;
	desc->keep_unacked = true;
	return refdma_desc_ready(to_refdma(chan), desc, flags);
}

void refdma_prep_ops(struct dma_device *dma)
{
	if (dma_has_cap(DMA_MEMCPY, dma->cap_mask))
		dma->device_prep_dma_memcpy = prep_memcpy;
	if (dma_has_cap(DMA_MEMSET, dma->cap_mask))
		dma->device_prep_dma_memset = prep_memset;
	if (dma_has_cap(DMA_XOR, dma->cap_mask))
		dma->device_prep_dma_xor = prep_xor;
	if (dma_has_cap(DMA_XOR_VAL, dma->cap_mask))
		dma->device_prep_dma_xor_val = prep_xor_val;
	if (dma_has_cap(DMA_PQ, dma->cap_mask))
		dma->device_prep_dma_pq = prep_pq;
	if (dma_has_cap(DMA_PQ_VAL, dma->cap_mask))
		dma->device_prep_dma_pq_val = prep_pq_val;
	if (dma_has_cap(DMA_INTERRUPT, dma->cap_mask))
		dma->device_prep_dma_interrupt = prep_interrupt;
	if (dma_has_cap(DMA_INTERLEAVE, dma->cap_mask))
		dma->device_prep_interleaved_dma = refdma_prep_interleaved;
	dma->max_xor = REFDMA_MAX_SOURCES;
	dma_set_maxpq(dma, REFDMA_MAX_SOURCES, 1);
}
