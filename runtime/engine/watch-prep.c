/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * watch-prep.c - a descriptor is prepared: what it is, and which memory it uses
 *
 * Each thunk: prep_begin(), the provider's operation, prep_end(), then a
 * PREP_BUFFER for each stretch of memory that the device will read or write.
 */
#include "runtime/engine/watch.h"

#include <linux/dma-direction.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/fault.h"

typedef struct dma_async_tx_descriptor tx_t;

struct prep {
	struct watch_channel *channel;
	struct dma_chan *chan;
	enum dma_transaction_type type;
	tx_t *tx;
};

/* The provider's operations, or NULL if the prep is to fail. */
static const struct dma_device *prep_begin(struct prep *prep,
					   struct dma_chan *chan,
					   enum dma_transaction_type type)
{
	*prep = (struct prep) {
		.channel = watch_enter(chan, POINT_CALL),
		.chan = chan, .type = type,
	};
	if (!prep->channel || fault_now(FAULT_PREP))
		return NULL;
	return watch_ops(prep->channel);
}

/* Return: whether there is a descriptor. */
static bool prep_end(struct prep *prep, size_t size)
{
	tx_t *tx = prep->tx;

	if (tx && prep->channel)
		watch_prepared(prep->channel, tx, prep->type == DMA_CYCLIC);
	if (tx)
		context_set_prepared(true);
	dmacheck_emit(PREP, .channel = prep->chan, .object = tx,
		      .type = prep->type, .size = size, .value = tx != NULL);
	return tx != NULL;
}

/* The provider's @op, where it may be called, as the transaction type @what. */
#define PREP(prep, what, op, chan, ...) \
	do { \
		const struct dma_device *ops_ = prep_begin(prep, chan, what); \
		\
		if (ops_) \
			(prep)->tx = ops_->op(chan, __VA_ARGS__); \
	} while (0)

static void tell_buffer(struct prep *prep, dma_addr_t address, size_t size,
			enum dma_data_direction direction)
{
	if (prep->tx && size)
		dmacheck_emit(PREP_BUFFER, .channel = prep->chan,
			      .object = prep->tx, .dma_address = address,
			      .size = size, .direction = direction);
}

static void tell_read(struct prep *prep, dma_addr_t address, size_t size)
{
	tell_buffer(prep, address, size, DMA_TO_DEVICE);
}

static void tell_write(struct prep *prep, dma_addr_t address, size_t size)
{
	tell_buffer(prep, address, size, DMA_FROM_DEVICE);
}

static void tell_reads(struct prep *prep, const dma_addr_t *addresses,
		       unsigned int count, size_t size)
{
	unsigned int i;

	for (i = 0; i < count; i++)
		tell_read(prep, addresses[i], size);
}

/* The memory's side of a transfer with a peripheral. */
static void tell_slave(struct prep *prep, dma_addr_t address, size_t size,
		       enum dma_transfer_direction direction)
{
	if (direction == DMA_MEM_TO_DEV)
		tell_read(prep, address, size);
	else if (direction == DMA_DEV_TO_MEM)
		tell_write(prep, address, size);
}

/* --- memory to memory --- */

tx_t *thunk_device_prep_dma_memcpy(struct dma_chan *chan, dma_addr_t dst,
				   dma_addr_t src, size_t len,
				   unsigned long flags)
{
	struct prep prep;

	PREP(&prep, DMA_MEMCPY, device_prep_dma_memcpy,
	     chan, dst, src, len, flags);
	prep_end(&prep, len);
	tell_read(&prep, src, len);
	tell_write(&prep, dst, len);
	return prep.tx;
}

tx_t *thunk_device_prep_dma_xor(struct dma_chan *chan, dma_addr_t dst,
				dma_addr_t *src, unsigned int src_cnt,
				size_t len, unsigned long flags)
{
	struct prep prep;

	PREP(&prep, DMA_XOR, device_prep_dma_xor,
	     chan, dst, src, src_cnt, len, flags);
	prep_end(&prep, len);
	tell_reads(&prep, src, src_cnt, len);
	tell_write(&prep, dst, len);
	return prep.tx;
}

tx_t *thunk_device_prep_dma_xor_val(struct dma_chan *chan, dma_addr_t *src,
				    unsigned int src_cnt, size_t len,
				    enum sum_check_flags *result,
				    unsigned long flags)
{
	struct prep prep;

	PREP(&prep, DMA_XOR_VAL, device_prep_dma_xor_val,
	     chan, src, src_cnt, len, result, flags);
	prep_end(&prep, len);
	tell_reads(&prep, src, src_cnt, len);
	return prep.tx;
}

