/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * provider-fault.c - a transfer to memory that is not mapped ends with an error
 */
/* proves: G11 */
#include <linux/completion.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "client.h"

enum { SIZE = 1024 };

static struct dmaengine_result seen;

static void done(void *completion, const struct dmaengine_result *result)
{
	seen = *result;
	complete(completion);
}

static void copy(struct dma_chan *chan, dma_addr_t to, dma_addr_t from,
		 enum dmaengine_tx_result expected, enum dma_status status)
{
	DECLARE_COMPLETION_ONSTACK(finished);
	struct dma_async_tx_descriptor *desc;
	dma_cookie_t cookie;

	desc = dmaengine_prep_dma_memcpy(chan, to, from, SIZE, DMA_PREP_INTERRUPT);
	EXPECT(desc);
	if (!desc)
		return;
	desc->callback_result = done;
	desc->callback_param = &finished;
	cookie = dmaengine_submit(desc);
	dma_async_issue_pending(chan);
	EXPECT(wait_for_completion_timeout(&finished, PATIENCE));
	EXPECT(seen.result == expected);
	EXPECT((expected == DMA_TRANS_NOERROR) == !seen.residue);
	EXPECT(dma_async_is_tx_complete(chan, cookie, NULL, NULL) == status);
}

static int __init provider_fault_init(void)
{
	struct dma_chan *chan;
	dma_addr_t from, to;
	struct device *dev;
	u8 *memory;

	chan = client_channel(DMA_MEMCPY, NULL);
	if (!chan)
		return -ENODEV;
	dev = dmaengine_get_dma_device(chan);
	memory = kzalloc(2 * SIZE, GFP_KERNEL);
	if (!memory) {
		dma_release_channel(chan);
		return -ENOMEM;
	}
	from = dma_map_single(dev, memory, SIZE, DMA_TO_DEVICE);
	to = dma_map_single(dev, memory + SIZE, SIZE, DMA_FROM_DEVICE);
	EXPECT(!dma_mapping_error(dev, from) && !dma_mapping_error(dev, to));
	copy(chan, to, from, DMA_TRANS_NOERROR, DMA_COMPLETE);
	copy(chan, from, from, DMA_TRANS_WRITE_FAILED, DMA_ERROR);
	copy(chan, to, to, DMA_TRANS_READ_FAILED, DMA_ERROR);
	copy(chan, to, from, DMA_TRANS_NOERROR, DMA_COMPLETE);
	dma_unmap_single(dev, from, SIZE, DMA_TO_DEVICE);
	dma_unmap_single(dev, to, SIZE, DMA_FROM_DEVICE);
	copy(chan, to, from, DMA_TRANS_READ_FAILED, DMA_ERROR);
	dma_release_channel(chan);
	kfree(memory);
	return check_result();
}
module_init(provider_fault_init);

static void __exit provider_fault_exit(void)
{
}
module_exit(provider_fault_exit);
MODULE_LICENSE("GPL");
