/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-metadata.c - metadata of a descriptor, in the client's way or the engine's,
 * and descriptors that are used again
 */
/* proves: G3 G11 */
#include <linux/init.h>

#include "core-toy.h"

static struct toy toy;
static struct dma_chan *chan;
static struct dma_async_tx_descriptor *attached_to;
static void *attached;
static size_t attached_size;
static char engine_data[32];

static int attach(struct dma_async_tx_descriptor *tx, void *data, size_t size)
{
	attached_to = tx;
	attached = data;
	attached_size = size;
	return 0;
}

static void *get_ptr(struct dma_async_tx_descriptor *tx, size_t *size, size_t *max)
{
	*size = attached_size;
	*max = sizeof(engine_data);
	return engine_data;
}

static int set_len(struct dma_async_tx_descriptor *tx, size_t size)
{
	attached_size = size;
	return size > sizeof(engine_data) ? -EINVAL : 0;
}

static struct dma_descriptor_metadata_ops ops = { attach, get_ptr, set_len };

static struct dma_async_tx_descriptor *prep(struct dma_descriptor_metadata_ops *ops)
{
	struct dma_async_tx_descriptor *tx = toy_memcpy(chan, NULL, NULL);

	if (tx)
		tx->metadata_ops = ops;
	return tx;
}

static int test_client_mode(void)
{
	struct dma_async_tx_descriptor *tx = prep(&ops);
	size_t size, max;
	char data[8];

	CHECK(tx);
	CHECK(dmaengine_desc_attach_metadata(NULL, data, 8) == -EINVAL);
	CHECK(dmaengine_desc_attach_metadata(tx, data, 8) == 0);
	CHECK(attached_to == tx && attached == data && attached_size == 8);
	CHECK(tx->desc_metadata_mode == DESC_METADATA_CLIENT);
	/* and no other way from now on */
	CHECK(PTR_ERR(dmaengine_desc_get_metadata_ptr(tx, &size, &max)) == -EINVAL);
	CHECK(dmaengine_desc_set_metadata_len(tx, 4) == -EINVAL);
	CHECK(dmaengine_submit(tx) > 0);
	return 0;
}

static int test_engine_mode(void)
{
	struct dma_async_tx_descriptor *tx = prep(&ops);
	size_t size, max;

	CHECK(tx);
	CHECK(dmaengine_desc_set_metadata_len(tx, 16) == 0);
	CHECK(dmaengine_desc_get_metadata_ptr(tx, &size, &max) == engine_data);
	CHECK(size == 16 && max == sizeof(engine_data));
	CHECK(dmaengine_desc_set_metadata_len(tx, 64) == -EINVAL);
	CHECK(dmaengine_desc_attach_metadata(tx, engine_data, 8) == -EINVAL);
	CHECK(dmaengine_submit(tx) > 0);
	return 0;
}

static int test_unsupported(void)
{
	struct dma_async_tx_descriptor *without = prep(NULL), *tx;

	CHECK(without);
	CHECK(dmaengine_desc_attach_metadata(without, engine_data, 8) == -ENOTSUPP);
	CHECK(dmaengine_submit(without) > 0);
	toy.dma.desc_metadata_modes = DESC_METADATA_CLIENT;
	CHECK(dmaengine_is_metadata_mode_supported(chan, DESC_METADATA_CLIENT));
	CHECK(!dmaengine_is_metadata_mode_supported(chan, DESC_METADATA_ENGINE));
	tx = prep(&ops);
	CHECK(tx);
	CHECK(dmaengine_desc_set_metadata_len(tx, 8) == -ENOTSUPP);
	CHECK(dmaengine_submit(tx) > 0);
	return 0;
}

/* What the channel says it can; and nothing where it cannot. */
static int test_caps(void)
{
	struct dma_slave_caps caps;

	CHECK(dma_get_slave_caps(chan, &caps) == -ENXIO);
	toy.dma.directions = BIT(DMA_MEM_TO_DEV);
	toy.dma.residue_granularity = DMA_RESIDUE_GRANULARITY_SEGMENT;
	toy.dma.max_burst = 16;
	CHECK(dma_get_slave_caps(chan, &caps) == 0);
	CHECK(caps.directions == BIT(DMA_MEM_TO_DEV) && caps.max_burst == 16);
	CHECK(caps.residue_granularity == DMA_RESIDUE_GRANULARITY_SEGMENT);
	CHECK(caps.cmd_pause && caps.cmd_resume && caps.cmd_terminate);
	CHECK(!caps.descriptor_reuse);
	return 0;
}

static int test_reuse(void)
{
	struct dma_async_tx_descriptor *tx = prep(NULL);

	CHECK(tx);
	CHECK(dmaengine_desc_set_reuse(tx) == -EPERM);
	CHECK(dmaengine_desc_free(tx) == -EPERM);
	toy.dma.descriptor_reuse = true;
	CHECK(dmaengine_desc_set_reuse(tx) == 0 && dmaengine_desc_test_reuse(tx));
	dmaengine_desc_clear_reuse(tx);
	CHECK(!dmaengine_desc_test_reuse(tx) && dmaengine_desc_free(tx) == -EPERM);
	CHECK(dmaengine_submit(tx) > 0);
	return 0;
}

static int __init core_metadata_init(void)
{
	struct platform_device *pdev = toy_device();
	int err;

	CHECK(!IS_ERR(pdev));
	toy_fill(&toy, &pdev->dev);
	toy.dma.desc_metadata_modes = DESC_METADATA_CLIENT | DESC_METADATA_ENGINE;
	chan = toy_open(&toy);
	CHECK(chan);
	err = test_client_mode();
	err = err ?: test_engine_mode();
	err = err ?: test_unsupported();
	err = err ?: test_caps();
	err = err ?: test_reuse();
	dmaengine_terminate_sync(chan);
	toy_close(&toy, chan);
	toy_device_put(pdev);
	return err;
}
module_init(core_metadata_init);
MODULE_LICENSE("GPL");
