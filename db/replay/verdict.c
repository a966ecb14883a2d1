/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * verdict.c - what edges have reported: the first of each place, counted
 *
 * A place is an edge, a stack and the stack of the thing's origin. A message and a path
 * are written for the first verdict of a place only.
 */
#include <stdlib.h>
#include <string.h>

#include "db/replay/derive.h"

enum { MESSAGE_SIZE = 512, PATH_STEPS = 2 * (THING_STEPS + 1) + 1 };

/**
 * struct verdict - a place where an edge has reported
 * @key: stack, stack of the origin; edge
 * @first: the verdict this is an alias of, or itself
 */
struct verdict {
	UT_hash_handle hh;
	struct thing_key key;
	struct verdict *first;
	const struct rule_edge *edge;
	uint16_t rule;
	uint32_t origin;
	struct replay_violation row;
};

/* ---- its row ---- */

static char *text_copy(struct replay *replay, const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(world_take(&replay->world, size), text, size);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
/* Messages are formats with at most one %s: test-rules holds them to it. */
static void message_write(char *text, size_t size, const char *format, const char *name)
{
	snprintf(text, size, format, name);
}
#pragma GCC diagnostic pop

static const char *message_of(struct replay *replay, const struct thing *thing,
			      const struct rule_edge *edge, const char *detail)
{
	char name[THING_NAME], message[MESSAGE_SIZE];
	size_t length;

	thing_name(thing, name);
	message_write(message, sizeof(message), edge->report, name);
	length = strlen(message);
	if (detail)
		snprintf(message + length, sizeof(message) - length, ": %s", detail);
	return text_copy(replay, message);
}

/* By number; of one record the thing's own words stay in front of the other's. */
static void steps_sort(struct step *steps, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct step step = steps[i];
		size_t place = i;

		for (; place && steps[place - 1].event > step.event; place--)
			steps[place] = steps[place - 1];
		steps[place] = step;
	}
}

static size_t steps_add(struct step *steps, size_t count, const struct thing *thing)
{
	const struct step *own[THING_STEPS + 1];
	size_t more = thing_steps(thing, own);

	for (size_t i = 0; i < more; i++)
		steps[count++] = *own[i];
	return count;
}

static size_t steps_add_other(struct replay *replay, struct step *steps, size_t count,
			      const struct occasion *occasion)
{
	size_t first = count;
	char text[MESSAGE_SIZE];

	count = steps_add(steps, count, occasion->other);
	for (size_t i = first; occasion->other_name && i < count; i++) {
		snprintf(text, sizeof(text), "%s: %s", occasion->other_name,
			 steps[i].message);
		steps[i].message = text_copy(replay, text);
	}
	return count;
}

/* What came later only if the occasion asks for it: it shows that the place is wrong. */
static bool leads_there(const struct step *step, uint64_t event,
			const struct occasion *occasion)
{
	if (occasion->also && step->event == occasion->also->event)
		return step->event != event;
	return step->event < event;
}

/* What led to it, without the event itself, which is where the violation is. */
static void path_fill(struct replay *replay, struct replay_violation *row,
		      const struct thing *thing, const struct occasion *occasion)
{
	struct step steps[PATH_STEPS];
	struct replay_step *path;
	size_t count = steps_add(steps, 0, thing);

	if (occasion->other)
		count = steps_add_other(replay, steps, count, occasion);
	if (occasion->also)
		steps[count++] = *occasion->also;
	steps_sort(steps, count);
	path = world_take(&replay->world, count * sizeof(*path));
	row->steps = path;
	for (size_t i = 0; i < count; i++) {
		if (!leads_there(&steps[i], row->event, occasion) ||
		    (i && steps[i].event == steps[i - 1].event))
			continue;
		path[row->step_count++] = (struct replay_step){
			.time = steps[i].time, .thread = steps[i].thread,
			.stack = steps[i].stack, .message = steps[i].message,
		};
	}
}

/* Where it is: at this event, an earlier one, or where the thing came from. */
static struct step place_of(const struct replay *replay, const struct thing *thing,
			    const struct occasion *occasion)
{
	if (occasion->source)
		return *occasion->source;
	if (occasion->place && occasion->place->event)
		return *occasion->place;
	if (occasion->blame_origin && thing->origin.event)
		return thing->origin;
	return step_of(replay->event, NULL);
}

