/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive-mapping.c - memory is mapped, alone or as a list, and left behind
 */
#include "db/replay/difference.h"

/* Of a map that shares bytes with very many others so many are told and judged. */
enum { OVERLAPS_TOLD = 8 };

static const char *map_message(const struct mapping *mapping)
{
	static const char *const messages[] = {
		[MAPPED_BOTH_WAYS] = "mapped DMA_BIDIRECTIONAL",
		[MAPPED_TO_DEVICE] = "mapped DMA_TO_DEVICE",
		[MAPPED_FROM_DEVICE] = "mapped DMA_FROM_DEVICE",
	};

	if (mapping->kind == DMACHECK_MAPPED_COHERENT ||
	    mapping->kind == DMACHECK_MAPPED_NONCOHERENT)
		return "allocated";
	return mapping->direction <= MAPPED_FROM_DEVICE ? messages[mapping->direction] :
							  "mapped";
}

/* Kinds whose result dma_mapping_error() is for. */
static bool is_checkable(const struct mapping *mapping)
{
	return mapping->kind == DMACHECK_MAPPED_SINGLE ||
	       mapping->kind == DMACHECK_MAPPED_PAGE ||
	       mapping->kind == DMACHECK_MAPPED_RESOURCE;
}

static uint64_t map_facts(const struct mapping *mapping)
{
	uint64_t facts = 0;

	if (mapping->kind == DMACHECK_MAPPED_COHERENT ||
	    mapping->kind == DMACHECK_MAPPED_RESOURCE)
		facts |= FACT(COHERENT);
	if (mapping->direction == MAPPED_TO_DEVICE)
		facts |= FACT(READ_ONLY);
	if (is_checkable(mapping))
		facts |= FACT(CHECKABLE);
	return facts;
}

/* The failed one takes the place of the one that failed before. */
static void map_failed(struct replay *replay, const struct trace_event *event)
{
	struct process *process = world_process(&replay->world, event->process);
	struct mapping *mapping = mapping_stray(replay, event);

	if (process->failed)
		world_forget(&replay->world, &process->failed->thing);
	process->failed = mapping;
	process->failed_list = 0;
	thing_note(&mapping->thing, event, "the mapping fails");
	judge(replay, &mapping->thing, EVENT_FAIL, NULL);
}

static void entry_list(struct replay *replay, const struct trace_event *event,
		       struct mapping *mapping)
{
	struct thread *thread = world_thread(&replay->world, event);

	if (!thread->sg_link || !thread->sg_first)
		thread->sg_link = &thread->sg_first;
	*thread->sg_link = mapping;
	thread->sg_link = &mapping->next;
	mapping->mapper = thread;
}

/* Two mappings of the same bytes, one of which the device may write. */
static void overlap_judge(struct replay *replay, struct mapping *older,
			  const struct mapping *mapping, const struct replay_overlap *row)
{
	char name[160], detail[256];
	struct occasion occasion = {
		.address = row->address, .size = row->size,
		.pfn = mapping_pfn(replay, mapping, row->address), .detail = detail,
	};

	if ((older->attrs | mapping->attrs) & MAPPING_SKIP_CPU_SYNC)
		return;
	if (!mapping_device_writes(older) && !mapping_device_writes(mapping))
		return;
	if (!mapping_device_writes(older) || !mapping_device_writes(mapping))
		occasion.facts = FACT(READ_ONLY);
	mapping_name(&mapping->thing, name, sizeof(name));
	snprintf(detail, sizeof(detail), "%s, %" PRIu64 " bytes in common", name, row->size);
	judge(replay, &older->thing, EVENT_OVERLAP, &occasion);
}

static void overlaps_find(struct replay *replay, const struct mapping *mapping)
{
	struct mapping *other = NULL;
	uint64_t end = span_end(mapping->address, mapping->size);
	unsigned int told = 0;

	while (told < OVERLAPS_TOLD &&
	       (other = mapping_next(replay, mapping->process, mapping->address,
				     mapping->size, other))) {
		uint64_t from = other->address, to = span_end(other->address, other->size);
		struct replay_overlap row = { .mapping = other->thing.id,
					      .other = mapping->thing.id };

		if (other == mapping)
			continue;
		told++;
		row.address = from > mapping->address ? from : mapping->address;
		row.size = (to < end ? to : end) - row.address;
		replay_tell(replay, overlap, &row);
		overlap_judge(replay, other, mapping, &row);
	}
}

