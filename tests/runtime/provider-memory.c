/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * provider-memory.c - transfers from memory to memory do what their names say
 */
/* proves: G3 G8 G9 */
#include <linux/completion.h>
#include <linux/module.h>
#include <linux/raid/pq.h>
#include <linux/slab.h>

#include "client.h"

enum { SIZE = 4096 - 24, SOURCES = 5 };

static struct dma_chan *chan;
static struct device *dev;
static u8 *blocks[SOURCES + 2];		/* the last two are targets */
static dma_addr_t addresses[SOURCES + 2];

static void done(void *completion)
{
	complete(completion);
}

static u8 pattern(unsigned int block, unsigned int i)
{
	return block * 71 + i * 7 + i / 256;
}

/* The device's turn: everything is its, until unmap_all(). */
static void map_again(void)
{
	unsigned int b;

	for (b = 0; b < SOURCES + 2; b++)
		addresses[b] = client_map(dev, blocks[b], SIZE, DMA_BIDIRECTIONAL);
}

static void map_all(void)
{
	unsigned int b, i;

	for (b = 0; b < SOURCES + 2; b++)
		for (i = 0; i < SIZE; i++)
			blocks[b][i] = pattern(b, i);
	map_again();
}

static void unmap_all(void)
{
	unsigned int b;

	for (b = 0; b < SOURCES + 2; b++)
		dma_unmap_single(dev, addresses[b], SIZE, DMA_BIDIRECTIONAL);
}

/* Whether it was done, and well. */
static bool run(struct dma_async_tx_descriptor *desc)
{
	DECLARE_COMPLETION_ONSTACK(finished);
	dma_cookie_t cookie = client_start(desc, done, &finished);
	bool good = cookie > 0 && EXPECT(wait_for_completion_timeout(&finished, PATIENCE)) &&
		    EXPECT(dma_async_is_tx_complete(chan, cookie, NULL, NULL) == DMA_COMPLETE);

	unmap_all();
	return good;
}

static const unsigned long flags = DMA_PREP_INTERRUPT | DMA_CTRL_ACK;

static void test_copy(void)
{
	unsigned int i;

	map_all();
	EXPECT(run(dmaengine_prep_dma_memcpy(chan, addresses[SOURCES] + 3, addresses[0] + 5,
					     1001, flags)));
	for (i = 0; i < SIZE; i++)
		EXPECT(blocks[SOURCES][i] == (i < 3 || i >= 1004 ?
		       pattern(SOURCES, i) : pattern(0, i + 2)));
}

static void test_fill(void)
{
	unsigned int i;

	map_all();
	EXPECT(run(dmaengine_prep_dma_memset(chan, addresses[SOURCES] + 1, 0x15a, 2047,
					     flags)));
	for (i = 0; i < SIZE; i++)
		EXPECT(blocks[SOURCES][i] == (i < 1 || i >= 2048 ?
		       pattern(SOURCES, i) : 0x5a));
}

static void test_xor(void)
{
	unsigned int i, b;

	map_all();
	EXPECT(run(chan->device->device_prep_dma_xor(chan, addresses[SOURCES], addresses,
						     SOURCES, SIZE, flags)));
	for (i = 0; i < SIZE; i++) {
		u8 sum = 0;

		for (b = 0; b < SOURCES; b++)
			sum ^= pattern(b, i);
		EXPECT(blocks[SOURCES][i] == sum);
	}
}

static void test_xor_val(void)
{
	enum sum_check_flags result = 0;
	dma_addr_t twice[2];

	map_all();
	twice[0] = twice[1] = addresses[0];
	EXPECT(run(chan->device->device_prep_dma_xor_val(chan, twice, 2, SIZE, &result,
							 flags)));
	EXPECT(!(result & SUM_CHECK_P_RESULT));	/* equal blocks sum to zero */
	map_all();
	EXPECT(run(chan->device->device_prep_dma_xor_val(chan, addresses, 2, SIZE, &result,
							 flags)));
	EXPECT(result & SUM_CHECK_P_RESULT);	/* others do not */
}

