/* SPDX-License-Identifier: GPL-2.0-or-later */
/* addresses go into a descriptor unseen, one of them of a map that has failed */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/module.h>
#include <linux/slab.h>

/* Beyond what the device can address: this map fails. */
static dma_addr_t map_far(struct device *dev)
{
	if (dma_set_mask(dev, DMA_BIT_MASK(32)))
		return 0;
	return dma_map_resource(dev, ~0ull << 20, 64, DMA_BIDIRECTIONAL, 0);
}

static void prepare(struct dma_chan *chan, dma_addr_t to, dma_addr_t from)
{
	struct dma_async_tx_descriptor *desc =
		dmaengine_prep_dma_memcpy(chan, to, from, 64, DMA_CTRL_ACK); /* expect-run: mapping-unchecked is used before dma_mapping_error() */
	/* expect-run: mapping-unchecked which failed */

	if (!desc)
		return;
	dmaengine_submit(desc);
	dmaengine_terminate_sync(chan);
}

static void toy_use(struct dma_chan *chan, char *buffer)
{
	struct device *dev = dmaengine_get_dma_device(chan);
	dma_addr_t from = dma_map_single(dev, buffer, 64, DMA_TO_DEVICE);
	dma_addr_t far = map_far(dev);

	prepare(chan, far, from);
	dma_unmap_single(dev, from, 64, DMA_TO_DEVICE);
}

static int __init toy_init(void)
{
	struct dma_chan *chan;
	dma_cap_mask_t mask;
	char *buffer = kzalloc(4096, GFP_KERNEL);

	dma_cap_zero(mask);
	dma_cap_set(DMA_MEMCPY, mask);
	chan = dma_request_channel(mask, NULL, NULL);
	if (chan && buffer)
		toy_use(chan, buffer);
	if (chan)
		dma_release_channel(chan);
	kfree(buffer);
	return 0;
}

static void __exit toy_exit(void)
{
}

module_init(toy_init);
module_exit(toy_exit);
MODULE_LICENSE("GPL");