/* P and Q; continued ones are read before they are written. */
static void tell_pq(struct prep *prep, const dma_addr_t *pq, size_t len,
		    unsigned long flags)
{
	const unsigned long disabled[] = {
		DMA_PREP_PQ_DISABLE_P, DMA_PREP_PQ_DISABLE_Q,
	};
	unsigned int i;

	for (i = 0; i < 2; i++) {
		if (flags & disabled[i])
			continue;
		if (flags & DMA_PREP_CONTINUE)
			tell_read(prep, pq[i], len);
		tell_write(prep, pq[i], len);
	}
}

tx_t *thunk_device_prep_dma_pq(struct dma_chan *chan, dma_addr_t *dst,
			       dma_addr_t *src, unsigned int src_cnt,
			       const unsigned char *scf, size_t len,
			       unsigned long flags)
{
	struct prep prep;

	PREP(&prep, DMA_PQ, device_prep_dma_pq,
	     chan, dst, src, src_cnt, scf, len, flags);
	prep_end(&prep, len);
	tell_reads(&prep, src, src_cnt, len);
	tell_pq(&prep, dst, len, flags);
	return prep.tx;
}

tx_t *thunk_device_prep_dma_pq_val(struct dma_chan *chan, dma_addr_t *pq,
				   dma_addr_t *src, unsigned int src_cnt,
				   const unsigned char *scf, size_t len,
				   enum sum_check_flags *pqres,
				   unsigned long flags)
{
	struct prep prep;

	PREP(&prep, DMA_PQ_VAL, device_prep_dma_pq_val,
	     chan, pq, src, src_cnt, scf, len, pqres, flags);
	prep_end(&prep, len);
	tell_reads(&prep, src, src_cnt, len);
	if (!(flags & DMA_PREP_PQ_DISABLE_P))
		tell_read(&prep, pq[0], len);
	if (!(flags & DMA_PREP_PQ_DISABLE_Q))
		tell_read(&prep, pq[1], len);
	return prep.tx;
}

tx_t *thunk_device_prep_dma_memset(struct dma_chan *chan, dma_addr_t dest,
				   int value, size_t len, unsigned long flags)
{
	struct prep prep;

	PREP(&prep, DMA_MEMSET, device_prep_dma_memset,
	     chan, dest, value, len, flags);
	prep_end(&prep, len);
	tell_write(&prep, dest, len);
	return prep.tx;
}

static size_t sg_size(struct scatterlist *sgl, unsigned int count)
{
	struct scatterlist *sg;
	size_t size = 0;
	unsigned int i;

	for_each_sg(sgl, sg, count, i)
		size += sg_dma_len(sg);
	return size;
}

static void tell_sg(struct prep *prep, struct scatterlist *sgl,
		    unsigned int count, enum dma_transfer_direction direction)
{
	struct scatterlist *sg;
	unsigned int i;

	for_each_sg(sgl, sg, count, i)
		tell_slave(prep, sg_dma_address(sg), sg_dma_len(sg), direction);
}

tx_t *thunk_device_prep_dma_memset_sg(struct dma_chan *chan,
				      struct scatterlist *sg,
				      unsigned int nents, int value,
				      unsigned long flags)
{
	struct prep prep;

	PREP(&prep, DMA_MEMSET_SG, device_prep_dma_memset_sg,
	     chan, sg, nents, value, flags);
	if (prep_end(&prep, prep.tx ? sg_size(sg, nents) : 0))
		tell_sg(&prep, sg, nents, DMA_DEV_TO_MEM);
	return prep.tx;
}

tx_t *thunk_device_prep_dma_interrupt(struct dma_chan *chan,
				      unsigned long flags)
{
	struct prep prep;

	PREP(&prep, DMA_INTERRUPT, device_prep_dma_interrupt,
	     chan, flags);
	prep_end(&prep, 0);
	return prep.tx;
}

tx_t *thunk_device_prep_dma_imm_data(struct dma_chan *chan, dma_addr_t dst,
				     u64 data, unsigned long flags)
{
	struct prep prep;

	PREP(&prep, DMA_MEMCPY, device_prep_dma_imm_data,
	     chan, dst, data, flags);
	prep_end(&prep, sizeof(data));
	tell_write(&prep, dst, sizeof(data));
	return prep.tx;
}

