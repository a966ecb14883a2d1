/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad.c - the device is unregistered under its client, and nobody says when it may go */
#include "../../runtime/core-toy.h"

static struct toy *toy;
static struct dma_chan *chan;

static int provider_probe(struct platform_device *pdev)
{
	toy = kzalloc(sizeof(*toy), GFP_KERNEL);
	if (!toy)
		return -ENOMEM;
	toy_fill(toy, &pdev->dev);
	toy->dma.device_release = NULL;
	chan = toy_open(toy); /* expect-run-low: provider-no-release has no device_release */
	return chan ? 0 : -ENODEV;
}

static void provider_remove(void)
{
	dma_async_device_unregister(&toy->dma); /* expect-run: provider-no-release unregistered while clients */
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
	kfree(toy);
	return 0;
}

module_init(provider_init);
MODULE_LICENSE("GPL");
