/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * scan.c - what is in the chunks of a trace
 *
 * Records carry the number of their place in the run, so they need no sorting: each
 * is put where its number says. A file that says something else about itself may be
 * damaged; numbers that leave gaps as large as no run has are sorted instead, so that
 * one wrong record does not cost gigabytes.
 */
#include "db/print/json.h"
#include "db/trace/trace-internal.h"
#include "model/memory.h"

#include <dmacheck/event.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Numbers without a record, to one with: what is still no damage. */
enum { GAPS = 16, GAPS_ALWAYS = 1 << 20 };

/* struct span - records seen: how many, and between which numbers */
struct span {
	uint64_t count;
	uint64_t lowest;
	uint64_t highest;
};

static bool is_valid(uint64_t head)
{
	return RECORD_NUMBER(head) && RECORD_KIND(head) != DMACHECK_EVENT_NONE &&
	       RECORD_KIND(head) < DMACHECK_EVENT_COUNT;
}

static size_t chunk_slots(const struct trace *trace, size_t chunk)
{
	return chunk_payload(trace, chunk) / RECORD_SIZE;
}

static const struct record *chunk_records(const struct trace *trace, size_t chunk)
{
	return (const void *)(trace_chunk(trace, chunk) + 1);
}

static bool has_records(const struct trace *trace, size_t chunk)
{
	return trace_chunk(trace, chunk)->kind == RECORD_CHUNK_RECORDS;
}

static void chunk_measure(struct trace *trace, size_t chunk, struct span *span)
{
	const struct record *records = chunk_records(trace, chunk);
	size_t slots = chunk_slots(trace, chunk);

	for (size_t i = 0; i < slots; i++) {
		uint64_t head = records[i].head, number = RECORD_NUMBER(head);

		if (!head)
			continue;
		if (!is_valid(head)) {
			trace->counts.damaged += head != RECORD_OWNER;
			continue;
		}
		span->count++;
		if (number < span->lowest)
			span->lowest = number;
		if (number > span->highest)
			span->highest = number;
	}
}

/* ---- order: by number, or sorted -------------------------------------------------- */

static const struct record *record_at(const struct trace *trace, uint32_t place)
{
	return (const void *)(trace->bytes + (size_t)place * RECORD_SIZE);
}

static int compare_numbers(const void *one, const void *other, void *data)
{
	uint64_t left = RECORD_NUMBER(record_at(data, *(const uint32_t *)one)->head);
	uint64_t right = RECORD_NUMBER(record_at(data, *(const uint32_t *)other)->head);

	return left < right ? -1 : left > right;
}

/* A number that two records have: the first keeps it. */
static void sorted_unique(struct trace *trace)
{
	for (size_t i = 1; i < trace->room; i++)
		if (!compare_numbers(&trace->order[i - 1], &trace->order[i], trace)) {
			trace->order[i - 1] = 0;
			trace->counts.damaged++;
		}
}

static void place_by_number(struct trace *trace, uint32_t place, size_t *count)
{
	uint64_t at = RECORD_NUMBER(record_at(trace, place)->head) - trace->first;

	if (trace->order[at]) {
		trace->counts.damaged++;
		return;
	}
	trace->order[at] = place;
	++*count;
}

static void place_in_turn(struct trace *trace, uint32_t place, size_t *count)
{
	trace->order[(*count)++] = place;
}

static size_t place_all(struct trace *trace,
			void (*place)(struct trace *, uint32_t, size_t *))
{
	size_t count = 0;

	for (size_t chunk = 0; chunk < trace->chunks; chunk++) {
		const struct record *records = chunk_records(trace, chunk);
		size_t slots = chunk_slots(trace, chunk);
		uint32_t at = (uint32_t)(chunk_offset(chunk) / RECORD_SIZE + 1);

		if (!has_records(trace, chunk))
			continue;
		for (size_t i = 0; i < slots; i++)
			if (is_valid(records[i].head))
				place(trace, at + (uint32_t)i, &count);
	}
	return count;
}

static int order_records(struct trace *trace, const struct span *span)
{
	bool dense;

	if (!span->count)
		return 0;
	trace->room = span->highest - span->lowest + 1;
	dense = trace->room / GAPS <= span->count || trace->room <= GAPS_ALWAYS;
	if (!dense)
		trace->room = span->count;
	trace->first = span->lowest;
	trace->order = calloc(trace->room, sizeof(*trace->order));
	if (!trace->order)
		return -ENOMEM;
	trace->counts.records = place_all(trace, dense ? place_by_number :
							 place_in_turn);
	if (!dense) {
		qsort_r(trace->order, trace->room, sizeof(*trace->order),
			compare_numbers, trace);
		sorted_unique(trace);
	}
	return 0;
}

