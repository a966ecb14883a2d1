/* SPDX-License-Identifier: GPL-2.0-or-later */
/* good.c - the device is unregistered under its client, and freed in its release */
/* run: weakest, random 1-3, none */
#include "../../runtime/core-toy.h"

static struct toy *toy;
static struct dma_chan *chan;

static void provider_release(struct dma_device *dma)
{
	kfree(container_of(dma, struct toy, dma));
}

static int provider_probe(struct platform_device *pdev)
{
	toy = kzalloc(sizeof(*toy), GFP_KERNEL);
	if (!toy)
		return -ENOMEM;
	toy_fill(toy, &pdev->dev);
	toy->dma.device_release = provider_release;
	chan = toy_open(toy);
	return chan ? 0 : -ENODEV;
}

static void provider_remove(void)
{
	dma_async_device_unregister(&toy->dma);
}

static int __init provider_init(void)
{
	struct platform_device *pdev = toy_device();
	int err;

	CHECK(!IS_ERR(pdev));
	err = provider_probe(pdev);
	CHECK(err == 0);
	provider_remove();
	dma_release_channel(chan);
	toy_device_put(pdev);
	return 0;
}

module_init(provider_init);
MODULE_LICENSE("GPL");
