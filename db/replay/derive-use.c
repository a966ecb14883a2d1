/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive-use.c - what is mapped is looked at, used by descriptors, and synced
 *
 * A fact is answered by bytes: an address inside a mapping is that mapping's.
 */
#include "db/replay/difference.h"

/* ---- checked, used ---- */

void derive_mapping_checked(struct replay *replay, const struct trace_event *event)
{
	struct mapping *mapping =
		event->value ? world_process(&replay->world, event->process)->failed :
			       mapping_at(replay, event->process, event->device,
					  event->dma_address);

	if (mapping && (event->value || mapping->dma_address == event->dma_address))
		judge(replay, &mapping->thing, EVENT_CHECK, NULL);
}

static void use_failed(struct replay *replay, const struct trace_event *event)
{
	struct mapping *failed = world_process(&replay->world, event->process)->failed;
	struct difference difference = { .facts = FACT(FAILED) };

	if (failed)
		mapping_judge(replay, failed, EVENT_USE, &difference);
}

static void use_differences(const struct mapping *mapping,
			    const struct trace_event *event,
			    struct difference *difference)
{
	uint64_t offset = event->dma_address - mapping->dma_address;

	if (event->size > mapping->size - offset)
		DIFFERS(difference, OUTSIDE, "bytes %" PRIu64 " to %" PRIu64 " are used",
			offset, offset + event->size);
	if (mapping->direction != MAPPED_BOTH_WAYS && event->direction != mapping->direction)
		DIFFERS(difference, DIRECTION, "used as %s", mapping_direction(event->direction));
}

void derive_mapping_use(struct replay *replay, const struct trace_event *event)
{
	uint64_t device = channel_device_pointer(replay, event->process, event->channel);
	struct difference difference = { 0 };
	struct trace_event seen = *event;
	struct mapping *mapping;

	if (event->dma_address == MAPPING_FAILED) {
		use_failed(replay, event);
		return;
	}
	seen.device = device;
	mapping = mapping_at(replay, event->process, device, event->dma_address);
	if (!mapping && device) {
		mapping = mapping_at(replay, event->process, 0, event->dma_address);
		difference.facts = mapping ? FACT(OTHER_DEVICE) : 0;
	}
	if (!mapping) {
		mapping_judge_stray(replay, &seen, EVENT_USE, &difference);
		return;
	}
	if (!difference.facts)
		use_differences(mapping, event, &difference);
	else
		snprintf(difference.detail, sizeof(difference.detail), "%s",
			 world_device(&replay->world, event->process, device)->name);
	mapping_judge(replay, mapping, EVENT_USE, &difference);
	thing_note(&mapping->thing, event, "used by a descriptor");
	mapping->used = true;
	object_transfer(replay, mapping);
}

/* ---- synced ---- */

static void sync_direction(const struct mapping *mapping, const struct trace_event *event,
			   bool to_cpu, struct difference *difference)
{
	if (mapping->direction == MAPPED_BOTH_WAYS)
		return;
	if (to_cpu && mapping->direction == MAPPED_TO_DEVICE &&
	    event->direction != MAPPED_TO_DEVICE)
		DIFFERS(difference, READ_ONLY, "synced %s", mapping_direction(event->direction));
	if (!to_cpu && mapping->direction == MAPPED_FROM_DEVICE &&
	    event->direction != MAPPED_FROM_DEVICE)
		DIFFERS(difference, WRITE_ONLY, "synced %s", mapping_direction(event->direction));
	if (event->direction != mapping->direction)
		DIFFERS(difference, DIRECTION, "synced %s", mapping_direction(event->direction));
}

static void sync_differences(const struct mapping *mapping,
			     const struct trace_event *event, bool to_cpu,
			     struct difference *difference)
{
	uint64_t offset = event->dma_address - mapping->dma_address;

	if (event->size > mapping->size - offset)
		DIFFERS(difference, OUTSIDE, "bytes %" PRIu64 " to %" PRIu64 " are synced",
			offset, offset + event->size);
	sync_direction(mapping, event, to_cpu, difference);
	if (event->value && mapping->entries && (uint64_t)event->value != mapping->entries)
		DIFFERS(difference, ENTRIES, "%" PRId64 " of %" PRIu64, event->value,
			mapping->entries);
}

static void sync_owner(struct replay *replay, struct mapping *mapping,
		       const struct trace_event *event, bool to_cpu)
{
	uint64_t start = event->dma_address - mapping->dma_address;
	uint64_t end = span_end(start, event->size);

	if (end > mapping->size)
		end = mapping->size;
	if (start == end)
		return;
	if (to_cpu)
		owner_to_cpu(replay, mapping, start, end);
	else
		owner_to_device(replay, mapping, start, end);
}

static void mapping_sync(struct replay *replay, const struct trace_event *event,
			 bool to_cpu)
{
	enum rule_event what = to_cpu ? EVENT_SYNC_CPU : EVENT_SYNC_DEVICE;
	struct mapping *mapping = mapping_at(replay, event->process, event->device,
					     event->dma_address);
	struct difference difference = { 0 };

	if (!mapping) {
		mapping_judge_stray(replay, event, what, &difference);
		return;
	}
	sync_differences(mapping, event, to_cpu, &difference);
	mapping_judge(replay, mapping, what, &difference);
	sync_owner(replay, mapping, event, to_cpu);
	thing_note(&mapping->thing, event,
		   to_cpu ? "synced for the CPU" : "synced for the device");
}

void derive_mapping_sync_cpu(struct replay *replay, const struct trace_event *event)
{
	mapping_sync(replay, event, true);
}

void derive_mapping_sync_device(struct replay *replay, const struct trace_event *event)
{
	mapping_sync(replay, event, false);
}
