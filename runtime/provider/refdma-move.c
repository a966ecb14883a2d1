/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refdma-move.c - how the bytes of each kind of transfer move
 *
 * Memory is reached through the bus only, by DMA address: what is not mapped, or
 * not that way, faults and ends the transfer. Memory to memory works on the
 * bytes in place; to and from peripherals they pass the channel's buffer, which
 * is also where data waits that has been taken and not yet delivered.
 */
#include "refdma.h"

#include <dmacheck/access.h>
#include <dmacheck/bus.h>
#include <linux/raid/pq.h>

enum { BLOCK = 512 };	/* bytes of parity computed before they are stored */

static struct device *bus_device(struct refdma_channel *channel)
{
	return &channel->device->dev;
}

static const u8 *span_read(struct refdma_channel *channel, struct refdma_desc *desc,
			   dma_addr_t address, size_t size)
{
	const u8 *bytes = dmacheck_bus_span(bus_device(channel), &channel->vc.chan,
					    address, size, false);

	if (!IS_ERR(bytes))
		return bytes;
	desc->fault = DMA_TRANS_READ_FAILED;
	return NULL;
}

static u8 *span_write(struct refdma_channel *channel, struct refdma_desc *desc,
		      dma_addr_t address, size_t size)
{
	u8 *bytes = dmacheck_bus_span(bus_device(channel), &channel->vc.chan,
				      address, size, true);

	if (!IS_ERR(bytes))
		return bytes;
	desc->fault = DMA_TRANS_WRITE_FAILED;
	return NULL;
}

ssize_t refdma_move_nothing(struct refdma_channel *channel, struct refdma_desc *desc,
			    size_t size)
{
	return size;
}

ssize_t refdma_move_copy(struct refdma_channel *channel, struct refdma_desc *desc,
			 size_t size)
{
	const struct refdma_segment *segment = &desc->segments[desc->segment];
	const u8 *source;
	u8 *target;

	source = span_read(channel, desc, segment->source + desc->offset, size);
	if (!source)
		return -EFAULT;
	target = span_write(channel, desc, segment->target + desc->offset, size);
	if (!target)
		return -EFAULT;
	dmacheck_plain_memmove(target, source, size);
	return size;
}

ssize_t refdma_move_fill(struct refdma_channel *channel, struct refdma_desc *desc,
			 size_t size)
{
	u8 *target = span_write(channel, desc,
				desc->segments->target + desc->offset, size);

	if (!target)
		return -EFAULT;
	dmacheck_plain_memset(target, desc->value, size);
	return size;
}

/* All blocks of the chunk; they stay valid together, nobody else runs between. */
static int span_operands(struct refdma_channel *channel, struct refdma_desc *desc,
			 size_t size, const u8 **ret_blocks)
{
	unsigned int i;

	for (i = 0; i < desc->operand_count; i++) {
		ret_blocks[i] = span_read(channel, desc,
					  desc->operands[i].address + desc->offset,
					  size);
		if (!ret_blocks[i])
			return -EFAULT;
	}
	return 0;
}

static void add_block(u8 *sum, const u8 *block, size_t size)
{
	size_t i;

	for (i = 0; i < size; i++)
		sum[i] ^= block[i];
}

static void add_product(u8 *sum, const u8 *block, u8 coefficient, size_t size)
{
	const u8 *product = raid6_gfmul[coefficient];
	size_t i;

	for (i = 0; i < size; i++)
		sum[i] ^= product[block[i]];
}

static bool any_set(const u8 *block, size_t size)
{
	u8 all = 0;
	size_t i;

	for (i = 0; i < size; i++)
		all |= block[i];
	return all;
}

/* The sum of all blocks from @start on, into @sum. */
static void sum_blocks(struct refdma_desc *desc, const u8 **blocks, size_t start,
		       size_t size, u8 *sum)
{
	unsigned int i;

	for (i = 0; i < desc->operand_count; i++)
		add_block(sum, blocks[i] + start, size);
}

static void sum_products(struct refdma_desc *desc, const u8 **blocks, size_t start,
			 size_t size, u8 *sum)
{
	unsigned int i;

	for (i = 0; i < desc->operand_count; i++)
		add_product(sum, blocks[i] + start, desc->operands[i].coefficient,
			    size);
}

/* The target may be one of the sources, so it is written block by block. */
ssize_t refdma_move_xor(struct refdma_channel *channel, struct refdma_desc *desc,
			size_t size)
{
	const u8 *blocks[REFDMA_MAX_SOURCES];
	size_t start, part;
	u8 *target;

	if (span_operands(channel, desc, size, blocks))
		return -EFAULT;
	target = span_write(channel, desc, desc->segments->target + desc->offset,
			    size);
	if (!target)
		return -EFAULT;
	for (start = 0; start < size; start += part) {
		u8 sum[BLOCK] = { 0 };

		part = min_t(size_t, size - start, BLOCK);
		sum_blocks(desc, blocks, start, part, sum);
		dmacheck_plain_memcpy(target + start, sum, part);
	}
	return size;
}

ssize_t refdma_move_xor_check(struct refdma_channel *channel, struct refdma_desc *desc,
			      size_t size)
{
	const u8 *blocks[REFDMA_MAX_SOURCES];
	size_t start, part;

	if (span_operands(channel, desc, size, blocks))
		return -EFAULT;
	for (start = 0; start < size; start += part) {
		u8 sum[BLOCK] = { 0 };

		part = min_t(size_t, size - start, BLOCK);
		sum_blocks(desc, blocks, start, part, sum);
		if (any_set(sum, part))
			desc->found |= SUM_CHECK_P_RESULT;
	}
	return size;
}

