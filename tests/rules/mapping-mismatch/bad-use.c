/* SPDX-License-Identifier: GPL-2.0-or-later */
/* transfers that differ from the map of their memory */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/module.h>
#include <linux/slab.h>

static dma_addr_t map(struct device *dev, char *buffer, enum dma_data_direction direction)
{
	dma_addr_t address = dma_map_single(dev, buffer, 64, direction);

	return dma_mapping_error(dev, address) ? 0 : address;
}

static void drop(struct dma_chan *chan, struct dma_async_tx_descriptor *desc)
{
	if (desc)
		dmaengine_submit(desc);
	dmaengine_terminate_sync(chan);
}

static void too_long(struct dma_chan *chan, dma_addr_t to, dma_addr_t from)
{
	drop(chan, dmaengine_prep_dma_memcpy(chan, to, from, 65, DMA_CTRL_ACK)); /* expect-run: mapping-mismatch a transfer goes beyond the end of a DMA_TO_DEVICE mapping */
	/* expect-run: mapping-mismatch a transfer goes beyond the end of a DMA_FROM_DEVICE mapping */
}

static void wrong_way(struct dma_chan *chan, dma_addr_t to, dma_addr_t from)
{
	drop(chan, dmaengine_prep_dma_memcpy(chan, from, to, 64, DMA_CTRL_ACK)); /* expect-run: mapping-mismatch a transfer goes the other way than a DMA_TO_DEVICE mapping */
	/* expect-run: mapping-mismatch a transfer goes the other way than a DMA_FROM_DEVICE mapping */
}

static void too_late(struct dma_chan *chan, dma_addr_t to, dma_addr_t from)
{
	drop(chan, dmaengine_prep_dma_memcpy(chan, to, from, 64, DMA_CTRL_ACK)); /* expect-run: mapping-mismatch which was unmapped before */
	/* expect-run-low: mapping-mismatch which was never mapped */
}

static void toy_use(struct dma_chan *chan, char *buffer)
{
	struct device *dev = dmaengine_get_dma_device(chan);
	dma_addr_t from = map(dev, buffer, DMA_TO_DEVICE);
	dma_addr_t to = map(dev, buffer + 64, DMA_FROM_DEVICE);

	too_long(chan, to, from);
	wrong_way(chan, to, from);
	dma_unmap_single(dev, from, 64, DMA_TO_DEVICE);
	dma_unmap_single(dev, to, 64, DMA_FROM_DEVICE);
	too_late(chan, 0x1000, from);
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
