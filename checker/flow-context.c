/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * flow-context.c - automata over single calls and the contexts they run in
 *
 * A synchronizing call is wrong in some contexts. dmaengine_terminate_all() is
 * judged by all its contexts together: what may take its place follows.
 */
#include "checker/flow.h"

#include "model/memory.h"

#include <stdlib.h>
#include <string.h>

/** struct judged - one call in one context, while guards are asked */
struct judged {
	struct flow *flow;
	const struct summary *summary;
	const struct site *site;
	struct place_context at;
	const char *lock;
	const struct node *callback;
};

static enum rule_event event_of_site(const struct site *site)
{
	switch (site->row->effect) {
	case EFFECT_TERMINATE_ALL: return EVENT_TERMINATE_ALL;
	case EFFECT_TERMINATE_SYNC: return EVENT_TERMINATE_SYNC;
	case EFFECT_SYNCHRONIZE: return EVENT_SYNCHRONIZE;
	case EFFECT_RELEASE: return EVENT_RELEASE;
	default: return EVENT_COUNT;
	}
}

static enum answer in_callback(const struct judged *judged)
{
	const struct value *own = judged->at.context ?
				  judged->at.context->channel : NULL;

	if (judged->at.kind != CONTEXT_CALLBACK)
		return ANSWER_NO;
	if (!own || !judged->site->object)
		return ANSWER_NO;
	return value_alike(own, judged->site->object) == ALIKE_YES ? ANSWER_YES :
	       ANSWER_NO;
}

static enum answer answer_guard(enum guard guard, void *data)
{
	struct judged *judged = data;

	switch (guard) {
	case GUARD_ALWAYS: return ANSWER_YES;
	case GUARD_IN_CALLBACK: return in_callback(judged);
	case GUARD_ATOMIC:
		return judged->at.atomic && in_callback(judged) != ANSWER_YES ?
		       ANSWER_YES : ANSWER_NO;
	case GUARD_CALLBACK_LOCK:
		if (!judged->site->object)
			return ANSWER_NO;
		judged->lock = facts_callback_lock(judged->flow->facts,
						   judged->summary,
						   judged->site->object,
						   &judged->at, &judged->callback);
		return judged->lock ? ANSWER_YES : ANSWER_NO;
	default: return ANSWER_NO;
	}
}

static bool holds(const struct locks *locks, const char *key)
{
	for (uint8_t i = 0; i < locks->held_count; i++)
		if (locks->held[i].key == key)
			return true;
	return false;
}

/* What rests on a row of an operations table is an assumption of the model. */
static enum confidence confidence_of(const struct judged *judged,
				     const struct rule_edge *edge)
{
	const struct context *context = judged->at.context;
	enum confidence confidence = edge->confidence;

	if (judged->lock ? holds(judged->site->locks, judged->lock) :
	    judged->at.local_lock)
		return confidence;
	if (context && context->root && context->root->op &&
	    context->root->context != CONTEXT_CALLBACK && confidence > CONFIDENCE_LOW)
		confidence--;
	return confidence;
}

static void judge(struct flow *flow, const struct rule *rule,
		  const struct frame *frame, const struct site *site,
		  const struct context *context)
{
	struct judged judged = { .flow = flow, .summary = frame->summary,
				 .site = site };
	const struct rule_edge *edge;
	enum answer answer;

	judged.at = context_at(context, site->locks);
	edge = rule_step(rule, 0, event_of_site(site), answer_guard, &judged, &answer);
	if (!edge || !edge->report)
		return;
	flow_break(flow, &(struct break_point){
		.rule = rule, .edge = edge, .site = site,
		.function = frame->node->function,
		.object = site->object, .at = judged.at, .lock = judged.lock,
		.callback = judged.callback,
		.confidence = confidence_of(&judged, edge) });
}

void flow_context_rule(struct flow *flow, const struct rule *rule,
		       const struct frame *frame)
{
	const struct summary *summary = frame->summary;

	for (size_t i = 0; i < summary->site_count; i++) {
		const struct site *site = &summary->sites[i];

		if (!site->row || event_of_site(site) == EVENT_COUNT)
			continue;
		for (size_t j = 0; j < frame->context_count; j++)
			judge(flow, rule, frame, site, frame->contexts[j]);
	}
}

/** struct tally - the contexts of one dmaengine_terminate_all(), collected */
struct tally {
	const struct function *function;
	const struct inst *inst;
	bool sleepable, atomic, callback, unknown;
	struct place_context witness[4]; /* in the order of the flags */
	const struct inst *slept;
};

enum { WITNESS_SLEEPABLE, WITNESS_ATOMIC, WITNESS_CALLBACK, WITNESS_UNKNOWN };

