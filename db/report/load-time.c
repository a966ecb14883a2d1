/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * load-time.c - what went on at the time, for pictures
 *
 * A run may have millions of mappings, a picture takes hundreds. Of a run all are
 * taken or none; of a violation those of its page, and the transfers of its
 * channel, in a window from the first step on its way to a little behind it.
 */
#include "db/report/load.h"

#include "model/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
	SPANS = 400,		/* of a kind in a picture */
	PICTURES = 50,		/* of violations */
};

/* struct spans - a list under construction */
struct spans {
	struct span *items;
	size_t count;
	size_t room;
};

static void span_add(struct spans *spans, const struct span *span)
{
	spans->items = memory_grow(spans->items, spans->count, &spans->room,
				   sizeof(*spans->items));
	spans->items[spans->count++] = *span;
}

/* @known: the mapping that is there already; 0: none */
static void spans_read(struct loader *loader, struct store_query *query,
		       enum span_kind kind, int64_t known, struct spans *spans)
{
	while (load_next(loader, query)) {
		if (known && store_column_number(query, 1) == known)
			continue;
		span_add(spans, &(struct span){
			.kind = kind,
			.lane = load_text(loader, query, 0),
			.number = store_column_number(query, 1),
			.from = store_column_number(query, 2),
			.begun = load_maybe(query, 3),
			.until = load_maybe(query, 4),
			.aborted = store_column_number(query, 5),
			.direction = load_text(loader, query, 6),
			.address = (uint64_t)store_column_number(query, 7),
			.size = (uint64_t)store_column_number(query, 8),
		});
	}
}

/* The one that a violation is about is there, however many others are not. */
static void span_add_mapping(struct spans *spans, const struct mapping *mapping)
{
	span_add(spans, &(struct span){
		.kind = SPAN_MAPPING,
		.lane = mapping->device,
		.number = mapping->number,
		.from = mapping->mapped_at,
		.until = mapping->unmapped_at,
		.direction = mapping->direction,
		.address = mapping->address,
		.size = mapping->size,
	});
}

static int span_order(const void *one, const void *other)
{
	const struct span *a = one, *b = other;
	int lane = strcmp(a->lane, b->lane);

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (lane)
		return lane;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

/* Takes over what @spans holds. */
static const struct timeline *timeline_new(struct loader *loader, int64_t from,
					   int64_t until, struct spans *spans)
{
	struct arena *arena = &loader->report->arena;
	struct timeline *timeline = arena_new(arena, struct timeline);

	if (spans->count)
		qsort(spans->items, spans->count, sizeof(*spans->items), span_order);
	*timeline = (struct timeline){
		.from = from,
		.until = until,
		.spans = arena_copy(arena, spans->items, spans->count * sizeof(*spans->items)),
		.span_count = spans->count,
	};
	free(spans->items);
	return timeline;
}

/* When something is first seen in the picture of a run, and a little before. */
static int64_t first_time(const struct report *report, const struct report_run *run,
			  const struct spans *spans)
{
	int64_t first = run->duration;

	for (size_t i = 0; i < spans->count; i++)
		first = spans->items[i].from < first ? spans->items[i].from : first;
	for (size_t i = 0; i < report->violation_count; i++)
		if (report->violations[i].run == run && report->violations[i].time < first)
			first = report->violations[i].time;
	if (first <= 0)
		return first;
	return first - (run->duration - first) / 20 > 0 ?
	       first - (run->duration - first) / 20 : 0;
}

void load_run_timeline(struct loader *loader, struct report_run *run)
{
	struct spans spans = { 0 };
	size_t transfers;

	if (!loader->filter->timelines || !run->traced ||
	    !(run->violations + run->inconclusive + run->crashes))
		return;
	spans_read(loader, load_ask(loader, LOOKUP_TRANSFERS, (const int64_t[]){
			   run->id, 0, 0, run->duration, SPANS + 1 }),
		   SPAN_TRANSFER, 0, &spans);
	transfers = spans.count;
	spans_read(loader, load_ask(loader, LOOKUP_MAPPINGS, (const int64_t[]){
			   run->id, 0, run->duration, SPANS + 1 }),
		   SPAN_MAPPING, 0, &spans);
	if (transfers > SPANS || spans.count - transfers > SPANS) {
		struct timeline *more = arena_new(&loader->report->arena, struct timeline);

		*more = (struct timeline){ .until = run->duration, .more = true };
		run->timeline = more;
		free(spans.items);
		return;
	}
	run->timeline = timeline_new(loader, first_time(loader->report, run, &spans),
				     run->duration, &spans);
}

/* From the first step to the violation, with a margin on both sides. */
static void window_of(const struct violation *violation, int64_t *ret_from,
		      int64_t *ret_until)
{
	int64_t from = violation->time, until = violation->time, margin;

	for (size_t i = 0; i < violation->step_count; i++) {
		int64_t time = violation->steps[i].time;

		from = time < from ? time : from;
		until = time > until ? time : until;
	}
	margin = (until / 8 - from / 8) + 1;
	*ret_from = from < 0 ? from : from > margin ? from - margin : 0;
	if (__builtin_add_overflow(until, margin, ret_until))
		*ret_until = INT64_MAX;
}

void load_violation_timeline(struct loader *loader, struct violation *violation)
{
	const struct mapping *mapping = violation->mapping;
	int64_t run = violation->run->id, from, until;
	struct spans spans = { 0 };

	if (!loader->filter->timelines ||
	    violation->run->violations + violation->run->inconclusive >= PICTURES)
		return;
	window_of(violation, &from, &until);
	if (mapping)
		span_add_mapping(&spans, mapping);
	if (violation->channel_number)
		spans_read(loader, load_ask(loader, LOOKUP_TRANSFERS, (const int64_t[]){
				   run, violation->channel_number, from, until, SPANS }),
			   SPAN_TRANSFER, 0, &spans);
	if (violation->pfn)
		spans_read(loader, load_ask(loader, LOOKUP_SHARED, (const int64_t[]){
				   run, from, until, SPANS, (int64_t)violation->pfn }),
			   SPAN_MAPPING, mapping ? mapping->number : 0, &spans);
	violation->timeline = timeline_new(loader, from, until, &spans);
}
