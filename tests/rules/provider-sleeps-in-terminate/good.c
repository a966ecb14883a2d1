/* SPDX-License-Identifier: GPL-2.0-or-later */
/* good.c - the provider waits for its hardware where sleeping is allowed */
/* run: weakest, random 1-3, none */
#include "../../runtime/core-toy.h"

static struct toy toy;

static int lazy_terminate(struct dma_chan *chan)
{
	int err = toy_terminate(chan);

	return err;
}

static void lazy_synchronize(struct dma_chan *chan)
{
	usleep_range(10, 20);	/* until it has stopped */
	toy_synchronize(chan);
}

static int __init provider_init(void)
{
	struct platform_device *pdev = toy_device();
	struct dma_chan *chan;

	CHECK(!IS_ERR(pdev));
	toy_fill(&toy, &pdev->dev);
	toy.dma.device_terminate_all = lazy_terminate;
	toy.dma.device_synchronize = lazy_synchronize;
	chan = toy_open(&toy);
	CHECK(chan);
	CHECK(dmaengine_terminate_sync(chan) == 0);
	toy_close(&toy, chan);
	toy_device_put(pdev);
	return 0;
}

module_init(provider_init);
MODULE_LICENSE("GPL");