static void row_fill(struct replay *replay, struct verdict *verdict,
		     const struct thing *thing, const struct occasion *occasion)
{
	struct step place = place_of(replay, thing, occasion);

	verdict->row = (struct replay_violation){
		.rule = rules[verdict->rule], .report = verdict->edge->report,
		.message = message_of(replay, thing, verdict->edge, occasion->detail),
		.address = occasion->address, .size = occasion->size,
		.pfn = occasion->pfn,
		.device = thing->device, .channel = thing->channel,
		.mapping = thing->object == OBJECT_MAPPING ? thing->id : occasion->mapping,
		.thread = place.thread, .stack = place.stack,
		.time = occasion->source ? place.time : replay->event->time,
		.event = occasion->source ? place.event : replay->event->number,
	};
	path_fill(replay, &verdict->row, thing, occasion);
}

/* ---- places ---- */

static bool same_stack(const struct replay *replay, uint32_t one, uint32_t other)
{
	if (one == other)
		return true;
	return replay->run.same_stack && one && other &&
	       replay->run.same_stack(replay->run.data, one, other);
}

/* The same stack may have several numbers: the same place then has an alias for each. */
static struct verdict *verdict_alike(struct replay *replay, const struct verdict *wanted,
				     const char *doubt)
{
	struct judge *judge = &replay->judge;

	for (size_t i = 0; i < judge->found_count; i++) {
		struct verdict *verdict = judge->found[i];

		if (verdict->edge == wanted->edge && verdict->row.inconclusive == doubt &&
		    same_stack(replay, verdict->row.stack, wanted->row.stack) &&
		    same_stack(replay, verdict->origin, wanted->origin))
			return verdict;
	}
	return NULL;
}

static struct verdict *verdict_add(struct replay *replay, const struct verdict *wanted,
				   const char *doubt)
{
	struct judge *judge = &replay->judge;
	struct verdict *verdict = world_take(&replay->world, sizeof(*verdict));

	*verdict = *wanted;
	verdict->first = verdict_alike(replay, wanted, doubt);
	if (!verdict->first) {
		verdict->first = verdict;
		judge->found = memory_grow(judge->found, judge->found_count,
					   &judge->found_room, sizeof(*judge->found));
		judge->found[judge->found_count++] = verdict;
	}
	HASH_ADD(hh, judge->verdicts, key, sizeof(verdict->key), verdict);
	return verdict->first;
}

static const char *doubt_of(const struct replay *replay, const struct occasion *occasion)
{
	if (occasion->doubt)
		return occasion->doubt;
	return occasion->stands_alone ? NULL : replay->lost;
}

void verdict_report(struct replay *replay, const struct rule_place *place,
		    const struct thing *thing, const struct rule_edge *edge,
		    const struct occasion *occasion, enum answer answer)
{
	const char *doubt = doubt_of(replay, occasion);
	struct verdict wanted = {
		.edge = edge, .rule = place->number, .origin = thing->origin.stack,
		.row.stack = place_of(replay, thing, occasion).stack,
	};
	struct verdict *verdict;

	wanted.key.process = (uint64_t)wanted.row.stack << 32 | wanted.origin;
	wanted.key.pointer = (uintptr_t)edge ^ (uintptr_t)doubt << 1;
	HASH_FIND(hh, replay->judge.verdicts, &wanted.key, sizeof(wanted.key), verdict);
	verdict = verdict ? verdict->first : verdict_add(replay, &wanted, doubt);
	if (!verdict->row.occurrences++) {
		row_fill(replay, verdict, thing, occasion);
		verdict->row.occurrences = 1;
		verdict->row.inconclusive = doubt;
		verdict->row.confidence = edge->confidence;
		if (answer == ANSWER_UNKNOWN && edge->confidence > CONFIDENCE_LOW)
			verdict->row.confidence--;
	}
}

/* ---- at the end ---- */

void verdicts_release(struct judge *judge)
{
	HASH_CLEAR(hh, judge->verdicts);
	free(judge->found);
}

static int compare_verdicts(const void *one, const void *other)
{
	const struct verdict *a = *(struct verdict *const *)one;
	const struct verdict *b = *(struct verdict *const *)other;

	if (a->rule != b->rule)
		return a->rule < b->rule ? -1 : 1;
	return a->row.event < b->row.event ? -1 : a->row.event > b->row.event;
}

int judge_tell(struct replay *replay)
{
	struct judge *judge = &replay->judge;

	if (judge->found_count)
		qsort(judge->found, judge->found_count, sizeof(*judge->found),
		      compare_verdicts);
	for (size_t i = 0; i < judge->found_count; i++)
		replay_tell(replay, violation, &judge->found[i]->row);
	return replay->error;
}
