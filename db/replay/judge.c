/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge.c - the automata stepped by what really happened
 *
 * Guards are bits of the occasion, so asking costs nothing.
 */
#include "db/replay/judge.h"

#include <stdlib.h>

#include "db/replay/derive.h"

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
	verdicts_release(judge);
	for (size_t i = 0; i < OBJECT_COUNT; i++)
		for (size_t j = 0; j < EVENT_COUNT; j++)
			list_release(&judge->lists[i][j]);
	for (size_t i = 0; i < rule_count; i++)
		free(judge->taken[i]);
	free(judge->taken);
}

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
	char name[THING_NAME];

	thing_name(thing, name);
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
		verdict_report(replay, place, thing, edge, occasion, answer);
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

