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
						   judged->site->object,
						   &judged->at, &judged->callback);
		return judged->lock ? ANSWER_YES : ANSWER_NO;
	default: return ANSWER_NO;
	}
}

/* What rests on a row of an operations table is an assumption of the model. */
static enum confidence confidence_of(const struct judged *judged,
				     const struct rule_edge *edge)
{
	const struct context *context = judged->at.context;
	enum confidence confidence = edge->confidence;

	if (judged->at.local_lock)
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
	struct judged judged = { .flow = flow, .site = site };
	const struct rule_edge *edge;
	enum answer answer;

	judged.at = context_at(context, site->locks);
	edge = rule_step(rule, 0, event_of_site(site), answer_guard, &judged, &answer);
	if (!edge || !edge->report)
		return;
	path_report(flow, &(struct break_point){
		.rule = rule, .edge = edge, .frame = frame, .site = site,
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

/** struct verdict - all contexts of one dmaengine_terminate_all() */
struct verdict {
	const struct function *function;
	const struct inst *inst;
	const struct value *object;
	bool sleepable, atomic, callback, unknown;
	struct place_context witness[4]; /* in the order of the flags */
	const struct inst *slept;
};

enum { WITNESS_SLEEPABLE, WITNESS_ATOMIC, WITNESS_CALLBACK, WITNESS_UNKNOWN };

struct verdicts {
	struct verdict *items;
	size_t count, room;
};

static struct verdict *verdict_get(struct verdicts *verdicts,
				   const struct function *function,
				   const struct site *site)
{
	struct verdict *verdict;

	for (size_t i = 0; i < verdicts->count; i++)
		if (verdicts->items[i].inst == site->inst)
			return &verdicts->items[i];
	verdicts->items = memory_grow(verdicts->items, verdicts->count,
				      &verdicts->room, sizeof(*verdicts->items));
	verdict = &verdicts->items[verdicts->count++];
	*verdict = (struct verdict){ .function = function, .inst = site->inst,
				     .object = site->object };
	return verdict;
}

static void witness(struct verdict *verdict, bool *flag, int which,
		    const struct place_context *at)
{
	if (!*flag)
		verdict->witness[which] = *at;
	*flag = true;
}

static void add_context(struct verdict *verdict, const struct site *site,
			const struct context *context)
{
	struct place_context at = context_at(context, site->locks);

	if (at.atomic && at.kind == CONTEXT_CALLBACK)
		witness(verdict, &verdict->callback, WITNESS_CALLBACK, &at);
	else if (at.atomic)
		witness(verdict, &verdict->atomic, WITNESS_ATOMIC, &at);
	else if (at.known)
		witness(verdict, &verdict->sleepable, WITNESS_SLEEPABLE, &at);
	else if (site->slept_always) {
		verdict->slept = site->slept;
		witness(verdict, &verdict->sleepable, WITNESS_SLEEPABLE, &at);
	} else
		witness(verdict, &verdict->unknown, WITNESS_UNKNOWN, &at);
}

static void collect_verdicts(struct verdicts *verdicts, const struct frame *frame)
{
	const struct summary *summary = frame->summary;

	for (size_t i = 0; i < summary->site_count; i++) {
		const struct site *site = &summary->sites[i];
		struct verdict *verdict;

		if (!site->row || site->row->effect != EFFECT_TERMINATE_ALL)
			continue;
		verdict = verdict_get(verdicts, frame->node->function, site);
		for (size_t j = 0; j < frame->context_count; j++)
			add_context(verdict, site, frame->contexts[j]);
	}
}

static const char *context_of(const struct verdict *verdict)
{
	int kinds = verdict->sleepable + verdict->atomic + verdict->callback;

	if (kinds > 1)
		return "mixed";
	if (verdict->callback)
		return "callback";
	if (verdict->atomic)
		return "atomic";
	return verdict->sleepable && !verdict->unknown ? "sleepable" : "unknown";
}

static const char *replacement_of(const struct verdict *verdict)
{
	if (verdict->atomic || verdict->callback)
		return "async";
	return verdict->sleepable && !verdict->unknown ? "sync" : "none";
}

static const char *reason_of(const struct verdict *verdict)
{
	if (verdict->callback && (verdict->atomic || verdict->sleepable))
		return "also reached from a completion callback, where waiting is forbidden";
	if (verdict->callback)
		return "runs in a completion callback, where waiting is forbidden";
	if (verdict->atomic && verdict->sleepable)
		return "some callers may sleep, others may not";
	if (verdict->atomic)
		return "sleeping is forbidden here";
	if (verdict->sleepable && verdict->unknown)
		return "some callers may sleep, others are unknown";
	if (verdict->slept)
		return "the code has slept on every way here, so it may sleep";
	if (verdict->sleepable)
		return "every known caller may sleep";
	return "nothing known calls this";
}

static const struct place_context *witness_of(const struct verdict *verdict)
{
	if (verdict->callback)
		return &verdict->witness[WITNESS_CALLBACK];
	if (verdict->atomic)
		return &verdict->witness[WITNESS_ATOMIC];
	if (verdict->unknown)
		return &verdict->witness[WITNESS_UNKNOWN];
	return &verdict->witness[WITNESS_SLEEPABLE];
}

static void report_verdict(struct flow *flow, const struct rule *rule,
			   const struct verdict *verdict)
{
	struct finding finding = { .rule = rule, .severity = rule->severity };
	size_t room = 0;

	finding.context = context_of(verdict);
	finding.replacement = replacement_of(verdict);
	finding.reason = reason_of(verdict);
	finding.confidence = strcmp(finding.context, "unknown") ?
			     CONFIDENCE_HIGH : CONFIDENCE_MEDIUM;
	finding.at = (struct place){ verdict->function->file, verdict->inst->line,
				     verdict->inst->column, verdict->function->name };
	finding.message = strcmp(finding.replacement, "none") == 0 ?
		arena_printf(flow->arena, "%s; no replacement is certain: %s",
			     rule->edges[0].report, finding.reason) :
		arena_printf(flow->arena, "%s; here dmaengine_terminate_%s(): %s",
			     rule->edges[0].report, finding.replacement,
			     finding.reason);
	path_context(flow, witness_of(verdict), verdict->function,
		     &finding.notes, &finding.note_count, &room);
	if (verdict->slept)
		path_note(flow, &finding.notes, &finding.note_count, &room,
			  (struct note){ { verdict->function->file,
					   verdict->slept->line,
					   verdict->slept->column,
					   verdict->function->name },
					 "it has slept here before" });
	flow_add(flow, &finding);
}

void flow_verdicts(struct flow *flow, const struct rule *rule)
{
	struct verdicts verdicts = { 0 };

	for (size_t i = 0; i < flow->contexts->frame_count; i++)
		collect_verdicts(&verdicts, flow->contexts->frames[i]);
	for (size_t i = 0; i < verdicts.count; i++)
		report_verdict(flow, rule, &verdicts.items[i]);
	free(verdicts.items);
}