/* P and Q of the chunk; the place of what the flags disable stays NULL. */
static int span_parity(struct refdma_channel *channel, struct refdma_desc *desc,
		       size_t size, bool write, u8 *ret_parity[2])
{
	static const unsigned long disable[2] = {
		DMA_PREP_PQ_DISABLE_P, DMA_PREP_PQ_DISABLE_Q
	};
	unsigned int i;

	for (i = 0; i < 2; i++) {
		dma_addr_t address = desc->parity[i] + desc->offset;

		ret_parity[i] = NULL;
		if (desc->vd.tx.flags & disable[i])
			continue;
		if (write)
			ret_parity[i] = span_write(channel, desc, address, size);
		else
			ret_parity[i] = (u8 *)span_read(channel, desc, address, size);
		if (!ret_parity[i])
			return -EFAULT;
	}
	return 0;
}

static void store_parity(struct refdma_desc *desc, u8 *parity, const u8 *sum,
			 size_t size)
{
	if (desc->vd.tx.flags & DMA_PREP_CONTINUE)
		add_block(parity, sum, size);
	else
		dmacheck_plain_memcpy(parity, sum, size);
}

/* One of P and Q: @sum is what it ought to be, @wrong the flag where it is not. */
static void settle_parity(struct refdma_desc *desc, u8 *parity, const u8 *sum,
			  size_t size, bool check, unsigned long wrong)
{
	if (!check)
		store_parity(desc, parity, sum, size);
	else if (memcmp(parity, sum, size))
		desc->found |= wrong;
}

static ssize_t move_parity(struct refdma_channel *channel, struct refdma_desc *desc,
			   size_t size, bool check)
{
	const u8 *blocks[REFDMA_MAX_SOURCES];
	size_t start, part;
	u8 *parity[2];

	if (span_operands(channel, desc, size, blocks) ||
	    span_parity(channel, desc, size, !check, parity))
		return -EFAULT;
	for (start = 0; start < size; start += part) {
		u8 p[BLOCK] = { 0 }, q[BLOCK] = { 0 };

		part = min_t(size_t, size - start, BLOCK);
		sum_blocks(desc, blocks, start, part, p);
		sum_products(desc, blocks, start, part, q);
		if (parity[0])
			settle_parity(desc, parity[0] + start, p, part, check,
				      SUM_CHECK_P_RESULT);
		if (parity[1])
			settle_parity(desc, parity[1] + start, q, part, check,
				      SUM_CHECK_Q_RESULT);
	}
	return size;
}

ssize_t refdma_move_pq(struct refdma_channel *channel, struct refdma_desc *desc,
		       size_t size)
{
	return move_parity(channel, desc, size, false);
}

ssize_t refdma_move_pq_check(struct refdma_channel *channel, struct refdma_desc *desc,
			     size_t size)
{
	return move_parity(channel, desc, size, true);
}

/* How much is wanted in the buffer: the chunk and, by a weak device, a burst ahead. */
static size_t wanted(struct refdma_desc *desc, size_t size)
{
	size_t rest = desc->segments[desc->segment].length - desc->offset - size;

	return size + (refdma_run_weak() ? min_t(size_t, rest, desc->burst) : 0);
}

static void drop_delivered(struct refdma_channel *channel, struct refdma_desc *desc,
			   size_t delivered)
{
	desc->in_flight -= delivered;
	memmove(channel->buffer, channel->buffer + delivered, desc->in_flight);
}

ssize_t refdma_move_from_fifo(struct refdma_channel *channel, struct refdma_desc *desc,
			      size_t size)
{
	const struct refdma_segment *segment = &desc->segments[desc->segment];
	size_t want = wanted(desc, size);
	size_t moved;

	if (want > desc->in_flight)
		desc->in_flight += refdma_fifo_read(channel, segment->source,
						    channel->buffer + desc->in_flight,
						    want - desc->in_flight,
						    desc->width);
	moved = min_t(size_t, desc->in_flight, size);
	if (moved && dmacheck_bus_write(bus_device(channel), &channel->vc.chan,
					segment->target + desc->offset,
					channel->buffer, moved)) {
		desc->fault = DMA_TRANS_WRITE_FAILED;
		return -EFAULT;
	}
	drop_delivered(channel, desc, moved);
	return moved;
}

ssize_t refdma_move_to_fifo(struct refdma_channel *channel, struct refdma_desc *desc,
			    size_t size)
{
	const struct refdma_segment *segment = &desc->segments[desc->segment];
	size_t want = wanted(desc, size);
	size_t moved;

	if (want > desc->in_flight &&
	    dmacheck_bus_read(bus_device(channel), &channel->vc.chan,
			      segment->source + desc->offset + desc->in_flight,
			      channel->buffer + desc->in_flight,
			      want - desc->in_flight)) {
		desc->fault = DMA_TRANS_READ_FAILED;
		return -EFAULT;
	}
	desc->in_flight = max_t(size_t, want, desc->in_flight);
	moved = refdma_fifo_write(channel, segment->target, channel->buffer, size,
				  desc->width);
	drop_delivered(channel, desc, moved);
	return moved;
}
