/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * linux/async_tx.h - chains of memory operations, on a DMA device or the CPU
 *
 * The functions are those of crypto/async_tx of a kernel tree, which compiles
 * unmodified, as files of the module that uses it: the engine has none of them.
 * Without channel switching: all channels of a chain can do all of its operations.
 */
#ifndef _ASYNC_TX_H_
#define _ASYNC_TX_H_

#include <linux/dmaengine.h>
#include <linux/spinlock.h>
#include <linux/interrupt.h>
#include <linux/rcupdate.h>
#include <linux/atomic.h>
#include <linux/list.h>

struct page;

#define __async_inline

struct dma_chan_ref {
	struct dma_chan *chan;
	struct list_head node;
	struct rcu_head rcu;
	atomic_t count;
};

/**
 * enum async_tx_flags - how an operation is done, and what follows it
 * @ASYNC_TX_XOR_ZERO_DST: the destination is no source of the xor
 * @ASYNC_TX_XOR_DROP_DST: the destination is also the first source
 * @ASYNC_TX_ACK: nothing will depend on this operation
 * @ASYNC_TX_FENCE: the next in the chain uses this one's result
 * @ASYNC_TX_PQ_XOR_DST: add to the syndrome rather than replace it
 */
enum async_tx_flags {
	ASYNC_TX_XOR_ZERO_DST = (1 << 0),
	ASYNC_TX_XOR_DROP_DST = (1 << 1),
	ASYNC_TX_ACK = (1 << 2),
	ASYNC_TX_FENCE = (1 << 3),
	ASYNC_TX_PQ_XOR_DST = (1 << 4),
};

/**
 * struct async_submit_ctl - how to submit, and what to call at the end
 * @depend_tx: to be done before, or NULL
 * @scribble: room of the caller's for addresses, see addr_conv_t
 */
struct async_submit_ctl {
	enum async_tx_flags flags;
	struct dma_async_tx_descriptor *depend_tx;
	dma_async_tx_callback cb_fn;
	void *cb_param;
	void *scribble;
};

typedef union {
	unsigned long addr;
	struct page *page;
	dma_addr_t dma;
} addr_conv_t;

static inline void init_async_submit(struct async_submit_ctl *args,
				     enum async_tx_flags flags,
				     struct dma_async_tx_descriptor *tx,
				     dma_async_tx_callback cb_fn,
				     void *cb_param, addr_conv_t *scribble)
{
	*args = (struct async_submit_ctl) {
		.flags = flags,
		.depend_tx = tx,
		.cb_fn = cb_fn,
		.cb_param = cb_param,
		.scribble = scribble,
	};
}

/* The end of an operation that the CPU has done. */
static inline void async_tx_sync_epilog(struct async_submit_ctl *submit)
{
	if (submit->cb_fn)
		submit->cb_fn(submit->cb_param);
}

#define async_tx_issue_pending_all dma_issue_pending_all

static inline void async_tx_issue_pending(struct dma_async_tx_descriptor *tx)
{
	if (tx)
		dma_async_issue_pending(tx->chan);
}

#define async_tx_find_channel(dep, type, dst, dst_count, src, src_count, len) \
	__async_tx_find_channel(dep, type)

struct dma_chan *__async_tx_find_channel(struct async_submit_ctl *submit,
					 enum dma_transaction_type tx_type);
void async_tx_submit(struct dma_chan *chan, struct dma_async_tx_descriptor *tx,
		     struct async_submit_ctl *submit);
void async_tx_quiesce(struct dma_async_tx_descriptor **tx);

/* Each returns the descriptor, or NULL when the CPU has done it all. */
struct dma_async_tx_descriptor *
async_memcpy(struct page *dest, struct page *src, unsigned int dest_offset,
	     unsigned int src_offset, size_t len,
	     struct async_submit_ctl *submit);
struct dma_async_tx_descriptor *
async_trigger_callback(struct async_submit_ctl *submit);

struct dma_async_tx_descriptor *
async_xor(struct page *dest, struct page **src_list, unsigned int offset,
	  int src_cnt, size_t len, struct async_submit_ctl *submit);
struct dma_async_tx_descriptor *
async_xor_offs(struct page *dest, unsigned int offset, struct page **src_list,
	       unsigned int *src_offset, int src_cnt, size_t len,
	       struct async_submit_ctl *submit);
struct dma_async_tx_descriptor *
async_xor_val(struct page *dest, struct page **src_list, unsigned int offset,
	      int src_cnt, size_t len, enum sum_check_flags *result,
	      struct async_submit_ctl *submit);
struct dma_async_tx_descriptor *
async_xor_val_offs(struct page *dest, unsigned int offset,
		   struct page **src_list, unsigned int *src_offset,
		   int src_cnt, size_t len, enum sum_check_flags *result,
		   struct async_submit_ctl *submit);

struct dma_async_tx_descriptor *
async_gen_syndrome(struct page **blocks, unsigned int *offsets, int src_cnt,
		   size_t len, struct async_submit_ctl *submit);
struct dma_async_tx_descriptor *
async_syndrome_val(struct page **blocks, unsigned int *offsets, int src_cnt,
		   size_t len, enum sum_check_flags *pqres, struct page *spare,
		   unsigned int s_off, struct async_submit_ctl *submit);
struct dma_async_tx_descriptor *
async_raid6_2data_recov(int src_num, size_t bytes, int faila, int failb,
			struct page **ptrs, unsigned int *offs,
			struct async_submit_ctl *submit);
struct dma_async_tx_descriptor *
async_raid6_datap_recov(int src_num, size_t bytes, int faila,
			struct page **ptrs, unsigned int *offs,
			struct async_submit_ctl *submit);

#endif /* _ASYNC_TX_H_ */
