// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sweep-program.c - a module that is right as long as nothing fails
 *
 * Without memory it crashes; without a descriptor it leaves its mapping behind.
 */
#include <linux/completion.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/module.h>
#include <linux/slab.h>

enum { SIZE = 256 };

static void done(void *data)
{
	complete(data);
}

static int copy(struct dma_chan *chan, u8 *buffer, dma_addr_t address)
{
	struct dma_async_tx_descriptor *desc;
	DECLARE_COMPLETION_ONSTACK(completed);

	desc = dmaengine_prep_dma_memcpy(chan, address + SIZE, address, SIZE, DMA_PREP_INTERRUPT);
	if (!desc)
		return -EIO; /* and the mapping? */
	desc->callback = done;
	desc->callback_param = &completed;
	if (dma_submit_error(dmaengine_submit(desc))) {
		dma_unmap_single(chan->device->dev, address, 2 * SIZE, DMA_BIDIRECTIONAL);
		return -EIO;
	}
	dma_async_issue_pending(chan);
	wait_for_completion(&completed);
	dma_unmap_single(chan->device->dev, address, 2 * SIZE, DMA_BIDIRECTIONAL);
	return buffer[SIZE] == 1 ? 0 : -EIO;
}

static int use(struct dma_chan *chan)
{
	u8 *buffer = kmalloc(2 * SIZE, GFP_KERNEL);
	dma_addr_t address;
	int error;

	buffer[0] = 1; /* if there is one */
	address = dma_map_single(chan->device->dev, buffer, 2 * SIZE, DMA_BIDIRECTIONAL);
	error = dma_mapping_error(chan->device->dev, address);
	if (!error)
		error = copy(chan, buffer, address);
	if (error != -EIO)
		kfree(buffer);
	return error;
}

static int __init sweep_init(void)
{
	struct dma_chan *chan;
	dma_cap_mask_t mask;
	int error;

	dma_cap_zero(mask);
	dma_cap_set(DMA_MEMCPY, mask);
	chan = dma_request_channel(mask, NULL, NULL);
	if (!chan)
		return -ENODEV;
	error = use(chan);
	dma_release_channel(chan);
	return error;
}

static void __exit sweep_exit(void)
{
}

module_init(sweep_init);
module_exit(sweep_exit);
MODULE_DESCRIPTION("right as long as nothing fails");
MODULE_LICENSE("GPL");
