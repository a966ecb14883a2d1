/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tally.c - what was analysed, what was not, and why
 */
#include "checker/tally.h"

#include "checker/source-mention.h"
#include "checker/tree.h"

#include <stdlib.h>
#include <string.h>

/** struct failures - a list of the report, while it grows */
struct failures {
	struct failure *items;
	size_t count, room;
};

/** struct tally - figures of the run */
struct tally {
	struct report *report;
	struct failures files, functions;
	unsigned long function_count, in_text, matched, aside, context_files;
};

static void add_failure(struct tally *tally, struct failures *list,
			struct failure failure)
{
	struct arena *arena = &tally->report->arena;
	struct failure *grown;

	if (list->count == list->room) {
		list->room = list->room ? list->room * 2 : 16;
		grown = arena_array(arena, struct failure, list->room);
		if (list->count)
			memcpy(grown, list->items, list->count * sizeof(*grown));
		list->items = grown;
	}
	failure.reason = arena_strdup(arena, failure.reason);
	list->items[list->count++] = failure;
}

static void tally_functions(struct tally *tally, const struct unit *unit)
{
	for (size_t i = 0; i < unit->function_count; i++) {
		const struct function *function = unit->functions[i];

		tally->function_count++;
		if (function->error)
			add_failure(tally, &tally->functions, (struct failure){
				unit->path, function->name, function->error });
	}
}

/* Why a file does not count as analysed, or NULL. */
static const char *unit_failure(struct tally *tally, const struct unit *unit)
{
	struct arena *arena = &tally->report->arena;

	if (unit->error)
		return unit->error;
	for (size_t i = 0; i < unit->function_count; i++)
		if (unit->functions[i]->error && unit->functions[i]->names_api)
			return arena_printf(arena, "%s() has an error: %s",
					    unit->functions[i]->name,
					    unit->functions[i]->error);
	if (unit->unmatched_count)
		return arena_printf(arena,
				    "a call on line %u is not seen by the parser",
				    unit->unmatched[0].line);
	return NULL;
}

static void tally_unit(struct tally *tally, const struct unit *unit)
{
	const char *reason = unit_failure(tally, unit);

	tally->in_text += unit->calls_in_text;
	tally->matched += unit->calls_matched;
	tally->aside += unit->mentions_aside;
	tally->report->files_selected++;
	if (!reason)
		tally->report->files_analyzed++;
	else
		add_failure(tally, &tally->files,
			    (struct failure){ unit->path, NULL, reason });
	tally_functions(tally, unit);
}

/* Functions that were given up on their way through the stages. */
static unsigned long tally_frames(struct tally *tally,
				  const struct contexts *contexts)
{
	unsigned long joined = 0;

	for (size_t i = 0; i < contexts->frame_count; i++) {
		const struct frame *frame = contexts->frames[i];
		const struct function *function = frame->node->function;

		joined += frame->summary->joined;
		if (!frame->summary->error || !function->unit->file->requested)
			continue;
		add_failure(tally, &tally->functions, (struct failure){
			function->file, function->name, frame->summary->error });
	}
	return joined;
}

static int compare_failures(const void *a, const void *b)
{
	const struct failure *left = a, *right = b;
	int order = strcmp(left->file, right->file);

	if (!order && left->function && right->function)
		order = strcmp(left->function, right->function);
	return order ? order : strcmp(left->reason, right->reason);
}

static void sort_unique(struct failures *list)
{
	size_t kept = 0;

	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items),
		      compare_failures);
	for (size_t i = 0; i < list->count; i++)
		if (!kept || compare_failures(&list->items[kept - 1], &list->items[i]))
			list->items[kept++] = list->items[i];
	list->count = kept;
}

static void take_lists(struct tally *tally)
{
	struct report *report = tally->report;

	sort_unique(&tally->files);
	sort_unique(&tally->functions);
	report->failures = tally->files.items;
	report->failure_count = tally->files.count;
	report->skipped = tally->functions.items;
	report->skipped_count = tally->functions.count;
}

void tally_run(struct report *report, struct unit *const *units, size_t unit_count,
	       const struct contexts *contexts)
{
	struct tally tally = { .report = report };
	unsigned long joined;

	for (size_t i = 0; i < unit_count; i++) {
		if (units[i]->file->requested)
			tally_unit(&tally, units[i]);
		else
			tally.context_files++;
	}
	joined = tally_frames(&tally, contexts);
	take_lists(&tally);
	{
		const struct count counts[] = {
			{ "files read for context only", tally.context_files },
			{ "functions", tally.function_count },
			{ "functions not analysed", report->skipped_count },
			{ "functions with more ways than are kept", joined },
			{ "frames (functions as they are called)",
			  contexts->frame_count },
			{ "API calls in the text", tally.in_text },
			{ "API calls seen by the parser", tally.matched },
			{ "API names in comments, macros and inactive code",
			  tally.aside },
		};

		report->counts = arena_copy(&report->arena, counts, sizeof(counts));
		report->count_count = sizeof(counts) / sizeof(*counts);
	}
}
