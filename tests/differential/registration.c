/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * registration.c - providers come and go under clients, for one run on each core
 *
 * Draws registrations, unregistrations, public and exclusive clients over a few
 * toy providers, and after each step prints who counts what: references of
 * devices, clients of channels, private capabilities, the channel table, the
 * module's references. What 6.12 leaves undefined is not drawn: see legal_*().
 */
#include <linux/init.h>

#include "../runtime/core-toy.h"
#include "draw.h"

#define TOYS 4
#define HELD 6

static unsigned int steps = 200;
module_param(steps, uint, 0444);
MODULE_PARM_DESC(steps, "how many");

/* A provider of its own controller, with what this file knows of it. */
struct provider {
	struct toy toy;
	struct platform_device *pdev;
	struct dma_slave_map map[2];
	bool registered;
	unsigned int registrations;
};

/* An exclusive client. */
struct holder {
	struct dma_chan *chan;
	struct provider *provider;	/* NULL: of the reference devices */
	bool by_name;
};

static struct provider providers[TOYS];
static struct holder holders[HELD];
static struct platform_device *client;
static unsigned int gets;

static struct platform_driver provider_driver = {
	.driver = { .name = "provider", .owner = THIS_MODULE },
};

static struct provider *provider_of(struct dma_chan *chan)
{
	unsigned int i;

	for (i = 0; i < TOYS; i++)
		if (chan->device == &providers[i].toy.dma)
			return &providers[i];
	return NULL;
}

/* ---- what is legal ----------------------------------------------------------- */

static bool is_held(struct provider *provider, bool by_name_only)
{
	unsigned int i;

	for (i = 0; i < HELD; i++)
		if (holders[i].chan && holders[i].provider == provider &&
		    (holders[i].by_name || !by_name_only))
			return true;
	return false;
}

/* Unregistered, and there yet because a client has a channel. */
static bool is_left(struct provider *provider)
{
	return !provider->registered && is_held(provider, false);
}

/*
 * A device that is unregistered under public clients is never released by 6.12,
 * and a channel requested by name has then links that it follows to freed memory.
 */
static bool legal_unregister(struct provider *provider)
{
	return (!gets || dma_has_cap(DMA_PRIVATE, provider->toy.dma.cap_mask)) &&
	       !is_held(provider, true);
}

/* 6.12 gives out the free channels of a device that is left. */
static bool take_registered(struct dma_chan *chan, void *wanted)
{
	struct provider *provider = provider_of(chan);

	if (!provider || !provider->registered)
		return false;
	return !wanted || wanted == provider;
}

/* ---- what is printed ---------------------------------------------------------- */

static void say_provider(struct provider *provider)
{
	struct toy *toy = &provider->toy;
	int i;

	if (!provider->registrations)
		return;
	pr_info("  %d ref %d chancnt %u privatecnt %u caps %lx released %d",
		(int)(provider - providers), kref_read(&toy->dma.ref), toy->dma.chancnt,
		toy->dma.privatecnt, toy->dma.cap_mask.bits[0], toy->released);
	for (i = 0; i < TOY_CHANNELS; i++)
		pr_cont(" | clients %d alloc %d free %d sync %d table %d",
			toy->channels[i].chan.client_count, toy->channels[i].allocs,
			toy->channels[i].frees, toy->channels[i].synchronizes,
			toy->channels[i].chan.table_count);
	pr_cont("\n");
}

static void say_table(void)
{
	struct dma_chan *chan;
	int type;

	pr_info("  table");
	for (type = 0; type < DMA_TX_TYPE_END; type++) {
		if (type == DMA_INTERRUPT || type == DMA_PRIVATE || type == DMA_SLAVE)
			continue;
		chan = dma_find_channel(type);
		pr_cont(" %s", chan ? dma_chan_name(chan) : "-");
	}
	pr_cont(" module %d\n", module_refcount(THIS_MODULE));
}

static void say_all(void)
{
	unsigned int i;

	for (i = 0; i < TOYS; i++)
		say_provider(&providers[i]);
	say_table();
}

/* ---- steps -------------------------------------------------------------------- */

static void fill(struct provider *provider)
{
	struct dma_device *dma = &provider->toy.dma;

	toy_fill(&provider->toy, &provider->pdev->dev);
	if (draw(2))
		dma_cap_clear(DMA_PRIVATE, dma->cap_mask);
	if (!draw(4))
		dma->device_free_chan_resources = NULL;
	if (!draw(4))
		dma->device_alloc_chan_resources = NULL;
	if (!draw(4))
		dma->device_synchronize = NULL;
	if (!draw(3))
		provider->toy.alloc_result = draw(2) ? -ENOMEM : -EBUSY;
	provider->map[0] = (struct dma_slave_map){ "client", "rx", NULL };
	provider->map[1] = (struct dma_slave_map){ "client", "tx", provider };
	dma->filter = (struct dma_filter){ take_registered, 2, provider->map };
}

static void step_register(struct provider *provider)
{
	int err;

	if (provider->registered || is_left(provider))
		return;
	fill(provider);
	provider->registered = true;
	err = dma_async_device_register(&provider->toy.dma);
	provider->registered = !err;
	provider->registrations++;
	pr_info("register %d: %d\n", (int)(provider - providers), err);
}

