/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * group.c - the same fault in several runs is one; and what that says in the end
 *
 * Runs of a sweep, or with many seeds, show the same fault again and again. Its
 * fingerprint is the same in each.
 */
#include "db/report/report.h"

#include "db/print/command.h"
#include "model/memory.h"

#include <stdlib.h>
#include <string.h>

#define uthash_fatal(message) memory_fail()
#include <uthash.h>

/* struct gathering - a group while its members are counted */
struct gathering {
	const char *fingerprint;
	size_t index;
	UT_hash_handle hh;
};

static bool is_better(const struct violation *one, const struct violation *other)
{
	if (one->inconclusive != other->inconclusive)
		return other->inconclusive;
	return one->confidence > other->confidence;
}

/* The group of a violation, a new one at the end if there is none. */
static size_t group_index(struct gathering **hash, struct gathering *room,
			  const char *fingerprint)
{
	size_t length = strlen(fingerprint);
	struct gathering *found;

	HASH_FIND(hh, *hash, fingerprint, length, found);
	if (found)
		return found->index;
	*room = (struct gathering){ fingerprint, HASH_COUNT(*hash), { 0 } };
	HASH_ADD_KEYPTR(hh, *hash, fingerprint, length, room);
	return room->index;
}

static void group_add(struct group *group, const struct violation *violation)
{
	if (!group->best || is_better(violation, group->best))
		group->best = violation;
	if (__builtin_add_overflow(group->occurrences, violation->occurrences,
				   &group->occurrences))
		group->occurrences = INT64_MAX;
	group->seen.runs[group->seen.count++] = violation->run;
}

/* Sizes first, so that the members of each group lie side by side. */
static struct sightings *sightings_new(struct arena *arena, const size_t *index,
				       size_t item_count, size_t count)
{
	struct sightings *seen = memory_array(count, sizeof(*seen));

	for (size_t i = 0; i < item_count; i++)
		seen[index[i]].count++;
	for (size_t i = 0; i < count; i++) {
		seen[i].runs = arena_array(arena, const struct report_run *,
					   seen[i].count);
		seen[i].count = 0;
	}
	return seen;
}

static struct group *groups_fill(struct report *report, const size_t *index, size_t count)
{
	struct group *groups = arena_array(&report->arena, struct group, count);
	struct sightings *seen = sightings_new(&report->arena, index,
					       report->violation_count, count);

	for (size_t i = 0; i < count; i++)
		groups[i].seen = seen[i];
	for (size_t i = 0; i < report->violation_count; i++)
		group_add(&groups[index[i]], &report->violations[i]);
	free(seen);
	return groups;
}

struct group *report_groups(struct report *report, size_t *ret_count)
{
	size_t count = report->violation_count;
	struct gathering *room = memory_array(count, sizeof(*room)), *hash = NULL;
	size_t *index = memory_array(count, sizeof(*index));
	struct group *groups;

	for (size_t i = 0; i < count; i++)
		index[i] = group_index(&hash, &room[i],
				       report->violations[i].fingerprint);
	*ret_count = HASH_COUNT(hash);
	HASH_CLEAR(hh, hash);
	groups = groups_fill(report, index, *ret_count);
	free(index);
	free(room);
	return groups;
}

static bool same_frame(const struct frame *one, const struct frame *other)
{
	if (!one || !other)
		return one == other;
	return one->line == other->line && !strcmp(one->function, other->function) &&
	       (one->line ? !strcmp(one->file, other->file) :
			    one->offset == other->offset);
}

/* struct kind - a list of the report whose items may be the same */
struct kind {
	size_t count;
	bool (*same)(const struct report *report, size_t one, size_t other);
	const struct report_run *(*run)(const struct report *report, size_t item);
};

static bool same_crash(const struct report *report, size_t one, size_t other)
{
	const struct crash *a = &report->crashes[one], *b = &report->crashes[other];

	return a->signal == b->signal && !strcmp(a->after, b->after) &&
	       same_frame(stack_place(&a->stack), stack_place(&b->stack));
}

static const struct report_run *crash_run(const struct report *report, size_t item)
{
	return report->crashes[item].run;
}

static bool same_message(const struct report *report, size_t one, size_t other)
{
	const struct message *a = &report->messages[one], *b = &report->messages[other];

	return !strcmp(a->text, b->text) &&
	       same_frame(stack_place(&a->stack), stack_place(&b->stack));
}

static const struct report_run *message_run(const struct report *report, size_t item)
{
	return report->messages[item].run;
}

/* Different ones are few. @index: for each item, the place of its batch. */
static size_t batches_find(const struct report *report, const struct kind *kind,
			   struct batch *batches, size_t *index)
{
	size_t count = 0;

	for (size_t i = 0; i < kind->count; i++) {
		while (index[i] < count && !kind->same(report, i, batches[index[i]].first))
			index[i]++;
		if (index[i] == count)
			batches[count++].first = i;
	}
	return count;
}

static struct batch *batches_new(struct report *report, const struct kind *kind,
				 size_t *ret_count)
{
	struct batch *batches = arena_array(&report->arena, struct batch, kind->count);
	size_t *index = memory_array(kind->count, sizeof(*index));
	size_t count = batches_find(report, kind, batches, index);
	struct sightings *seen = sightings_new(&report->arena, index, kind->count, count);

	for (size_t i = 0; i < count; i++)
		batches[i].seen = seen[i];
	for (size_t i = 0; i < kind->count; i++) {
		struct sightings *of = &batches[index[i]].seen;

		of->runs[of->count++] = kind->run(report, i);
	}
	free(seen);
	free(index);
	*ret_count = count;
	return batches;
}

struct batch *report_crash_batches(struct report *report, size_t *ret_count)
{
	const struct kind kind = { report->crash_count, same_crash, crash_run };

	return batches_new(report, &kind, ret_count);
}

struct batch *report_message_batches(struct report *report, size_t *ret_count)
{
	const struct kind kind = { report->message_count, same_message, message_run };

	return batches_new(report, &kind, ret_count);
}

/* Something is missing, so that what was not found may still be there. */
static bool is_incomplete(const struct report *report)
{
	for (size_t i = 0; i < report->run_count; i++) {
		const struct report_run *run = &report->runs[i];

		if (run->inconclusive || run->lost || run->damaged ||
		    run->untraced_count || !run->traced || !*run->ended)
			return true;
	}
	return report->loss_count;
}

int report_status(const struct report *report, bool strict)
{
	if (report->crash_count || report->message_count)
		return STATUS_FOUND;
	for (size_t i = 0; i < report->violation_count; i++)
		if (!report->violations[i].inconclusive &&
		    report->violations[i].severity > SEVERITY_NOTE)
			return STATUS_FOUND;
	return strict && is_incomplete(report) ? STATUS_INCOMPLETE : STATUS_CLEAN;
}