void derive_mapping_map(struct replay *replay, const struct trace_event *event)
{
	struct mapping *mapping;
	struct difference difference = { 0 };

	if (event->dma_address == MAPPING_FAILED) {
		map_failed(replay, event);
		return;
	}
	mapping = mapping_begin(replay, event);
	difference.facts = map_facts(mapping);
	thing_note(&mapping->thing, event, map_message(mapping));
	mapping_judge(replay, mapping, EVENT_MAP, &difference);
	if (mapping->kind == DMACHECK_MAPPED_SG)
		entry_list(replay, event, mapping);
	if (mapping->kind != DMACHECK_MAPPED_RESOURCE)
		overlaps_find(replay, mapping);
}

/* The entries were mapped one by one before; now it is known how many they are. */
void derive_mapping_map_sg(struct replay *replay, const struct trace_event *event)
{
	struct thread *thread = world_thread(&replay->world, event);
	struct process *process;

	while (thread->sg_first) {
		struct mapping *mapping = thread->sg_first;

		thread->sg_first = mapping->next;
		mapping->entries = event->size;
		mapping->mapper = NULL;
	}
	if (event->value)
		return;
	map_failed(replay, event);
	process = world_process(&replay->world, event->process);
	process->failed->kind = DMACHECK_MAPPED_SG;
	process->failed->size = 0;
	process->failed_list = event->object;
}

void derive_mapping_bad(struct replay *replay, const struct trace_event *event)
{
	static const struct { uint64_t fact; const char *format; } bad[] = {
		[DMACHECK_BAD_STACK] = { FACT(STACK), "" },
		[DMACHECK_BAD_VMALLOC] = { FACT(VMALLOC), "" },
		[DMACHECK_BAD_CONSTANT] = { FACT(CONSTANT), "" },
		[DMACHECK_BAD_INVALID] = { FACT(INVALID), "" },
		[DMACHECK_BAD_LONG] = { FACT(LONG), "at most %llu bytes" },
		[DMACHECK_BAD_BOUNDARY] = { FACT(BOUNDARY), "boundary mask 0x%llx" },
	};
	struct mapping *mapping;
	struct difference difference = { 0 };

	if (event->type >= sizeof(bad) / sizeof(*bad))
		return;
	mapping = mapping_stray(replay, event);
	mapping->kind = DMACHECK_MAPPED_SINGLE;
	mapping->direction = MAPPED_NO_WAY;
	difference.facts = bad[event->type].fact;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(difference.detail, sizeof(difference.detail), bad[event->type].format,
		 (unsigned long long)event->value);
#pragma GCC diagnostic pop
	mapping_judge(replay, mapping, EVENT_MAP, &difference);
	world_forget(&replay->world, &mapping->thing);
}

/* ---- the end of its driver, or of the run ---- */

static void mappings_left(struct replay *replay, const struct trace_event *event,
			 uint64_t device, const char *detail)
{
	struct process *process = world_process(&replay->world, event->process);
	const struct span *span = NULL;

	while ((span = span_next(&process->dma, 0, UINT64_MAX, span))) {
		struct mapping *mapping = span->owner;
		struct occasion occasion = {
			.address = mapping->address, .size = mapping->size,
			.pfn = mapping->pfn, .detail = detail, .blame_origin = true,
		};

		if (!device || mapping->device->thing.key.pointer == device)
			judge(replay, &mapping->thing, EVENT_END, &occasion);
	}
}

void derive_mapping_unbind(struct replay *replay, const struct trace_event *event)
{
	mappings_left(replay, event, event->device, "its driver has left the device");
}

void derive_mapping_run_end(struct replay *replay, const struct trace_event *event)
{
	struct process *process = world_process(&replay->world, event->process);

	process->ended = true;
	if (process->hung)
		return;
	mappings_left(replay, event, 0, "the program has ended");
}
