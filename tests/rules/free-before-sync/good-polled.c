/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-polled.c - the status says complete, so the transfer is over
 *
 * Memory to memory copies of nand and flash drivers wait with dma_sync_wait().
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>

struct nand {
	struct device *dev;
	struct dma_chan *chan;
};

int nand_copy(struct nand *n, void *buf, dma_addr_t window, size_t len)
{
	struct dma_async_tx_descriptor *desc;
	dma_cookie_t cookie;
	dma_addr_t addr;
	int ret = 0;

	addr = dma_map_single(n->dev, buf, len, DMA_FROM_DEVICE);
	if (dma_mapping_error(n->dev, addr))
		return -EIO;
	desc = dmaengine_prep_dma_memcpy(n->chan, addr, window, len, DMA_CTRL_ACK);
	if (!desc) {
		ret = -EIO;
		goto unmap;
	}
	cookie = dmaengine_submit(desc);
	ret = dma_submit_error(cookie);
	if (ret)
		goto unmap;
	dma_async_issue_pending(n->chan);
	if (dma_sync_wait(n->chan, cookie) != DMA_COMPLETE) {
		dmaengine_terminate_sync(n->chan);
		ret = -ETIMEDOUT;
	}
unmap:
	dma_unmap_single(n->dev, addr, len, DMA_FROM_DEVICE);
	return ret;
}
