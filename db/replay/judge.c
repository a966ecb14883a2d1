/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge.c - the automata stepped by what really happened
 *
 * Guards are bits of the occasion, so asking costs nothing; a message is written
 * only for the first verdict of its place.
 */
#include "db/replay/judge.h"

#include <stdlib.h>
#include <string.h>

#include "db/replay/derive.h"

enum { NAME_SIZE = 160, MESSAGE_SIZE = 512, PATH_STEPS = 2 * (THING_STEPS + 1) + 1 };

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

static size_t count_edges(const struct rule *rule, enum rule_event event)
{
	size_t count = 0;

	for (size_t i = 0; i < rule->edge_count; i++)
		count += rule->edges[i].event == event;
	return count;
}

/* Most events mean nothing to most states: those are looked at first. */
static void place_fill(struct rule_place *place, const struct rule *rule,
		       enum rule_event event, size_t count)
{
	struct rule_edge *own = memory_array(count, sizeof(*own));

	place->edges = memory_array(count, sizeof(*place->edges));
	place->rule = *rule;
	place->rule.edges = own;
	place->rule.edge_count = 0;
	for (size_t i = 0; i < rule->edge_count; i++) {
		const struct rule_edge *edge = &rule->edges[i];

		if (edge->event != event)
			continue;
		place->states |= (uint8_t)(1u << edge->from);
		place->edges[place->rule.edge_count] = edge;
		own[place->rule.edge_count++] = *edge;
	}
}

static void place_rule(struct judge *judge, size_t number, uint8_t slot)
{
	const struct rule *rule = rules[number];

	for (int event = 0; event < EVENT_COUNT; event++) {
		struct rule_list *list = &judge->lists[rule->object][event];
		size_t count = count_edges(rule, (enum rule_event)event);
		struct rule_place *place;

		if (!count)
			continue;
		list->places = memory_grow(list->places, list->count, &list->room,
					   sizeof(*list->places));
		place = &list->places[list->count++];
		*place = (struct rule_place){ .slot = slot, .number = (uint16_t)number };
		place_fill(place, rule, (enum rule_event)event, count);
	}
}

static void list_release(struct rule_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free((void *)list->places[i].rule.edges);
		free(list->places[i].edges);
	}
	free(list->places);
}

void judge_init(struct judge *judge)
{
	uint8_t slots[OBJECT_COUNT] = { 0 };

	judge->taken = memory_array(rule_count, sizeof(*judge->taken));
	for (size_t i = 0; i < rule_count; i++) {
		judge->taken[i] = memory_array(rules[i]->edge_count, sizeof(bool));
		if (!(rules[i]->detectors & DETECTOR_RUNTIME))
			continue;
		if (slots[rules[i]->object] == THING_RULES)
			abort();	/* a new rule: raise THING_RULES */
		place_rule(judge, i, slots[rules[i]->object]++);
	}
}

void judge_release(struct judge *judge)
{
	HASH_CLEAR(hh, judge->verdicts);
	for (size_t i = 0; i < OBJECT_COUNT; i++)
		for (size_t j = 0; j < EVENT_COUNT; j++)
			list_release(&judge->lists[i][j]);
	for (size_t i = 0; i < rule_count; i++)
		free(judge->taken[i]);
	free(judge->taken);
	free(judge->found);
}

/* ---- a verdict, told ---- */

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
	char name[NAME_SIZE] = "?", message[MESSAGE_SIZE];
	size_t length;

	if (thing->describe)
		thing->describe(thing, name, sizeof(name));
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
		if (steps[i].event == row->event ||
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

static void edge_report(struct replay *replay, const struct rule_place *place,
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

/* ---- the step ---- */

static enum answer occasion_answer(enum guard guard, void *data)
{
	const struct occasion *occasion = data;
	uint64_t bit = UINT64_C(1) << guard;

	if (occasion->facts & bit)
		return ANSWER_YES;
	return occasion->unknown & bit ? ANSWER_UNKNOWN : ANSWER_NO;
}

static void step_print(const struct replay *replay, const struct rule_place *place,
		       const struct thing *thing, const struct rule_edge *edge)
{
	char name[NAME_SIZE] = "?";

	if (thing->describe)
		thing->describe(thing, name, sizeof(name));
	fprintf(replay->judge.print, "%llu %s: %s: %s -> %s on %s%s%s%s\n",
		(unsigned long long)replay->event->number, name, place->rule.slug,
		place->rule.states[edge->from], place->rule.states[edge->to],
		rule_event_word(edge->event),
		edge->guard == GUARD_ALWAYS ? "" : " if ",
		edge->guard == GUARD_ALWAYS ? "" : guard_word(edge->guard),
		edge->report ? ", reported" : "");
}

static void rule_take(struct replay *replay, const struct rule_place *place,
		      struct thing *thing, enum rule_event event,
		      const struct occasion *occasion)
{
	enum answer answer;
	const struct rule_edge *edge =
		rule_step(&place->rule, thing->states[place->slot], event,
			  occasion_answer, (void *)occasion, &answer);

	if (!edge || (occasion->guarded && edge->guard == GUARD_ALWAYS))
		return;
	edge = place->edges[edge - place->rule.edges];
	if (replay->judge.print)
		step_print(replay, place, thing, edge);
	thing->states[place->slot] = edge->to;
	replay->judge.taken[place->number][edge - rules[place->number]->edges] = true;
	if (edge->report)
		edge_report(replay, place, thing, edge, occasion, answer);
}

void judge(struct replay *replay, struct thing *thing, enum rule_event event,
	   const struct occasion *occasion)
{
	static const struct occasion nothing;
	const struct rule_list *list = &replay->judge.lists[thing->object][event];

	if (!occasion)
		occasion = &nothing;
	for (size_t i = 0; i < list->count; i++) {
		const struct rule_place *place = &list->places[i];

		if (place->states & 1u << thing->states[place->slot])
			rule_take(replay, place, thing, event, occasion);
	}
}

/* ---- at the end ---- */

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
