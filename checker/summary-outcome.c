/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * summary-outcome.c - exit states as what callers and rules see
 */
#include "checker/summary-build.h"

#include <stdlib.h>
#include <string.h>

enum { WRITES_KEPT = 24, ASSUMED_KEPT = 16 };

static void take_steps(struct analysis *analysis, const struct state *state,
		       struct outcome *outcome)
{
	outcome->step_count = state->trace_count;
	outcome->steps = arena_array(analysis->arena, struct step,
				     state->trace_count);
	for (uint16_t i = 0; i < state->trace_count; i++) {
		const struct event *event = state->trace[i];

		outcome->steps[i].event = event;
		outcome->steps[i].signs = event->result ?
			state_signs(state, event->result) : SIGN_ANY;
	}
}

static void take_facts(struct analysis *analysis, const struct state *state,
		       struct outcome *outcome)
{
	struct fact facts[ASSUMED_KEPT];
	size_t count = 0;

	for (uint16_t i = 0; i < state->fact_count && count < ASSUMED_KEPT; i++)
		if (state->facts[i].value->rooted)
			facts[count++] = state->facts[i];
	outcome->assumed = arena_copy(analysis->arena, facts,
				      count * sizeof(*facts));
	outcome->assumed_count = count;
}

static void take_writes(struct analysis *analysis, const struct state *state,
			struct outcome *outcome)
{
	struct binding writes[WRITES_KEPT];
	size_t count = 0;

	for (uint16_t i = 0; i < state->binding_count && count < WRITES_KEPT; i++) {
		const struct binding *binding = &state->bindings[i];

		if (binding->place->rooted && binding->value != binding->place &&
		    !value_is_local(binding->place))
			writes[count++] = *binding;
	}
	outcome->writes = arena_copy(analysis->arena, writes,
				     count * sizeof(*writes));
	outcome->write_count = count;
}

static void take_return(const struct state *state, const struct value *value,
			struct outcome *outcome)
{
	const struct fact *fact;

	outcome->returned = value;
	outcome->returned_signs = SIGN_ANY;
	if (!value)
		return;
	outcome->returned_signs = state_signs(state, value);
	fact = value->kind == VALUE_INT ? NULL : state_fact(state, value);
	if (fact && fact->is_equal) {
		outcome->returned_equal = true;
		outcome->returned_number = fact->equal;
	}
}

static bool same_steps(const struct outcome *left, const struct outcome *right)
{
	if (left->step_count != right->step_count)
		return false;
	for (size_t i = 0; i < left->step_count; i++)
		if (left->steps[i].event != right->steps[i].event ||
		    left->steps[i].signs != right->steps[i].signs)
			return false;
	return true;
}

static bool same_writes(const struct outcome *left, const struct outcome *right)
{
	return left->write_count == right->write_count &&
	       (!left->write_count ||
		!memcmp(left->writes, right->writes,
			left->write_count * sizeof(*left->writes)));
}

static bool same_outcome(const struct outcome *left, const struct outcome *right)
{
	return left->locks == right->locks &&
	       left->returned_signs == right->returned_signs &&
	       (left->returned == right->returned ||
		left->returned_signs == SIGN_ANY) &&
	       !left->slept == !right->slept && same_steps(left, right) &&
	       same_writes(left, right);
}

/* Two ways that do the same assume only what both do. */
static void join_assumed(struct outcome *into, const struct outcome *from)
{
	size_t kept = 0;

	for (size_t i = 0; i < into->assumed_count; i++)
		for (size_t j = 0; j < from->assumed_count; j++) {
			struct fact fact = into->assumed[i];
			const struct fact *other = &from->assumed[j];

			if (fact.value != other->value)
				continue;
			fact.signs |= other->signs;
			fact.is_equal = fact.is_equal && other->is_equal &&
					fact.equal == other->equal;
			if (fact.signs != SIGN_ANY || fact.is_equal)
				into->assumed[kept++] = fact;
		}
	into->assumed_count = kept;
}

static void add_outcome(struct analysis *analysis, struct outcome *outcome,
			size_t *room)
{
	struct summary *summary = analysis->summary;

	for (size_t i = 0; i < summary->outcome_count; i++)
		if (same_outcome(&summary->outcomes[i], outcome)) {
			join_assumed(&summary->outcomes[i], outcome);
			return;
		}
	summary->outcomes = memory_grow(summary->outcomes, summary->outcome_count,
					  room, sizeof(*summary->outcomes));
	summary->outcomes[summary->outcome_count++] = *outcome;
}

static bool adds_something(const struct summary *summary,
			   const struct outcome *outcome)
{
	for (size_t i = 0; i < outcome->step_count; i++) {
		bool seen = false;

		for (size_t j = 0; j < summary->shown_count && !seen; j++) {
			const struct outcome *shown =
				&summary->outcomes[summary->shown[j]];

			for (size_t k = 0; k < shown->step_count && !seen; k++)
				seen = shown->steps[k].event ==
				       outcome->steps[i].event;
		}
		if (!seen)
			return true;
	}
	for (size_t j = 0; j < summary->shown_count; j++)
		if (summary->outcomes[summary->shown[j]].returned_signs ==
		    outcome->returned_signs)
			return false;
	return true;
}

static bool is_shown(const struct summary *summary, size_t index)
{
	for (size_t i = 0; i < summary->shown_count; i++)
		if (summary->shown[i] == index)
			return true;
	return false;
}

/* Callers follow a few ways: first those that show something new. */
static void choose_shown(struct analysis *analysis)
{
	struct summary *summary = analysis->summary;

	summary->shown = arena_array(analysis->arena, size_t, OUTCOMES_SHOWN);
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < summary->outcome_count &&
		     summary->shown_count < OUTCOMES_SHOWN; i++)
			if (!is_shown(summary, i) &&
			    (round || adds_something(summary, &summary->outcomes[i])))
				summary->shown[summary->shown_count++] = i;
	if (summary->shown_count < summary->outcome_count)
		summary->joined = true;
}

void collect_outcomes(struct analysis *analysis)
{
	size_t room = 0;
	struct outcome *all;

	for (size_t i = 0; i < analysis->exit_count; i++) {
		const struct state *state = analysis->exits[i];
		struct outcome outcome = { .locks = state->locks,
					   .slept = state->slept,
					   .exit_line = analysis->exit_lines[i] };

		take_steps(analysis, state, &outcome);
		take_facts(analysis, state, &outcome);
		take_writes(analysis, state, &outcome);
		take_return(state, analysis->exit_values[i], &outcome);
		add_outcome(analysis, &outcome, &room);
	}
	all = analysis->summary->outcomes;
	analysis->summary->outcomes = arena_copy(analysis->arena, all,
		analysis->summary->outcome_count * sizeof(*all));
	free(all);
	choose_shown(analysis);
}
