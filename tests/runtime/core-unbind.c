/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-unbind.c - a device without device_release goes while it is in use
 *
 * It is warned of at registration, and when it goes with clients; that other
 * devices may is the silence of core-refcount.c.
 */
/* proves: D4 D5 */
/* expect-count: 2 Device release is not defined so it is not safe to unbind this driver while in use */
/* expect-count: 1 dma_async_device_unregister called while 1 clients hold a reference */
/* expect-count: 1 WARNING: at */
#include <linux/init.h>

#include "core-toy.h"

static struct toy toy;

static int register_toy(struct platform_device *pdev)
{
	toy_fill(&toy, &pdev->dev);
	toy.dma.device_release = NULL;
	CHECK(dma_async_device_register(&toy.dma) == 0);
	return 0;
}

static int __init core_unbind_init(void)
{
	struct platform_device *pdev = toy_device();
	struct dma_chan *chan;

	CHECK(!IS_ERR(pdev) && !register_toy(pdev));
	chan = toy_request(&toy);
	CHECK(chan);
	dma_release_channel(chan);
	dma_async_device_unregister(&toy.dma);		/* nobody uses it */

	CHECK(!register_toy(pdev));
	chan = toy_request(&toy);
	CHECK(chan);
	dma_async_device_unregister(&toy.dma);
	dma_release_channel(chan);
	toy_device_put(pdev);
	return 0;
}
module_init(core_unbind_init);
MODULE_LICENSE("GPL");
