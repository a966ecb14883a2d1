/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-stored-function.c - the callback calls on through a stored pointer
 *
 * atmel-aes: the callback of the destination channel calls dd->resume, which
 * starts the next piece, whose error path waits for that very channel.
 */
#include <linux/dmaengine.h>

struct dd;
typedef int (*dd_fn)(struct dd *dd);

struct dd {
	struct dma_chan *dst;
	dma_addr_t addr;
	dd_fn resume;
	int pieces;
};

static int dd_piece_done(struct dd *dd);

static void dd_dst_done(void *data)
{
	struct dd *dd = data;

	dd->resume(dd);
}

static int dd_start(struct dd *dd, dd_fn resume)
{
	struct dma_async_tx_descriptor *desc;

	dd->resume = resume;
	desc = dmaengine_prep_slave_single(dd->dst, dd->addr, 16, DMA_DEV_TO_MEM, 0);
	if (!desc) {
		dmaengine_terminate_sync(dd->dst); /* expect: sync-in-callback */
		return -ENOMEM;
	}
	desc->callback = dd_dst_done;
	desc->callback_param = dd;
	dmaengine_submit(desc);
	dma_async_issue_pending(dd->dst);
	return -EINPROGRESS;
}

static int dd_piece_done(struct dd *dd)
{
	if (!dd->pieces--)
		return 0;
	return dd_start(dd, dd_piece_done);
}

int dd_run(struct dd *dd)
{
	return dd_start(dd, dd_piece_done);
}
