/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * load-parts.c - what violations refer to: frames, stacks, threads, mappings, steps
 */
#include "db/report/load.h"

#include "model/memory.h"

#include <stdlib.h>
#include <string.h>

#define uthash_fatal(message) memory_fail()
#include <uthash.h>

struct frame_entry {
	int64_t id;
	struct frame frame;
	UT_hash_handle hh;
};

static const char *const questions[LOOKUP_COUNT] = {
	[LOOKUP_STACK] =
		"SELECT f.id, f.function, f.file, f.module, f.line, f.offset, f.inside"
		" FROM stack s JOIN frame f ON f.id = s.frame"
		" WHERE s.run = ? AND s.number = ? ORDER BY s.depth",
	[LOOKUP_THREAD] =
		"SELECT t.tid, p.pid, t.name FROM thread t"
		" LEFT JOIN process p ON p.run = t.run AND p.number = t.process"
		" WHERE t.run = ? AND t.number = ?",
	[LOOKUP_MAPPING] =
		"SELECT coalesce(nullif(d.name, ''), printf('0x%x', d.address)),"
		" m.kind, m.direction, m.pfn_kind, m.address, m.dma_address, m.pfn,"
		" m.size, m.mapped_at, m.mapped_by, m.map_stack, m.unmapped_at,"
		" m.unmap_stack"
		" FROM mapping m"
		" LEFT JOIN device d ON d.run = m.run AND d.number = m.device"
		" WHERE m.run = ? AND m.number = ?",
	[LOOKUP_STEPS] =
		"SELECT time, thread, stack, message FROM step"
		" WHERE violation = ? ORDER BY time, step",
	[LOOKUP_UNTRACED] =
		"SELECT path, reason, times FROM untraced WHERE run = ? ORDER BY path, reason",
	[LOOKUP_TRANSFERS] =
		"SELECT c.name, t.number, coalesce(t.submitted_at, t.prepared_at),"
		" t.issued_at, coalesce(t.completed_at, t.terminated_at),"
		" t.completed_at IS NULL AND t.terminated_at IS NOT NULL, t.kind, 0, t.size"
		" FROM descriptor t JOIN channel c ON c.run = t.run AND c.number = t.channel"
		" WHERE t.run = ?1 AND (?2 = 0 OR t.channel = ?2) AND t.prepared_at <= ?4"
		" AND coalesce(t.completed_at, t.terminated_at, ?3) >= ?3 LIMIT ?5",
	[LOOKUP_MAPPINGS] =
		"SELECT coalesce(nullif(d.name, ''), printf('0x%x', d.address), '?'), m.number,"
		" m.mapped_at, m.mapped_at, m.unmapped_at, 0, m.direction, m.address, m.size"
		" FROM mapping m LEFT JOIN device d ON d.run = m.run AND d.number = m.device"
		" WHERE m.run = ?1 AND m.mapped_at <= ?3"
		" AND coalesce(m.unmapped_at, ?2) >= ?2 LIMIT ?4",
	[LOOKUP_SHARED] =
		"SELECT coalesce(nullif(d.name, ''), printf('0x%x', d.address), '?'), m.number,"
		" m.mapped_at, m.mapped_at, m.unmapped_at, 0, m.direction, m.address, m.size"
		" FROM mapping m LEFT JOIN device d ON d.run = m.run AND d.number = m.device"
		" WHERE m.run = ?1 AND m.pfn = ?5 AND m.mapped_at <= ?3"
		" AND coalesce(m.unmapped_at, ?2) >= ?2 LIMIT ?4",
};

const char *load_text(struct loader *loader, const struct store_query *query, int column)
{
	return arena_strdup(&loader->report->arena, store_column_text(query, column));
}

struct maybe load_maybe(const struct store_query *query, int column)
{
	return (struct maybe){
		.known = store_column_type(query, column) != STORE_NULL,
		.value = store_column_number(query, column),
	};
}

struct store_query *load_ask(struct loader *loader, enum lookup lookup,
			     const int64_t *values)
{
	struct store_query **query = &loader->lookups[lookup];

	if (!loader->failed && !*query)
		loader->failed = store_query_open(loader->reader, questions[lookup],
						  query, loader->ret_error);
	if (loader->failed)
		return NULL;
	for (int i = 0; i < store_query_parameters(*query); i++)
		store_query_number(*query, i + 1, values[i]);
	return *query;
}

bool load_next(struct loader *loader, struct store_query *query)
{
	int code = query && !loader->failed ?
		   store_query_next(query, loader->ret_error) : 0;

	if (code < 0)
		loader->failed = code;
	return code > 0;
}

static struct store_query *ask(struct loader *loader, enum lookup lookup, int64_t one,
			       int64_t two)
{
	return load_ask(loader, lookup, (const int64_t[]){ one, two });
}

