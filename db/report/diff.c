/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * diff.c - two reports beside each other: new, fixed, still there
 */
#include "db/report/diff.h"

#include "db/print/json.h"
#include "db/print/output.h"
#include "db/print/text.h"
#include "model/memory.h"

#include <stdlib.h>
#include <string.h>

#define uthash_fatal(message) memory_fail()
#include <uthash.h>

/* struct side - one of the two; @known: its groups by fingerprint */
struct side {
	struct report *report;
	struct group *groups;
	size_t count;
	struct known *entries;
	struct known *known;
};

struct known {
	const struct group *group;
	UT_hash_handle hh;
};

/* struct part - what is printed under one heading: groups of @side, where @other ... */
struct part {
	const char *heading;
	const char *key;
	const struct side *side;
	const struct side *other;
	bool in_other;
};

enum { PARTS = 3 };

/* struct diff - both sides, and the three parts in reading order */
struct diff {
	struct side old;
	struct side new;
	struct part parts[PARTS];
};

static void side_init(struct side *side, struct report *report)
{
	*side = (struct side){ .report = report };
	side->groups = report_groups(report, &side->count);
	side->entries = memory_array(side->count, sizeof(*side->entries));
	for (size_t i = 0; i < side->count; i++) {
		const char *print = side->groups[i].best->fingerprint;

		side->entries[i].group = &side->groups[i];
		HASH_ADD_KEYPTR(hh, side->known, print, strlen(print), &side->entries[i]);
	}
}

static void side_release(struct side *side)
{
	HASH_CLEAR(hh, side->known);
	free(side->entries);
}

static const struct group *side_find(const struct side *side, const struct group *group)
{
	const char *print = group->best->fingerprint;
	struct known *found;

	HASH_FIND(hh, side->known, print, strlen(print), found);
	return found ? found->group : NULL;
}

static void diff_init(struct diff *diff, struct report *old, struct report *new)
{
	side_init(&diff->old, old);
	side_init(&diff->new, new);
	diff->parts[0] = (struct part){ "new", "new", &diff->new, &diff->old, false };
	diff->parts[1] = (struct part){ "fixed", "fixed", &diff->old, &diff->new, false };
	diff->parts[2] = (struct part){ "still there", "still", &diff->new, &diff->old, true };
}

static void diff_release(struct diff *diff)
{
	side_release(&diff->old);
	side_release(&diff->new);
}

/* Whether a group of @part's side belongs to it. */
static bool is_of(const struct part *part, const struct group *group)
{
	return !!side_find(part->other, group) == part->in_other;
}

static size_t part_count(const struct part *part)
{
	size_t count = 0;

	for (size_t i = 0; i < part->side->count; i++)
		count += is_of(part, &part->side->groups[i]);
	return count;
}

/* ---- text ---- */

static void print_group(const struct text *text, const struct part *part,
			const struct group *group)
{
	const struct violation *violation = group->best;
	const struct frame *place = violation_place(violation);
	const struct group *before = part->in_other ? side_find(part->other, group) : NULL;

	text_place(text, !place ? "(unknown place)" : place->line ? place->file : place->module,
		   place ? (unsigned int)place->line : 0, 0);
	text_severity(text, violation->inconclusive ? SEVERITY_NOTE : violation->severity);
	if (violation->inconclusive)
		fputs("inconclusive: ", text->out);
	text_safe(text, violation->message);
	fputs(" [", text->out);
	text_safe(text, violation->rule);
	fputc(']', text->out);
	if (before && before->best->inconclusive != violation->inconclusive)
		fputs(before->best->inconclusive ? ", was inconclusive" : ", was a violation",
		      text->out);
	fputc('\n', text->out);
}

static void print_part(const struct text *text, const struct part *part)
{
	size_t count = part_count(part);

	if (!count)
		return;
	text_paint(text, PAINT_BOLD);
	fprintf(text->out, "%s (%zu):\n", part->heading, count);
	text_paint(text, PAINT_NONE);
	for (size_t i = 0; i < part->side->count; i++)
		if (is_of(part, &part->side->groups[i]))
			print_group(text, part, &part->side->groups[i]);
}

/* What was never run cannot be fixed. */
static void print_empty(const struct text *text, const struct report *report)
{
	if (report->run_count)
		return;
	text_safe(text, report->path);
	fputs(" holds no run of a traced program\n", text->out);
}

int diff_text(struct report *old, struct report *new, bool color, FILE *out)
{
	const struct text text = { .out = out, .color = color };
	struct diff diff;

	diff_init(&diff, old, new);
	print_empty(&text, old);
	print_empty(&text, new);
	for (int i = 0; i < PARTS; i++)
		print_part(&text, &diff.parts[i]);
	fprintf(out, "%zu new, %zu fixed, %zu still there\n", part_count(&diff.parts[0]),
		part_count(&diff.parts[1]), part_count(&diff.parts[2]));
	diff_release(&diff);
	return output_flush(out);
}

/* ---- json ---- */

static json_t *runs_json(const struct sightings *seen)
{
	json_t *list = json_array_new();

	for (size_t i = 0; i < seen->count; i++)
		json_push(list, json_integer(seen->runs[i]->id));
	return list;
}

static json_t *group_json(const struct part *part, const struct group *group)
{
	const struct violation *violation = group->best;
	const struct frame *place = violation_place(violation);
	json_t *item = json_object_new();

	json_add_text(item, "rule", violation->rule);
	json_add_text(item, "verdict", violation->inconclusive ? "inconclusive" : "violation");
	json_add_text(item, "severity", severity_word(violation->severity));
	json_add_text(item, "confidence", confidence_word(violation->confidence));
	json_add_text(item, "fingerprint", violation->fingerprint);
	json_add_text(item, "message", violation->message);
	json_add_text(item, "file", place ? place->file : "");
	json_add(item, "line", json_integer(place ? place->line : 0));
	json_add_text(item, "function", place ? place->function : "");
	json_add(item, "runs", runs_json(&group->seen));
	json_add(item, "occurrences", json_integer(group->occurrences));
	json_add_text(item, "reproduce",
		      run_reproduce(&part->side->report->arena, violation->run));
	return item;
}

static json_t *part_json(const struct part *part)
{
	json_t *list = json_array_new();

	for (size_t i = 0; i < part->side->count; i++)
		if (is_of(part, &part->side->groups[i]))
			json_push(list, group_json(part, &part->side->groups[i]));
	return list;
}

static json_t *databases_json(const struct report *old, const struct report *new)
{
	json_t *databases = json_object_new();

	json_add_text(databases, "old", old->path);
	json_add_text(databases, "new", new->path);
	return databases;
}

int diff_json(struct report *old, struct report *new, FILE *out)
{
	json_t *root = json_object_new();
	struct diff diff;

	diff_init(&diff, old, new);
	json_add(root, "databases", databases_json(old, new));
	for (int i = 0; i < PARTS; i++)
		json_add(root, diff.parts[i].key, part_json(&diff.parts[i]));
	diff_release(&diff);
	return json_print(root, out);
}
