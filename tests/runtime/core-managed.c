/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-managed.c - devices and channels that go with their driver, and a probe that
 * waits for a channel
 */
/* proves: G1 D4 */
#include <linux/device.h>
#include <linux/init.h>

#include "core-toy.h"

enum { OTHERS = 32 };

static struct toy toy;
static struct platform_device *provider, *client;
static struct dma_chan *got;
static int deferred;

static int provider_probe(struct platform_device *pdev)
{
	static const struct dma_slave_map map = { "managed-client", "rx", &toy };

	toy_fill(&toy, &pdev->dev);
	toy.dma.filter.fn = toy_filter;
	toy.dma.filter.mapcnt = 1;
	toy.dma.filter.map = &map;
	return dmaenginem_async_device_register(&toy.dma);
}

static struct platform_driver provider_driver = {
	.probe = provider_probe,
	.driver = { .name = "managed-provider" },
};

static int client_probe(struct platform_device *pdev)
{
	struct dma_chan *chan = devm_dma_request_chan(&pdev->dev, "rx");

	if (IS_ERR(chan)) {
		deferred += PTR_ERR(chan) == -EPROBE_DEFER;
		return PTR_ERR(chan);
	}
	got = chan;
	return 0;
}

static struct platform_driver client_driver = {
	.probe = client_probe,
	.driver = { .name = "managed-client" },
};

/* No device maps the name; one that does has come, and the probe is tried again. */
static int test_defer(void)
{
	struct dma_chan *others[OTHERS];
	dma_cap_mask_t mask;
	int i, count = 0;

	dma_cap_zero(mask);
	dma_cap_set(DMA_SLAVE, mask);
	while (count < OTHERS && (others[count] = dma_request_channel(mask, NULL, NULL)))
		count++;
	client = platform_device_register_simple("managed-client", PLATFORM_DEVID_NONE,
						 NULL, 0);
	CHECK(!IS_ERR(client));
	CHECK(deferred == 1 && !got && !device_is_bound(&client->dev));
	provider = platform_device_register_simple("managed-provider",
						   PLATFORM_DEVID_NONE, NULL, 0);
	CHECK(!IS_ERR(provider));
	wait_for_device_probe();
	CHECK(got && got->device == &toy.dma && got->slave == &client->dev);
	for (i = 0; i < count; i++)
		dma_release_channel(others[i]);
	return 0;
}

/* A name that is mapped to a device gets a channel of no other. */
static int test_busy(void)
{
	struct dma_chan *chan, *other;
	dma_cap_mask_t mask;

	other = toy_request(&toy);
	CHECK(other);
	CHECK(PTR_ERR(dma_request_chan(&client->dev, "rx")) == -EPROBE_DEFER);
	CHECK(!dma_request_slave_channel(&client->dev, "rx"));
	dma_release_channel(other);
	chan = dma_request_chan(&client->dev, "rx");
	CHECK(!IS_ERR(chan) && chan == other);
	CHECK(chan->name && !strcmp(chan->name, "dma:rx"));
	dma_release_channel(chan);
	CHECK(!chan->slave && !chan->name);

	dma_cap_zero(mask);
	dma_cap_set(DMA_SLAVE, mask);
	dma_cap_set(DMA_PQ, mask);
	CHECK(PTR_ERR(dma_request_chan_by_mask(&mask)) == -ENODEV);
	return 0;
}

/* --- a router between the client and the channel --- */

static int routes_freed;

static void free_route(struct device *dev, void *data)
{
	routes_freed += dev == &provider->dev && data == &routes_freed;
}

static int test_router(void)
{
	struct dma_router router = { .dev = &provider->dev, .route_free = free_route };
	struct dma_chan *chan = toy_request(&toy);

	CHECK(chan);
	chan->router = &router;
	chan->route_data = &routes_freed;
	CHECK(routes_freed == 0);
	dma_release_channel(chan);
	CHECK(routes_freed == 1 && !chan->router && !chan->route_data);
	chan = toy_request(&toy);
	CHECK(chan);
	dma_release_channel(chan);
	CHECK(routes_freed == 1);
	return 0;
}

/* First the client goes, and its channel; then the provider, and its device. */
static int test_unbind(void)
{
	int frees = toy.channels[0].frees;

	CHECK(toy.channels[0].chan.client_count == 1);
	platform_device_unregister(client);
	CHECK(toy.channels[0].chan.client_count == 0);
	CHECK(toy.channels[0].frees == frees + 1 && !toy.released);
	platform_device_unregister(provider);
	CHECK(toy.released == 1);
	return 0;
}

static int __init core_managed_init(void)
{
	int err = platform_driver_register(&client_driver);

	err = err ?: platform_driver_register(&provider_driver);
	err = err ?: test_defer();
	err = err ?: test_busy();
	err = err ?: test_router();
	err = err ?: test_unbind();
	platform_driver_unregister(&client_driver);
	platform_driver_unregister(&provider_driver);
	return err;
}
module_init(core_managed_init);
MODULE_LICENSE("GPL");