/* ---- losses -------------------------------------------------------------------------- */

/* Nothing was lost before the last chunk was taken, so not before its first record. */
static uint64_t loss_earliest(struct trace *trace)
{
	struct trace_counts counts = trace->counts;

	for (size_t chunk = trace->chunks; chunk--;) {
		struct span span = { .lowest = UINT64_MAX };

		if (!has_records(trace, chunk))
			continue;
		chunk_measure(trace, chunk, &span);
		trace->counts = counts;
		if (span.count)
			return span.lowest;
	}
	return 1;
}

/* A writer that was killed has counted a lost record, and not said which. */
static void find_loss(struct trace *trace, uint64_t highest)
{
	uint64_t first = trace_header(trace)->first_lost;

	if (!trace->counts.lost)
		return;
	trace->counts.first_loss = first && first <= highest + trace->counts.lost ?
		first : loss_earliest(trace);
}

/* ---- who wrote them -------------------------------------------------------------------- */

static void owner_add(struct trace *trace, size_t chunk, size_t slot, size_t *room)
{
	const struct record *record = &chunk_records(trace, chunk)[slot];

	trace->owners = memory_grow(trace->owners, trace->owner_count, room,
				    sizeof(*trace->owners));
	trace->owners[trace->owner_count++] = (struct owner){
		.place = (uint32_t)(chunk_offset(chunk) / RECORD_SIZE + 1 + slot),
		.thread = (uint32_t)record->words[0],
		.tid = (uint32_t)record->words[1],
		.name = (const char *)&record->words[2],
	};
}

/* In order of their places. */
static void find_owners(struct trace *trace)
{
	size_t room = 0;

	for (size_t chunk = 0; chunk < trace->chunks; chunk++) {
		size_t slots = chunk_slots(trace, chunk);

		if (!has_records(trace, chunk) || !trace_chunk(trace, chunk)->owners)
			continue;
		for (size_t i = 0; i < slots; i++)
			if (chunk_records(trace, chunk)[i].head == RECORD_OWNER)
				owner_add(trace, chunk, i, &room);
	}
}

static int by_process(const void *one, const void *other)
{
	const struct trace_process *left = one, *right = other;

	if (left->number != right->number)
		return left->number < right->number ? -1 : 1;
	return left->image < right->image ? 1 : left->image > right->image ? -1 : 0;
}

/* By number; of one that ran several programs the last. */
static void find_processes(struct trace *trace)
{
	struct trace_process *all = memory_array(trace->chunks, sizeof(*all));
	size_t count = 0, kept = 0;

	for (size_t i = 0; i < trace->chunks; i++) {
		const struct record_chunk *chunk = trace_chunk(trace, i);

		if (!chunk->kind || !chunk->process)
			continue;
		all[count++] = (struct trace_process){
			chunk->process, chunk->parent, chunk->image, chunk->pid
		};
	}
	qsort(all, count, sizeof(*all), by_process);
	for (size_t i = 0; i < count; i++)
		if (!kept || all[kept - 1].number != all[i].number)
			all[kept++] = all[i];
	trace->processes = all;
	trace->process_count = kept;
}

/* struct named - a thread, and where its name was written */
struct named {
	struct trace_thread thread;
	const char *name;
};

/* Names are written at growing addresses: the last one first. */
static int by_thread(const void *one, const void *other)
{
	const struct named *left = one, *right = other;

	if (left->thread.number != right->thread.number)
		return left->thread.number < right->thread.number ? -1 : 1;
	return left->name < right->name ? 1 : left->name > right->name ? -1 : 0;
}

enum { NAME_SIZE = sizeof(((struct record_chunk *)0)->name) };

static const char *thread_name(struct trace *trace, const char *name)
{
	char *copy = strndup(name, NAME_SIZE);
	char *clean = text_clean(copy ? copy : "");
	const char *kept = arena_strdup(&trace->arena, clean);

	free(clean);
	free(copy);
	return kept;
}

