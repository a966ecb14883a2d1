/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad-freed.c - the memory goes with remove, and the client still has a channel in it */
#include "../../runtime/core-toy.h"

static struct toy *toy;
static struct dma_chan *chan;

static int provider_probe(struct platform_device *pdev)
{
	toy = kzalloc(sizeof(*toy), GFP_KERNEL);
	if (!toy)
		return -ENOMEM;
	toy_fill(toy, &pdev->dev);
	chan = toy_open(toy);
	return chan ? 0 : -ENODEV;
}

static void provider_remove(void)
{
	dma_async_device_unregister(&toy->dma);
	kfree(toy); /* expect-run: provider-no-release before its device_release */
}

/* The client never lets go: that would be a use after free. */
/* expect-run: channel-leak never released */
static int __init provider_init(void)
{
	struct platform_device *pdev = toy_device();
	int err;

	CHECK(!IS_ERR(pdev));
	err = provider_probe(pdev);
	CHECK(err == 0);
	provider_remove();
	return 0;
}

module_init(provider_init);
MODULE_LICENSE("GPL");
