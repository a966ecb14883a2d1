/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-other-channel.c - waiting for another channel: no deadlock, still atomic
 *
 * stm32-cryp: the callback of the input channel ends up waiting for both.
 * The callback runs in a tasklet, so the other channel's wait is wrong too,
 * under the other rule.
 */
#include <linux/dmaengine.h>

struct cryp {
	struct dma_chan *in;
	struct dma_chan *out;
	dma_addr_t addr;
};

static void cryp_in_done(void *data)
{
	struct cryp *c = data;

	dmaengine_terminate_sync(c->in);  /* expect: sync-in-callback */
	dmaengine_terminate_sync(c->out); /* expect: sync-in-atomic */
}

int cryp_start(struct cryp *c)
{
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(c->in, c->addr, 16, DMA_MEM_TO_DEV, 0);
	if (!desc)
		return -ENOMEM;
	desc->callback = cryp_in_done;
	desc->callback_param = c;
	dmaengine_submit(desc);
	dma_async_issue_pending(c->in);
	return 0;
}
