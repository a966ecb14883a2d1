/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive-mapping.c - memory is mapped, looked at, used, synced and unmapped
 *
 * A fact is answered by bytes: an address inside a mapping is that mapping's. What
 * is not mapped is held against the mapping that was there last.
 */
#include "db/replay/mapping.h"

#include <inttypes.h>

/* Of a map that shares bytes with very many others so many are told and judged. */
enum { OVERLAPS_TOLD = 8 };

/* Facts of an event on a mapping, and what is said of the first that is wrong. */
struct difference {
	uint64_t facts;
	char detail[160];
};

#define DIFFERS(difference, fact, ...) do { \
	struct difference *differs = (difference); \
	if (!differs->facts) \
		snprintf(differs->detail, sizeof(differs->detail), __VA_ARGS__); \
	differs->facts |= FACT(fact); \
} while (0)

static struct occasion occasion_of(struct replay *replay, const struct mapping *mapping,
				   const struct difference *difference)
{
	return (struct occasion){
		.facts = difference->facts,
		.detail = difference->facts && *difference->detail ? difference->detail : NULL,
		.address = mapping->address, .size = mapping->size,
		.pfn = mapping->address ? mapping_pfn(replay, mapping, mapping->address) : 0,
	};
}

static void judge_mapping(struct replay *replay, struct mapping *mapping,
			  enum rule_event event, const struct difference *difference)
{
	const struct occasion occasion = occasion_of(replay, mapping, difference);

	judge(replay, &mapping->thing, event, &occasion);
}

/* An event at an address where nothing is mapped. */
static void judge_stray(struct replay *replay, const struct trace_event *event,
			enum rule_event what, struct difference *difference)
{
	struct mapping *gone = mapping_gone(replay, event);
	struct mapping *stray;

	if (gone) {
		judge_mapping(replay, gone, what, difference);
		return;
	}
	difference->facts |= FACT(UNKNOWN);
	stray = mapping_stray(replay, event);
	judge_mapping(replay, stray, what, difference);
	world_forget(&replay->world, &stray->thing);
}

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

static const char *direction_word(uint32_t direction)
{
	static const char *const words[] = {
		[MAPPED_BOTH_WAYS] = "DMA_BIDIRECTIONAL",
		[MAPPED_TO_DEVICE] = "DMA_TO_DEVICE",
		[MAPPED_FROM_DEVICE] = "DMA_FROM_DEVICE",
		[MAPPED_NO_WAY] = "DMA_NONE",
	};

	return direction < sizeof(words) / sizeof(*words) ? words[direction] : "?";
}

/* ---- map ---- */

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
	judge_mapping(replay, mapping, EVENT_MAP, &difference);
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
	judge_mapping(replay, mapping, EVENT_MAP, &difference);
	world_forget(&replay->world, &mapping->thing);
}

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
		judge_mapping(replay, failed, EVENT_USE, &difference);
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
		DIFFERS(difference, DIRECTION, "used as %s", direction_word(event->direction));
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
		judge_stray(replay, &seen, EVENT_USE, &difference);
		return;
	}
	if (!difference.facts)
		use_differences(mapping, event, &difference);
	else
		snprintf(difference.detail, sizeof(difference.detail), "%s",
			 world_device(&replay->world, event->process, device)->name);
	judge_mapping(replay, mapping, EVENT_USE, &difference);
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
		DIFFERS(difference, READ_ONLY, "synced %s", direction_word(event->direction));
	if (!to_cpu && mapping->direction == MAPPED_FROM_DEVICE &&
	    event->direction != MAPPED_FROM_DEVICE)
		DIFFERS(difference, WRITE_ONLY, "synced %s", direction_word(event->direction));
	if (event->direction != mapping->direction)
		DIFFERS(difference, DIRECTION, "synced %s", direction_word(event->direction));
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
		judge_stray(replay, event, what, &difference);
		return;
	}
	sync_differences(mapping, event, to_cpu, &difference);
	judge_mapping(replay, mapping, what, &difference);
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

/* ---- unmapped ---- */

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
		DIFFERS(difference, DIRECTION, "unmapped %s", direction_word(event->direction));
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
	judge_mapping(replay, process->failed, EVENT_UNMAP, &difference);
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
		judge_stray(replay, event, EVENT_UNMAP, &difference);
		return;
	}
	difference.facts = FACT(FAILED);
	if (failed)
		judge_mapping(replay, failed, EVENT_UNMAP, &difference);
	else
		judge_stray(replay, event, EVENT_UNMAP, &difference);
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
		judge_mapping(replay, mapping, EVENT_UNMAP, &difference);
		thing_note(&mapping->thing, event, "unmapped");
		mapping_finish(replay, mapping);
	} else {
		judge_mapping(replay, mapping, EVENT_UNMAP_PART, &difference);
	}
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
