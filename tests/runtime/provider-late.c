/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * provider-late.c - unmapping between terminate and synchronize always shows
 *
 * However long the client waits in between: the device keeps something back.
 */
/* proves: T5 */
/* run: weakest, random 1-5 */
/* expect-stderr: faults at */
#include <linux/delay.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/module.h>
#include <linux/slab.h>

enum { SIZE = 4096 };

static void run(struct dma_chan *chan, struct device *dev, u8 *memory)
{
	struct dma_async_tx_descriptor *desc = NULL;
	dma_addr_t address;

	address = dma_map_single(dev, memory, SIZE, DMA_FROM_DEVICE);
	if (dma_mapping_error(dev, address))
		return;
	desc = dmaengine_prep_dma_memset(chan, address, 1, SIZE,
					 DMA_PREP_INTERRUPT | DMA_CTRL_ACK);
	if (desc) {
		dmaengine_submit(desc);
		dma_async_issue_pending(chan);
	}
	dmaengine_terminate_async(chan);
	msleep(50);
	dma_unmap_single(dev, address, SIZE, DMA_FROM_DEVICE);
	msleep(50);
	dmaengine_synchronize(chan);
}

static int __init provider_late_init(void)
{
	struct dma_chan *chan;
	dma_cap_mask_t mask;
	u8 *memory;

	dma_cap_zero(mask);
	dma_cap_set(DMA_MEMSET, mask);
	chan = dma_request_channel(mask, NULL, NULL);
	memory = kmalloc(SIZE, GFP_KERNEL);
	if (chan && memory)
		run(chan, dmaengine_get_dma_device(chan), memory);
	kfree(memory);
	if (!chan)
		return -ENODEV;
	dma_release_channel(chan);
	return 0;
}
module_init(provider_late_init);

static void __exit provider_late_exit(void)
{
}
module_exit(provider_late_exit);
MODULE_LICENSE("GPL");
