/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive-provider.c - DMA devices: registered, unregistered, released, freed
 *
 * A DMA device is not the struct device it belongs to, and is found by the memory it
 * is in: the tree of its process has its address.
 */
#include "db/replay/derive.h"

/* struct provider - @device: the thing, which no pointer finds */
struct provider {
	struct span span;
	struct device *device;
};

static struct provider *provider_at(struct replay *replay, uint32_t process,
				    uint64_t address, uint64_t size)
{
	struct span *span = span_next(&world_process(&replay->world, process)->providers,
				      address, span_end(address, size), NULL);

	return span ? span->owner : NULL;
}

static void describe(const struct thing *thing, char *text, size_t size)
{
	const char *name = ((const struct device *)thing)->name;

	snprintf(text, size, "%s", *name ? name : "a DMA device");
}

static struct provider *provider_new(struct replay *replay,
				     const struct trace_event *event)
{
	struct provider *provider = world_take(&replay->world, sizeof(*provider));

	provider->device = world_new(&replay->world, OBJECT_DEVICE, sizeof(*provider->device));
	provider->device->thing.describe = describe;
	provider->span = (struct span){
		.start = event->object, .end = span_end(event->object, 1),
		.serial = event->number, .owner = provider,
	};
	span_insert(&world_process(&replay->world, event->process)->providers,
		    &provider->span);
	return provider;
}

void derive_provider_register(struct replay *replay, const struct trace_event *event)
{
	struct provider *provider = provider_at(replay, event->process, event->object, 1);
	struct device *owner = world_device(&replay->world, event->process, event->device);
	bool releases = event->flags & DMACHECK_HAS_RELEASE;

	if (!provider)
		provider = provider_new(replay, event);
	provider->device->name = event->name ? event->name : "";
	provider->device->thing.device = owner->thing.id;
	judge(replay, &provider->device->thing, EVENT_REGISTER,
	      &(struct occasion){ .facts = releases ? FACT(HAS_RELEASE) : FACT(NO_RELEASE) });
	thing_note(&provider->device->thing, event, "registered");
}

void derive_provider_unregister(struct replay *replay, const struct trace_event *event)
{
	struct provider *provider = provider_at(replay, event->process, event->object, 1);

	if (!provider)
		return;
	judge(replay, &provider->device->thing, EVENT_UNREGISTER,
	      &(struct occasion){ .facts = event->value > 0 ? FACT(CLIENTS) : 0 });
	thing_note(&provider->device->thing, event, "unregistered");
}

void derive_provider_release(struct replay *replay, const struct trace_event *event)
{
	struct provider *provider = provider_at(replay, event->process, event->object, 1);

	if (!provider)
		return;
	judge(replay, &provider->device->thing, EVENT_RELEASE, NULL);
	thing_note(&provider->device->thing, event, "its device_release is called");
}

static void provider_forget(struct replay *replay, uint32_t process,
			    struct provider *provider)
{
	span_remove(&world_process(&replay->world, process)->providers, &provider->span);
	world_forget(&replay->world, &provider->device->thing);
}

/* Those of the program before an exec. */
void derive_provider_run_begin(struct replay *replay, const struct trace_event *event)
{
	struct provider *provider;

	while ((provider = provider_at(replay, event->process, 0, UINT64_MAX)))
		provider_forget(replay, event->process, provider);
}

/* The memory may be another device's next. */
void derive_provider_free(struct replay *replay, const struct trace_event *event)
{
	uint64_t size = memory_size(replay, event->process, event->address);
	struct provider *provider;

	if (!world_process(&replay->world, event->process)->providers.root)
		return;
	provider = provider_at(replay, event->process, event->address, size ? size : 1);
	if (!provider)
		return;
	judge(replay, &provider->device->thing, EVENT_FREE, NULL);
	provider_forget(replay, event->process, provider);
}