static size_t threads_collect(const struct trace *trace, struct named *all)
{
	size_t count = 0;

	for (size_t i = 0; i < trace->chunks; i++) {
		const struct record_chunk *chunk = trace_chunk(trace, i);

		if (chunk->kind != RECORD_CHUNK_NONE && chunk->thread)
			all[count++] = (struct named){
				{ chunk->thread, chunk->process, chunk->tid, NULL },
				chunk->name
			};
	}
	for (size_t i = 0; i < trace->owner_count; i++) {
		const struct owner *owner = &trace->owners[i];
		const struct record_chunk *chunk =
			trace_chunk(trace, place_chunk(owner->place));

		if (owner->thread)
			all[count++] = (struct named){
				{ owner->thread, chunk->process, owner->tid, NULL },
				owner->name
			};
	}
	return count;
}

/* By number; the name is the last that was seen. */
static void find_threads(struct trace *trace)
{
	struct named *all = memory_array(trace->chunks + trace->owner_count,
					 sizeof(*all));
	size_t count = threads_collect(trace, all);

	qsort(all, count, sizeof(*all), by_thread);
	trace->threads = memory_array(count, sizeof(*trace->threads));
	for (size_t i = 0; i < count; i++) {
		if (i && all[i - 1].thread.number == all[i].thread.number)
			continue;
		all[i].thread.name = thread_name(trace, all[i].name);
		trace->threads[trace->thread_count++] = all[i].thread;
	}
	free(all);
}

/* ---- files with code ------------------------------------------------------------------- */

static bool image_valid(const struct record_image *image, size_t left)
{
	return left > sizeof(*image) && image->size > sizeof(*image) &&
	       image->size <= left && image->size % 8 == 0 &&
	       image->build_id_size <= sizeof(image->build_id) &&
	       image->start < image->end &&
	       memchr(image->path, 0, image->size - sizeof(*image));
}

static void image_add(struct trace *trace, uint32_t number,
		      const struct record_image *image, size_t *room)
{
	trace->images = memory_grow(trace->images, trace->image_count, room,
				    sizeof(*trace->images));
	trace->images[trace->image_count++] = (struct trace_image){
		.image = number,
		.base = image->base,
		.start = image->start,
		.end = image->end,
		.time = clock_ns(&trace->clock, image->time),
		.build_id = image->build_id,
		.build_id_size = image->build_id_size,
		.path = image->path,
	};
}

/*
 * The first that makes no sense ends its chunk: where the next begins is unknown. One
 * without a size is of a process that was killed while it wrote it.
 */
static void chunk_images(struct trace *trace, size_t number, size_t *room)
{
	const struct record_chunk *chunk = trace_chunk(trace, number);
	size_t used = chunk_used(trace, number), at = 0;

	while (at < used) {
		const struct record_image *image =
			(const void *)((const uint8_t *)(chunk + 1) + at);

		if (!image_valid(image, used - at)) {
			trace->counts.damaged += image->size != 0;
			return;
		}
		image_add(trace, chunk->image, image, room);
		at += image->size;
	}
}

static int by_image(const void *one, const void *other)
{
	const struct trace_image *left = one, *right = other;

	if (left->image != right->image)
		return left->image < right->image ? -1 : 1;
	if (left->time != right->time)
		return left->time < right->time ? -1 : 1;
	return left->start < right->start ? -1 : left->start > right->start;
}

static void find_images(struct trace *trace)
{
	size_t room = 0;

	for (size_t i = 0; i < trace->chunks; i++)
		if (trace_chunk(trace, i)->kind == RECORD_CHUNK_IMAGES)
			chunk_images(trace, i, &room);
	if (trace->image_count)
		qsort(trace->images, trace->image_count, sizeof(*trace->images),
		      by_image);
}

/* ---- the whole ------------------------------------------------------------------------- */

int trace_scan(struct trace *trace)
{
	struct span span = { .lowest = UINT64_MAX };
	int code;

	trace->words = arena_array(&trace->arena, const char **, trace->chunks);
	for (size_t i = 0; i < trace->chunks; i++) {
		uint32_t kind = trace_chunk(trace, i)->kind;

		if (kind > RECORD_CHUNK_IMAGES)
			trace->counts.damaged++;
		if (kind == RECORD_CHUNK_RECORDS)
			chunk_measure(trace, i, &span);
		if (kind == RECORD_CHUNK_WORDS)
			trace->text_room += chunk_used(trace, i);
	}
	code = order_records(trace, &span);
	if (code)
		return code;
	if (trace->counts.begun < span.highest || trace->counts.begun - span.highest > UINT32_MAX)
		trace->counts.begun = span.highest;
	find_loss(trace, span.highest);
	find_owners(trace);
	find_processes(trace);
	find_threads(trace);
	find_images(trace);
	return 0;
}
