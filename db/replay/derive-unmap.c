/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive-unmap.c - memory is unmapped, as it was mapped or otherwise
 */
#include "db/replay/difference.h"

static const char *kind_word(uint32_t kind)
{
	static const char *const words[] = {
		[DMACHECK_MAPPED_SINGLE] = "a single mapping",
		[DMACHECK_MAPPED_PAGE] = "a single mapping",
		[DMACHECK_MAPPED_SG] = "a scatterlist",
		[DMACHECK_MAPPED_COHERENT] = "coherent memory",
		[DMACHECK_MAPPED_NONCOHERENT] = "non-coherent memory",
		[DMACHECK_MAPPED_RESOURCE] = "a resource",
	};

	return kind < sizeof(words) / sizeof(*words) ? words[kind] : "?";
}

/* A single mapping may be unmapped as a page, and the other way round. */
static bool same_function(uint32_t one, uint32_t other)
{
	if (one == DMACHECK_MAPPED_PAGE)
		one = DMACHECK_MAPPED_SINGLE;
	if (other == DMACHECK_MAPPED_PAGE)
		other = DMACHECK_MAPPED_SINGLE;
	return one == other;
}

static void unmap_place(const struct mapping *mapping, const struct trace_event *event,
			struct difference *difference)
{
	uint64_t offset = event->dma_address - mapping->dma_address;

	if (offset)
		DIFFERS(difference, SIZE, "%" PRIu64 " bytes from byte %" PRIu64 " on",
			event->size, offset);
	else if (event->size != mapping->size)
		DIFFERS(difference, SIZE, "%" PRIu64 " bytes", event->size);
}

static void unmap_differences(const struct mapping *mapping,
			      const struct trace_event *event, uint64_t entries,
			      struct difference *difference)
{
	unmap_place(mapping, event, difference);
	if (!same_function(mapping->kind, event->type))
		DIFFERS(difference, FUNCTION, "as %s", kind_word(event->type));
	else if (event->address && event->address != mapping->address)
		DIFFERS(difference, ADDRESS, "0x%" PRIx64 " instead of 0x%" PRIx64,
			event->address, mapping->address);
	if (entries && mapping->entries && entries != mapping->entries)
		DIFFERS(difference, ENTRIES, "%" PRIu64 " of %" PRIu64, entries,
			mapping->entries);
	if (event->direction != mapping->direction)
		DIFFERS(difference, DIRECTION, "unmapped %s", mapping_direction(event->direction));
}

/* The entries that follow say the rest. One that failed has none that mean anything. */
void derive_mapping_unmap_sg(struct replay *replay, const struct trace_event *event)
{
	struct thread *thread = world_thread(&replay->world, event);
	struct process *process = world_process(&replay->world, event->process);
	struct difference difference = { .facts = FACT(FAILED) };

	thread->sg_entries = event->value > 0 ? (uint64_t)event->value : 0;
	thread->sg_skipped = 0;
	if (!process->failed || !event->object || process->failed_list != event->object)
		return;
	thread->sg_skipped = thread->sg_entries;
	mapping_judge(replay, process->failed, EVENT_UNMAP, &difference);
}

/* Return: the entries that the call this belongs to names, at its first; else 0. */
static uint64_t take_entries(struct replay *replay, const struct trace_event *event)
{
	struct thread *thread = world_thread(&replay->world, event);
	uint64_t entries = thread->sg_entries;

	if (event->type != DMACHECK_MAPPED_SG)
		return 0;
	thread->sg_entries = 0;
	return entries;
}

static bool is_skipped(struct replay *replay, const struct trace_event *event)
{
	struct thread *thread = world_thread(&replay->world, event);

	if (event->type != DMACHECK_MAPPED_SG || !thread->sg_skipped)
		return false;
	thread->sg_skipped--;
	return true;
}

static void unmap_nothing(struct replay *replay, const struct trace_event *event)
{
	struct mapping *failed = world_process(&replay->world, event->process)->failed;
	struct difference difference = { 0 };

	if (event->dma_address != MAPPING_FAILED) {
		mapping_judge_stray(replay, event, EVENT_UNMAP, &difference);
		return;
	}
	difference.facts = FACT(FAILED);
	if (failed)
		mapping_judge(replay, failed, EVENT_UNMAP, &difference);
	else
		mapping_judge_stray(replay, event, EVENT_UNMAP, &difference);
}

void derive_mapping_unmap(struct replay *replay, const struct trace_event *event)
{
	uint64_t entries = take_entries(replay, event);
	struct difference difference = { 0 };
	struct mapping *mapping;

	if (is_skipped(replay, event))
		return;
	mapping = mapping_at(replay, event->process, event->device, event->dma_address);
	if (!mapping) {
		unmap_nothing(replay, event);
		return;
	}
	unmap_differences(mapping, event, entries, &difference);
	if (mapping->dma_address == event->dma_address) {
		mapping_judge(replay, mapping, EVENT_UNMAP, &difference);
		thing_note(&mapping->thing, event, "unmapped");
		mapping_finish(replay, mapping);
	} else {
		mapping_judge(replay, mapping, EVENT_UNMAP_PART, &difference);
	}
}
