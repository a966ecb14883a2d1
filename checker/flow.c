/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * flow.c - every rule over every frame
 *
 * What a rule is about follows from its edges: one that reports a single
 * event in every state judges calls by their context; one that moves between
 * states follows traces; the deprecation is judged by all contexts at once.
 */
#include "checker/flow.h"

#include "model/memory.h"

#include <stdlib.h>



void flow_break(struct flow *flow, const struct break_point *point)
{
	flow->points = memory_grow(flow->points, flow->count, &flow->room,
				   sizeof(*flow->points));
	flow->points[flow->count++] = *point;
}

void flow_release(struct flow *flow)
{
	free(flow->points);
	arena_release(&flow->arena);
}

static bool is_automaton(const struct rule *rule)
{
	for (size_t i = 0; i < rule->edge_count; i++)
		if (rule->edges[i].to != rule->edges[i].from)
			return true;
	return false;
}

static bool asks_context(const struct rule *rule)
{
	for (size_t i = 0; i < rule->edge_count; i++)
		if (rule->edges[i].guard != GUARD_ALWAYS)
			return true;
	return false;
}

static void run_rule(struct flow *flow, const struct rule *rule)
{
	if (!is_automaton(rule) && !asks_context(rule)) {
		flow_verdicts(flow, rule);
		return;
	}
	for (size_t i = 0; i < flow->contexts->frame_count; i++) {
		const struct frame *frame = flow->contexts->frames[i];

		if (is_automaton(rule))
			flow_trace_rule(flow, rule, frame);
		else
			flow_context_rule(flow, rule, frame);
	}
}

void flow_run(struct flow *flow)
{
	for (size_t i = 0; i < rule_count; i++)
		if (flow->wanted[i] && rules[i]->detectors & DETECTOR_CHECKER)
			run_rule(flow, rules[i]);
}
