/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * provider-mapped.c - a list must be mapped, for the DMA device, until it has been used
 */
/* proves: G4 */
/* expect-count: 1 tries to sync DMA memory it has not allocated */
/* expect-stderr: faults at */
#include <linux/completion.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

#include "client.h"

enum { PIECES = 3, PIECE = 256 };

static struct dma_chan *chan;
static struct device *dma_dev, *other_dev;
static struct scatterlist list[PIECES];
static struct dmaengine_result seen;
static u8 *memory;

static void done(void *finished, const struct dmaengine_result *result)
{
	seen = *result;
	complete(finished);
}

/* Return: what the device says of the transfer, -1 if it does not end. */
static int transfer(int count, bool unmap_early, struct device *mapped_for)
{
	DECLARE_COMPLETION_ONSTACK(finished);
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_sg(chan, list, count, DMA_DEV_TO_MEM,
				       DMA_PREP_INTERRUPT | DMA_CTRL_ACK);
	if (!desc)
		return -1;
	desc->callback_result = done;
	desc->callback_param = &finished;
	dmaengine_submit(desc);
	if (unmap_early)
		dma_unmap_sg(mapped_for, list, PIECES, DMA_FROM_DEVICE);
	dma_async_issue_pending(chan);
	if (!wait_for_completion_timeout(&finished, PATIENCE))
		return -1;
	if (!unmap_early)
		dma_sync_sg_for_cpu(mapped_for, list, PIECES, DMA_FROM_DEVICE);
	return seen.result;
}

static int map_for(struct device *dev)
{
	int i;

	memset(memory, 0xee, PIECES * PIECE);
	sg_init_table(list, PIECES);
	for (i = 0; i < PIECES; i++)
		sg_set_buf(&list[i], memory + i * PIECE, PIECE);
	return dma_map_sg(dev, list, PIECES, DMA_FROM_DEVICE);
}

static int test_mapped(void)
{
	int i;

	CHECK(map_for(dma_dev) == PIECES);
	CHECK(transfer(PIECES, false, dma_dev) == DMA_TRANS_NOERROR);
	for (i = 0; i < PIECES * PIECE; i++)
		CHECK(memory[i] == (u8)i);
	/* told: a sync with the client's own device */
	dma_sync_single_for_device(other_dev, sg_dma_address(list), PIECE,
				   DMA_FROM_DEVICE);
	dma_unmap_sg(dma_dev, list, PIECES, DMA_FROM_DEVICE);
	return 0;
}

/* The device reaches only what was mapped for it. */
static int test_mapped_for_another(void)
{
	CHECK(map_for(other_dev) == PIECES);
	CHECK(transfer(PIECES, false, other_dev) == DMA_TRANS_WRITE_FAILED);
	CHECK(memory[0] == 0xee);
	dma_unmap_sg(other_dev, list, PIECES, DMA_FROM_DEVICE);
	return 0;
}

static int test_unmapped_early(void)
{
	CHECK(map_for(dma_dev) == PIECES);
	CHECK(transfer(PIECES, true, dma_dev) == DMA_TRANS_WRITE_FAILED);
	CHECK(memory[0] == 0xee);
	return 0;
}

static int test_all(void)
{
	struct dma_slave_config config = {
		.src_addr = 0x40000000, .src_addr_width = 4, .src_maxburst = 4,
	};
	int err;

	CHECK(!dmaengine_slave_config(chan, &config));
	err = test_mapped();
	err = err ?: test_mapped_for_another();
	return err ?: test_unmapped_early();
}

static int __init provider_mapped_init(void)
{
	struct platform_device *pdev;
	int err;

	pdev = platform_device_register_simple("client", PLATFORM_DEVID_NONE, NULL, 0);
	CHECK(!IS_ERR(pdev));
	other_dev = &pdev->dev;
	chan = client_channel(DMA_SLAVE, NULL);
	memory = kmalloc(PIECES * PIECE, GFP_KERNEL);
	CHECK(chan && memory);
	dma_dev = chan->device->dev;
	err = test_all();
	dma_release_channel(chan);
	kfree(memory);
	platform_device_unregister(pdev);
	return err;
}
module_init(provider_mapped_init);
MODULE_LICENSE("GPL");
