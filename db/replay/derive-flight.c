/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive-flight.c - memory is unmapped or freed: may a transfer or its callback still
 * use it?
 *
 *   unmap ---------------> DMA addresses --> buffers in flight
 *   free --> mappings ---> DMA addresses --^
 *      +---> callback data
 */
#include "db/replay/channel.h"
#include "db/replay/mapping.h"

/* struct giving - memory that somebody gives up */
struct giving {
	uint64_t dma_address;
	uint64_t address;
	uint64_t size;
	const struct mapping *mapping;
};

static struct span *in_flight(struct replay *replay, uint32_t process,
			      uint64_t dma_address, uint64_t size,
			      const struct span *after)
{
	return span_next(&world_process(&replay->world, process)->in_flight, dma_address,
			 span_end(dma_address, size), after);
}

static void judge_given(struct replay *replay, struct descriptor *descriptor,
			struct occasion *occasion)
{
	occasion->other = &descriptor->thing;
	judge(replay, &descriptor->channel->thing, EVENT_FREE, occasion);
}

/* Once for a buffer: what is unmapped in flight and freed then is one mistake. */
static void give_memory(struct replay *replay, const struct trace_event *event,
			const struct giving *giving)
{
	const struct mapping *mapping = giving->mapping;
	struct span *span = NULL;
	bool told = false;

	while ((span = in_flight(replay, event->process, giving->dma_address, giving->size,
				 span))) {
		struct buffer *buffer = span->owner;
		struct occasion occasion = {
			.facts = FACT(IN_FLIGHT), .address = giving->address,
			.size = giving->size, .mapping = mapping ? mapping->thing.id : 0,
			.pfn = mapping ? mapping_pfn(replay, mapping, giving->address) : 0,
		};

		if (!buffer->given && !told)
			judge_given(replay, buffer->descriptor, &occasion);
		told = true;
		buffer->given = true;
	}
}

void derive_flight_unmap(struct replay *replay, const struct trace_event *event)
{
	struct giving giving = { .dma_address = event->dma_address, .size = event->size,
				 .address = event->address };

	if (event->flags & DMACHECK_BY_PROVIDER)
		return;		/* it knows when its device has done with it */
	if (!in_flight(replay, event->process, event->dma_address, event->size, NULL))
		return;
	giving.mapping = mapping_at(replay, event->process, event->device, event->dma_address);
	if (giving.mapping)
		giving.address = giving.mapping->address +
				 (event->dma_address - giving.mapping->dma_address);
	give_memory(replay, event, &giving);
}

/* ---- freed: memory that is mapped ---- */

/* The part of a mapping that lies in these bytes. */
static struct giving part_of(const struct mapping *mapping, uint64_t address,
			     uint64_t size)
{
	uint64_t end = span_end(address, size);
	uint64_t last = span_end(mapping->address, mapping->size);
	uint64_t start = address > mapping->address ? address : mapping->address;

	return (struct giving){
		.mapping = mapping, .address = start,
		.size = (end < last ? end : last) - start,
		.dma_address = mapping->dma_address + (start - mapping->address),
	};
}

bool world_in_flight(struct replay *replay, uint32_t process, uint64_t address,
		     uint64_t size)
{
	struct mapping *mapping = NULL;

	if (!world_process(&replay->world, process)->in_flight.root)
		return false;
	while ((mapping = mapping_next(replay, process, address, size, mapping))) {
		struct giving part = part_of(mapping, address, size);

		if (in_flight(replay, process, part.dma_address, part.size, NULL))
			return true;
	}
	return false;
}

static void free_mapped(struct replay *replay, const struct trace_event *event,
			uint64_t size)
{
	struct mapping *mapping = NULL;

	if (!world_process(&replay->world, event->process)->in_flight.root)
		return;
	while ((mapping = mapping_next(replay, event->process, event->address, size,
				       mapping))) {
		struct giving part = part_of(mapping, event->address, size);

		give_memory(replay, event, &part);
	}
}

/* ---- freed: what callbacks are given ---- */

/*
 * A callback that runs may have woken the one who frees, which is right; or it may
 * free what it was given itself. Where the channel was terminated nobody has waited
 * for it.
 */
static bool may_free(struct replay *replay, const struct descriptor *descriptor,
		     const struct trace_event *event)
{
	const struct thread *thread = world_thread(&replay->world, event);

	if (!descriptor->calling || descriptor->state != DESCRIPTOR_COMPLETED)
		return false;
	return !descriptor->channel->terminated ||
	       thread_callback(thread, descriptor->channel->thing.key.pointer);
}

static void free_data(struct replay *replay, const struct trace_event *event,
		      uint64_t size)
{
	const struct span_tree *data =
		&world_process(&replay->world, event->process)->callback_data;
	uint64_t end = span_end(event->address, size);
	struct span *span = span_next(data, event->address, end, NULL);

	for (; span; span = span_next(data, event->address, end, span)) {
		struct descriptor *descriptor = span->owner;
		struct occasion occasion = {
			.facts = FACT(CALLBACK_DATA), .address = event->address, .size = size,
		};

		if (may_free(replay, descriptor, event))
			continue;
		judge_given(replay, descriptor, &occasion);
		break;
	}
}

void derive_flight_free(struct replay *replay, const struct trace_event *event)
{
	uint64_t size = memory_size(replay, event->process, event->address);

	free_mapped(replay, event, size ? size : 1);
	free_data(replay, event, size ? size : 1);
}

void derive_flight_release(struct replay *replay, const struct trace_event *event)
{
	free_mapped(replay, event, event->size);
}
