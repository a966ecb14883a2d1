/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad-registered.c - the memory of a device goes that was never unregistered */
#include "../../runtime/core-toy.h"

static int __init provider_init(void)
{
	struct platform_device *pdev = toy_device();
	struct toy *toy = kzalloc(sizeof(*toy), GFP_KERNEL);

	CHECK(!IS_ERR(pdev) && toy);
	toy_fill(toy, &pdev->dev);
	dma_cap_zero(toy->dma.cap_mask);
	dma_cap_set(DMA_PRIVATE, toy->dma.cap_mask);
	toy->dma.device_release = NULL;
	CHECK(dma_async_device_register(&toy->dma) == 0); /* expect-run-low: provider-no-release has no device_release */
	kfree(toy); /* expect-run: provider-no-release while it is registered */
	return 0;
}

module_init(provider_init);
MODULE_LICENSE("GPL");
