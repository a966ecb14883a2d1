/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mapped for the client, used by a channel of the DMA controller */
/* run: weakest, random 1-3, none */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

static void toy_use(struct dma_chan *chan, struct device *client, char *buffer)
{
	struct device *dev = client;
	struct dma_async_tx_descriptor *desc;
	dma_addr_t address = dma_map_single(dev, buffer, 128, DMA_BIDIRECTIONAL);

	if (dma_mapping_error(dev, address))
		return;
	desc = dmaengine_prep_dma_memcpy(chan, address + 64, address, 64, DMA_CTRL_ACK); /* expect-run-low: mapping-wrong-device is used by a channel of another device: refdma0 */
	if (desc)
		dmaengine_submit(desc);
	dmaengine_terminate_sync(chan);
	dma_unmap_single(dev, address, 128, DMA_BIDIRECTIONAL);
}

static void toy_run(struct device *client, char *buffer)
{
	struct dma_chan *chan;
	dma_cap_mask_t mask;

	dma_cap_zero(mask);
	dma_cap_set(DMA_MEMCPY, mask);
	chan = dma_request_channel(mask, NULL, NULL);
	if (!chan)
		return;
	toy_use(chan, client, buffer);
	dma_release_channel(chan);
}

static int __init toy_init(void)
{
	struct platform_device *pdev = platform_device_register_simple("toy", -1, NULL, 0);
	char *buffer = kzalloc(4096, GFP_KERNEL);

	if (!IS_ERR(pdev) && buffer)
		toy_run(&pdev->dev, buffer);
	kfree(buffer);
	if (!IS_ERR(pdev))
		platform_device_unregister(pdev);
	return 0;
}

static void __exit toy_exit(void)
{
}

module_init(toy_init);
module_exit(toy_exit);
MODULE_LICENSE("GPL");