/* P and Q, generated in two steps, against the CPU's, and then validated. */
static void test_pq(void)
{
	enum sum_check_flags result = 0;
	static u8 p[SIZE], q[SIZE];
	void *disks[SOURCES + 2];
	unsigned int b;

	map_all();
	EXPECT(run(chan->device->device_prep_dma_pq(chan, addresses + SOURCES, addresses,
						    SOURCES, raid6_gfexp, SIZE, flags)));
	for (b = 0; b < SOURCES; b++)
		disks[b] = blocks[b];
	disks[SOURCES] = p;
	disks[SOURCES + 1] = q;
	raid6_call.gen_syndrome(SOURCES + 2, SIZE, disks);
	EXPECT(!memcmp(blocks[SOURCES], p, SIZE));
	EXPECT(!memcmp(blocks[SOURCES + 1], q, SIZE));

	map_all();
	EXPECT(run(chan->device->device_prep_dma_pq(chan, addresses + SOURCES, addresses, 2,
						    raid6_gfexp, SIZE, flags)));
	/* without a new pattern: the second half goes on */
	map_again();
	EXPECT(run(chan->device->device_prep_dma_pq(chan, addresses + SOURCES, addresses + 2,
						    SOURCES - 2, raid6_gfexp + 2, SIZE,
						    flags | DMA_PREP_CONTINUE)));
	EXPECT(!memcmp(blocks[SOURCES], p, SIZE));	/* P of two steps */
	EXPECT(!memcmp(blocks[SOURCES + 1], q, SIZE));

	map_again();
	EXPECT(run(chan->device->device_prep_dma_pq_val(chan, addresses + SOURCES, addresses,
							SOURCES, raid6_gfexp, SIZE, &result,
							flags)));
	EXPECT(!result);
	blocks[SOURCES + 1][SIZE - 1] ^= 1;
	map_again();
	EXPECT(run(chan->device->device_prep_dma_pq_val(chan, addresses + SOURCES, addresses,
							SOURCES, raid6_gfexp, SIZE, &result,
							flags)));
	EXPECT(result == SUM_CHECK_Q_RESULT);	/* Q does not hold */
}

static void test_interleave(void)
{
	struct dma_interleaved_template *xt;
	unsigned int frame, i;

	xt = kzalloc(struct_size(xt, sgl, 2), GFP_KERNEL);
	if (!xt) {
		EXPECT(!"memory for a template");
		return;
	}
	map_all();
	xt->src_start = addresses[0];
	xt->dst_start = addresses[SOURCES];
	xt->dir = DMA_MEM_TO_MEM;
	xt->src_inc = xt->dst_inc = true;
	xt->src_sgl = true;
	xt->numf = 10;
	xt->frame_size = 2;
	xt->sgl[0] = (struct data_chunk){ .size = 32, .icg = 32 };
	xt->sgl[1] = (struct data_chunk){ .size = 16, .icg = 48 };
	EXPECT(run(dmaengine_prep_interleaved_dma(chan, xt, flags)));
	for (frame = 0; frame < 10; frame++)
		for (i = 0; i < 48; i++)
			EXPECT(blocks[SOURCES][frame * 48 + i] ==
			       pattern(0, frame * 128 + (i < 32 ? i : i + 32)));
	EXPECT(blocks[SOURCES][480] == pattern(SOURCES, 480));	/* no byte more */
	kfree(xt);
}

static void test_refusals(void)
{
	dma_addr_t none = 0;

	EXPECT(!dmaengine_prep_dma_memcpy(chan, 0, 0, 0, flags));
	EXPECT(!dmaengine_prep_dma_memset(chan, 0, 0, 0, flags));
	EXPECT(!chan->device->device_prep_dma_xor(chan, 0, &none, 1, 0, flags));
	EXPECT(!dmaengine_prep_dma_cyclic(chan, 0, 64, 32, DMA_MEM_TO_DEV, flags));
}

static void free_blocks(void)
{
	unsigned int b;

	for (b = 0; b < SOURCES + 2; b++)
		kfree(blocks[b]);
}

static int alloc_blocks(void)
{
	unsigned int b;

	for (b = 0; b < SOURCES + 2; b++) {
		blocks[b] = kmalloc(SIZE, GFP_KERNEL);
		if (!blocks[b])
			return -ENOMEM;
	}
	return 0;
}

static int __init provider_memory_init(void)
{

	chan = client_channel(DMA_PQ, NULL);
	if (!chan)
		return -ENODEV;
	dev = dmaengine_get_dma_device(chan);
	if (EXPECT(!alloc_blocks())) {
		test_copy();
		test_fill();
		test_xor();
		test_xor_val();
		test_pq();
		test_interleave();
		test_refusals();
	}
	dmaengine_terminate_sync(chan);
	dma_release_channel(chan);
	free_blocks();
	return check_result();
}
module_init(provider_memory_init);

static void __exit provider_memory_exit(void)
{
}
module_exit(provider_memory_exit);
MODULE_LICENSE("GPL");