/* --- to and from peripherals --- */

#ifdef WATCH_HAS_VEC
tx_t *thunk_device_prep_peripheral_dma_vec(struct dma_chan *chan,
					   const struct dma_vec *vecs,
					   size_t nents,
					   enum dma_transfer_direction direction,
					   unsigned long flags)
{
	struct prep prep;
	size_t i, size = 0;

	for (i = 0; i < nents; i++)
		size += vecs[i].len;
	PREP(&prep, DMA_SLAVE, device_prep_peripheral_dma_vec,
	     chan, vecs, nents, direction, flags);
	prep_end(&prep, size);
	for (i = 0; i < nents; i++)
		tell_slave(&prep, vecs[i].addr, vecs[i].len, direction);
	return prep.tx;
}
#endif

tx_t *thunk_device_prep_slave_sg(struct dma_chan *chan,
				 struct scatterlist *sgl, unsigned int sg_len,
				 enum dma_transfer_direction direction,
				 unsigned long flags, void *context)
{
	struct prep prep;

	PREP(&prep, DMA_SLAVE, device_prep_slave_sg,
	     chan, sgl, sg_len, direction, flags, context);
	if (prep_end(&prep, prep.tx ? sg_size(sgl, sg_len) : 0))
		tell_sg(&prep, sgl, sg_len, direction);
	return prep.tx;
}

tx_t *thunk_device_prep_dma_cyclic(struct dma_chan *chan, dma_addr_t buf_addr,
				   size_t buf_len, size_t period_len,
				   enum dma_transfer_direction direction,
				   unsigned long flags)
{
	struct prep prep;

	PREP(&prep, DMA_CYCLIC, device_prep_dma_cyclic,
	     chan, buf_addr, buf_len, period_len, direction, flags);
	prep_end(&prep, buf_len);
	tell_slave(&prep, buf_addr, buf_len, direction);
	return prep.tx;
}

/* --- interleaved: chunks and gaps, on either side --- */

/* A stretch that grows while the next chunk follows without a gap. */
struct stretch {
	dma_addr_t start;
	size_t size;
};

static void walk_chunk(struct prep *prep, struct stretch *stretch,
		       dma_addr_t address, size_t size,
		       enum dma_data_direction direction)
{
	if (stretch->start + stretch->size == address) {
		stretch->size += size;
		return;
	}
	tell_buffer(prep, stretch->start, stretch->size, direction);
	*stretch = (struct stretch) { .start = address, .size = size };
}

/* @xt may be shared by source and destination; a FIFO's side is not told. */
static void tell_side(struct prep *prep, struct dma_interleaved_template *xt,
		      bool source)
{
	bool inc = source ? xt->src_inc : xt->dst_inc;
	dma_addr_t at = source ? xt->src_start : xt->dst_start;
	enum dma_data_direction direction =
		source ? DMA_TO_DEVICE : DMA_FROM_DEVICE;
	struct stretch stretch = { .start = at };
	struct data_chunk *chunk;
	size_t frame, i;

	for (frame = 0; frame < xt->numf; frame++) {
		for (i = 0; i < xt->frame_size; i++) {
			chunk = &xt->sgl[i];
			walk_chunk(prep, &stretch, at, chunk->size, direction);
			if (!inc)
				break;
			at += chunk->size + (source ?
				dmaengine_get_src_icg(xt, chunk) :
				dmaengine_get_dst_icg(xt, chunk));
		}
		if (!inc)
			break;
	}
	tell_buffer(prep, stretch.start, stretch.size, direction);
}

static size_t template_size(const struct dma_interleaved_template *xt)
{
	size_t i, size = 0;

	for (i = 0; i < xt->frame_size; i++)
		size += xt->sgl[i].size;
	return size * xt->numf;
}

tx_t *thunk_device_prep_interleaved_dma(struct dma_chan *chan,
					struct dma_interleaved_template *xt,
					unsigned long flags)
{
	struct prep prep;

	PREP(&prep, DMA_INTERLEAVE, device_prep_interleaved_dma,
	     chan, xt, flags);
	if (!prep_end(&prep, template_size(xt)))
		return prep.tx;
	if (xt->dir == DMA_MEM_TO_MEM || xt->dir == DMA_MEM_TO_DEV)
		tell_side(&prep, xt, true);
	if (xt->dir == DMA_MEM_TO_MEM || xt->dir == DMA_DEV_TO_MEM)
		tell_side(&prep, xt, false);
	return prep.tx;
}