struct tallies {
	struct tally *items;
	size_t count, room;
};

static struct tally *tally_get(struct tallies *tallies,
			       const struct function *function,
			       const struct site *site)
{
	struct tally *tally;

	for (size_t i = 0; i < tallies->count; i++)
		if (tallies->items[i].inst == site->inst)
			return &tallies->items[i];
	tallies->items = memory_grow(tallies->items, tallies->count,
				     &tallies->room, sizeof(*tallies->items));
	tally = &tallies->items[tallies->count++];
	*tally = (struct tally){ .function = function, .inst = site->inst };
	return tally;
}

static void witness(struct tally *tally, bool *flag, int which,
		    const struct place_context *at)
{
	if (!*flag)
		tally->witness[which] = *at;
	*flag = true;
}

static void add_context(struct tally *tally, const struct site *site,
			const struct context *context)
{
	struct place_context at = context_at(context, site->locks);

	if (at.atomic && at.kind == CONTEXT_CALLBACK)
		witness(tally, &tally->callback, WITNESS_CALLBACK, &at);
	else if (at.atomic)
		witness(tally, &tally->atomic, WITNESS_ATOMIC, &at);
	else if (at.known)
		witness(tally, &tally->sleepable, WITNESS_SLEEPABLE, &at);
	else if (site->slept_always) {
		tally->slept = site->slept;
		witness(tally, &tally->sleepable, WITNESS_SLEEPABLE, &at);
	} else
		witness(tally, &tally->unknown, WITNESS_UNKNOWN, &at);
}

static void collect(struct tallies *tallies, const struct frame *frame)
{
	const struct summary *summary = frame->summary;

	for (size_t i = 0; i < summary->site_count; i++) {
		const struct site *site = &summary->sites[i];
		struct tally *tally;

		if (!site->row || site->row->effect != EFFECT_TERMINATE_ALL)
			continue;
		tally = tally_get(tallies, frame->node->function, site);
		for (size_t j = 0; j < frame->context_count; j++)
			add_context(tally, site, frame->contexts[j]);
	}
}

static const char *context_of(const struct tally *tally)
{
	if (tally->sleepable + tally->atomic + tally->callback > 1)
		return "mixed";
	if (tally->callback)
		return "callback";
	if (tally->atomic)
		return "atomic";
	return tally->sleepable && !tally->unknown ? "sleepable" : "unknown";
}

static const char *replacement_of(const struct tally *tally)
{
	if (tally->atomic || tally->callback)
		return "async";
	return tally->sleepable && !tally->unknown ? "sync" : "none";
}

static const char *reason_of(const struct tally *tally)
{
	if (tally->callback && (tally->atomic || tally->sleepable))
		return "also reached from a completion callback, where waiting is forbidden";
	if (tally->callback)
		return "runs in a completion callback, where waiting is forbidden";
	if (tally->atomic && tally->sleepable)
		return "some callers may sleep, others may not";
	if (tally->atomic)
		return "sleeping is forbidden here";
	if (tally->sleepable && tally->unknown)
		return "some callers may sleep, others are unknown";
	if (tally->slept)
		return "the code has slept on every way here, so it may sleep";
	if (tally->sleepable)
		return "every known caller may sleep";
	return "nothing known calls this";
}

static struct place_context witness_of(const struct tally *tally)
{
	if (tally->callback)
		return tally->witness[WITNESS_CALLBACK];
	if (tally->atomic)
		return tally->witness[WITNESS_ATOMIC];
	if (tally->unknown)
		return tally->witness[WITNESS_UNKNOWN];
	return tally->witness[WITNESS_SLEEPABLE];
}

static void judge_tally(struct flow *flow, const struct rule *rule,
			const struct tally *tally)
{
	struct verdict *verdict = arena_new(&flow->arena, struct verdict);

	*verdict = (struct verdict){
		.function = tally->function, .inst = tally->inst,
		.context = context_of(tally), .replacement = replacement_of(tally),
		.reason = reason_of(tally), .witness = witness_of(tally),
		.slept = tally->slept,
	};
	flow_break(flow, &(struct break_point){
		.rule = rule, .edge = &rule->edges[0], .verdict = verdict,
		.function = tally->function,
		.confidence = strcmp(verdict->context, "unknown") ?
			      rule->edges[0].confidence : CONFIDENCE_MEDIUM });
}

void flow_verdicts(struct flow *flow, const struct rule *rule)
{
	struct tallies tallies = { 0 };

	for (size_t i = 0; i < flow->contexts->frame_count; i++)
		collect(&tallies, flow->contexts->frames[i]);
	for (size_t i = 0; i < tallies.count; i++)
		judge_tally(flow, rule, &tallies.items[i]);
	free(tallies.items);
}