static const struct frame *frame_of(struct loader *loader, const struct store_query *query)
{
	int64_t id = store_column_number(query, 0);
	struct frame_entry *entry;

	HASH_FIND(hh, loader->frames, &id, sizeof(id), entry);
	if (entry)
		return &entry->frame;
	entry = arena_new(&loader->report->arena, struct frame_entry);
	entry->id = id;
	entry->frame = (struct frame){
		.function = load_text(loader, query, 1),
		.file = load_text(loader, query, 2),
		.module = load_text(loader, query, 3),
		.line = store_column_number(query, 4),
		.offset = store_column_number(query, 5),
		.inside = store_column_number(query, 6),
	};
	HASH_ADD(hh, loader->frames, id, sizeof(entry->id), entry);
	return &entry->frame;
}

struct stack load_stack(struct loader *loader, int64_t run, int64_t number)
{
	struct store_query *query = number ? ask(loader, LOOKUP_STACK, run, number) : NULL;
	const struct frame **frames = NULL;
	struct stack stack = { 0 };
	size_t room = 0;

	while (load_next(loader, query)) {
		frames = memory_grow(frames, stack.count, &room, sizeof(*frames));
		frames[stack.count++] = frame_of(loader, query);
	}
	if (stack.count)
		stack.frames = arena_copy(&loader->report->arena, frames,
					  stack.count * sizeof(*frames));
	free(frames);
	return stack;
}

struct thread load_thread(struct loader *loader, int64_t run, int64_t number)
{
	struct thread thread = { .number = number, .name = "" };
	struct store_query *query = ask(loader, LOOKUP_THREAD, run, number);

	if (load_next(loader, query)) {
		thread.tid = store_column_number(query, 0);
		thread.pid = store_column_number(query, 1);
		thread.name = load_text(loader, query, 2);
	}
	return thread;
}

const struct mapping *load_mapping(struct loader *loader, int64_t run, int64_t number)
{
	struct store_query *query = ask(loader, LOOKUP_MAPPING, run, number);
	struct mapping *mapping;

	if (!load_next(loader, query))
		return NULL;
	mapping = arena_new(&loader->report->arena, struct mapping);
	*mapping = (struct mapping){
		.number = number,
		.device = load_text(loader, query, 0),
		.kind = load_text(loader, query, 1),
		.direction = load_text(loader, query, 2),
		.pfn_kind = load_text(loader, query, 3),
		.address = (uint64_t)store_column_number(query, 4),
		.dma_address = (uint64_t)store_column_number(query, 5),
		.pfn = (uint64_t)store_column_number(query, 6),
		.size = (uint64_t)store_column_number(query, 7),
		.mapped_at = store_column_number(query, 8),
		.mapped_by = load_thread(loader, run, store_column_number(query, 9)),
		.map_stack = load_stack(loader, run, store_column_number(query, 10)),
		.unmapped_at = load_maybe(query, 11),
		.unmap_stack = load_stack(loader, run, store_column_number(query, 12)),
	};
	return mapping;
}

static struct step step_of(struct loader *loader, int64_t run,
			   const struct store_query *query)
{
	return (struct step){
		.time = store_column_number(query, 0),
		.thread = load_thread(loader, run, store_column_number(query, 1)),
		.stack = load_stack(loader, run, store_column_number(query, 2)),
		.message = load_text(loader, query, 3),
	};
}

/* Two objects may remember the same thing. */
static bool same_step(const struct step *one, const struct step *other)
{
	return one->time == other->time && one->thread.number == other->thread.number &&
	       one->stack.count == other->stack.count &&
	       (!one->stack.count || !memcmp(one->stack.frames, other->stack.frames,
					     one->stack.count * sizeof(*one->stack.frames))) &&
	       !strcmp(one->message, other->message);
}

static bool is_new_step(const struct step *steps, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (same_step(&steps[i], &steps[count]))
			return false;
	return true;
}

void load_steps(struct loader *loader, int64_t run, int64_t violation,
		struct violation *ret_violation)
{
	struct store_query *query = ask(loader, LOOKUP_STEPS, violation, 0);
	struct step *steps = NULL;
	size_t count = 0, room = 0;

	while (load_next(loader, query)) {
		steps = memory_grow(steps, count, &room, sizeof(*steps));
		steps[count] = step_of(loader, run, query);
		count += is_new_step(steps, count);
	}
	ret_violation->steps = arena_copy(&loader->report->arena, steps,
					  count * sizeof(*steps));
	ret_violation->step_count = count;
	free(steps);
}

void load_untraced(struct loader *loader, struct report_run *run)
{
	struct store_query *query = run->untraced_count ?
				    ask(loader, LOOKUP_UNTRACED, run->id, 0) : NULL;
	struct untraced *list = NULL;
	size_t count = 0, room = 0;

	while (load_next(loader, query)) {
		list = memory_grow(list, count, &room, sizeof(*list));
		list[count++] = (struct untraced){
			.program = load_text(loader, query, 0),
			.reason = load_text(loader, query, 1),
			.times = store_column_number(query, 2),
		};
	}
	run->untraced = arena_copy(&loader->report->arena, list, count * sizeof(*list));
	run->untraced_named = count;
	free(list);
}

void load_release(struct loader *loader)
{
	for (int i = 0; i < LOOKUP_COUNT; i++)
		if (loader->lookups[i])
			store_query_close(loader->lookups[i]);
	HASH_CLEAR(hh, loader->frames);
	if (loader->reader)
		store_read_close(loader->reader);
}