static void step_unregister(struct provider *provider)
{
	if (!provider->registered || !legal_unregister(provider))
		return;
	provider->registered = false;
	pr_info("unregister %d\n", (int)(provider - providers));
	dma_async_device_unregister(&provider->toy.dma);
}

static void step_alloc_result(struct provider *provider)
{
	/* after -ENODEV 6.12 takes the device off its list twice */
	static const int results[] = { 0, 0, 3, -ENOMEM, -EBUSY };

	if (!provider->registered)
		return;
	provider->toy.alloc_result = results[draw(ARRAY_SIZE(results))];
	pr_info("alloc of %d: %d\n", (int)(provider - providers),
		provider->toy.alloc_result);
}

static struct dma_chan *request_by(struct holder *holder, struct provider *wanted)
{
	dma_cap_mask_t mask;

	dma_cap_zero(mask);
	dma_cap_set(draw(2) ? DMA_SLAVE : DMA_MEMCPY, mask);
	if (draw(5) == 0)
		dma_cap_set(DMA_XOR, mask);
	switch (draw(5)) {
	case 0:
		return dma_request_channel(mask, take_registered, NULL);
	case 1:
		return dma_request_channel(mask, take_registered, wanted);
	case 2:
		holder->by_name = true;
		return dma_request_chan(&client->dev, draw(2) ? "rx" : "tx");
	case 3:
		holder->by_name = true;
		return dma_request_slave_channel_compat(mask, take_registered, wanted,
							&client->dev, "none");
	default:
		return dma_request_chan_by_mask(&mask);
	}
}

/* Without a filter a device that is left could be found. */
static bool any_left(void)
{
	unsigned int i;

	for (i = 0; i < TOYS; i++)
		if (is_left(&providers[i]))
			return true;
	return false;
}

static void step_request(struct holder *holder)
{
	struct provider *wanted = &providers[draw(TOYS)];
	struct dma_chan *chan;

	if (any_left())
		return;
	chan = request_by(holder, wanted);
	if (IS_ERR_OR_NULL(chan)) {
		pr_info("request: %ld\n", PTR_ERR(chan));
		*holder = (struct holder){};
		return;
	}
	holder->chan = chan;
	holder->provider = provider_of(chan);
	pr_info("request: %s name %s slave %s\n", dma_chan_name(chan),
		chan->name ?: "-", chan->slave ? dev_name(chan->slave) : "-");
}

static void step_release(struct holder *holder)
{
	pr_info("release\n");
	dma_release_channel(holder->chan);
	*holder = (struct holder){};
}

static void step_get(void)
{
	if (gets == 3)
		return;
	gets++;
	pr_info("get\n");
	dmaengine_get();
}

static void step_put(void)
{
	if (!gets)
		return;
	gets--;
	pr_info("put\n");
	dmaengine_put();
}

/* A transfer on whatever the table has; it may not complete by itself. */
static void step_transfer(void)
{
	struct dma_chan *chan = dma_find_channel(DMA_MEMCPY);

	if (!chan || !provider_of(chan))
		return;
	pr_info("transfer %s: %d\n", dma_chan_name(chan),
		toy_submit_memcpy(chan, NULL, NULL));
	dma_issue_pending_all();
	pr_info("transfer ended %d status %d\n", toy_finish(chan),
		dma_async_is_tx_complete(chan, chan->cookie, NULL, NULL));
}

static void step(void)
{
	struct provider *provider = &providers[draw(TOYS)];
	struct holder *holder = &holders[draw(HELD)];

	switch (draw(14)) {
	case 0 ... 2:
		step_register(provider);
		break;
	case 3:
		step_unregister(provider);
		break;
	case 4:
		step_alloc_result(provider);
		break;
	case 5:
		step_get();
		break;
	case 6:
		step_put();
		break;
	case 7:
		step_transfer();
		break;
	default:
		if (holder->chan)
			step_release(holder);
		else
			step_request(holder);
	}
	say_all();
}

static void end(void)
{
	unsigned int i;

	while (gets)
		step_put();
	for (i = 0; i < HELD; i++)
		if (holders[i].chan)
			step_release(&holders[i]);
	for (i = 0; i < TOYS; i++) {
		step_unregister(&providers[i]);
		toy_device_put(providers[i].pdev);
	}
	say_all();
	platform_device_unregister(client);
}

static int __init registration_init(void)
{
	unsigned int i;

	drawn = seed;
	client = platform_device_register_simple("client", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(client))
		return PTR_ERR(client);
	for (i = 0; i < TOYS; i++) {
		providers[i].pdev = platform_device_register_simple("provider", i, NULL, 0);
		if (IS_ERR(providers[i].pdev))
			return PTR_ERR(providers[i].pdev);
		providers[i].pdev->dev.driver = &provider_driver.driver;
	}
	for (i = 0; i < steps; i++)
		step();
	end();
	return 0;
}
module_init(registration_init);

static void __exit registration_exit(void)
{
	pr_info("end: module %d\n", module_refcount(THIS_MODULE));
}
module_exit(registration_exit);

MODULE_DESCRIPTION("providers come and go under clients");
MODULE_LICENSE("GPL");
