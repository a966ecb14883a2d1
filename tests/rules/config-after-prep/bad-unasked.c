/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad-unasked.c - never configured, and the provider does not mind: a hint */
#include "../../runtime/core-toy.h"

#include <linux/scatterlist.h>

static struct toy toy;
static u8 byte;

static int port_start(struct dma_chan *chan)
{
	struct dma_async_tx_descriptor *desc;
	struct scatterlist sg;

	sg_init_one(&sg, &byte, 1);
	desc = dmaengine_prep_slave_sg(chan, &sg, 1, DMA_DEV_TO_MEM, DMA_PREP_INTERRUPT); /* expect-run-low: config-after-prep never been configured */
	if (!desc)
		return -EIO;
	dmaengine_submit(desc);
	dma_async_issue_pending(chan);
	return dmaengine_terminate_sync(chan);
}

static int __init port_init(void)
{
	struct platform_device *pdev = toy_device();
	struct dma_chan *chan;
	int err;

	CHECK(!IS_ERR(pdev));
	toy_fill(&toy, &pdev->dev);
	chan = toy_open(&toy);
	CHECK(chan);
	err = port_start(chan);
	toy_close(&toy, chan);
	toy_device_put(pdev);
	return err;
}

module_init(port_init);
MODULE_LICENSE("GPL");
