/* SPDX-License-Identifier: GPL-2.0-or-later */
/* good-public.c - a channel that was released is found again, by all who ask */
/* run: weakest, random 1-3, none */
#include "../../runtime/port.h"

static struct dma_chan *request(void)
{
	dma_cap_mask_t mask;

	dma_cap_zero(mask);
	dma_cap_set(DMA_MEMCPY, mask);
	return dma_request_channel(mask, dmacheck_channel_filter, "refdma0:0");
}

static int copy(struct dma_chan *chan, u8 *bytes)
{
	struct device *dev = dmaengine_get_dma_device(chan);
	struct dma_async_tx_descriptor *desc = NULL;
	dma_addr_t addr = dma_map_single(dev, bytes, PORT_SIZE, DMA_BIDIRECTIONAL);
	dma_cookie_t cookie;
	int err = -EIO;

	if (dma_mapping_error(dev, addr))
		return -ENOMEM;
	desc = dmaengine_prep_dma_memcpy(chan, addr + PORT_SIZE / 2, addr, PORT_SIZE / 2,
					 DMA_CTRL_ACK);
	if (desc) {
		cookie = dmaengine_submit(desc);
		dma_issue_pending_all();
		err = dma_sync_wait(chan, cookie) == DMA_COMPLETE ? 0 : -EIO;
	}
	dma_unmap_single(dev, addr, PORT_SIZE, DMA_BIDIRECTIONAL);
	return err;
}

static int __init port_init(void)
{
	u8 *bytes = kzalloc(PORT_SIZE, GFP_KERNEL);
	struct dma_chan *chan = request();
	int err = -ENODEV;

	if (!bytes || !chan)
		return -ENOMEM;
	dma_release_channel(chan);
	dmaengine_get();
	chan = dma_find_channel(DMA_MEMCPY);
	if (chan)
		err = copy(chan, bytes);
	dmaengine_put();
	kfree(bytes);
	return err;
}

static void __exit port_exit(void)
{
}

module_init(port_init);
module_exit(port_exit);
MODULE_LICENSE("GPL");
