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
#include <linux/module.h>
#include <linux/slab.h>

#include "client.h"

enum { SIZE = 4096 };

static void run(struct dma_chan *chan, struct device *dev, u8 *memory)
{
	dma_addr_t address = client_map(dev, memory, SIZE, DMA_FROM_DEVICE);

	client_start(dmaengine_prep_dma_memset(chan, address, 1, SIZE,
					       DMA_PREP_INTERRUPT | DMA_CTRL_ACK),
		     NULL, NULL);
	dmaengine_terminate_async(chan);
	msleep(50);
	dma_unmap_single(dev, address, SIZE, DMA_FROM_DEVICE);
	msleep(50);
	dmaengine_synchronize(chan);
}

static int __init provider_late_init(void)
{
	struct dma_chan *chan;
	u8 *memory;

	chan = client_channel(DMA_MEMSET, NULL);
	memory = kmalloc(SIZE, GFP_KERNEL);
	if (chan && memory)
		run(chan, dmaengine_get_dma_device(chan), memory);
	kfree(memory);
	if (!chan)
		return -ENODEV;
	dma_release_channel(chan);
	return check_result();
}
module_init(provider_late_init);

static void __exit provider_late_exit(void)
{
}
module_exit(provider_late_exit);
MODULE_LICENSE("GPL");
