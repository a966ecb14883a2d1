/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * flow-trace.c - automata over the events of one way through a function
 *
 * Each channel that the way touches has a run of its own. What lies within one
 * call is the callee's to report; a finding here needs two places of its own.
 */
#include "checker/flow.h"

#include <string.h>

/** struct run - one automaton on one channel */
struct run {
	struct flow *flow;
	const struct rule *rule;
	const struct frame *frame;
	const struct outcome *outcome;
	const struct value *channel;
	unsigned int state;
	const struct step *began;   /* last step that changed the state */
	const struct step *given;   /* memory given up before anything stopped */
	size_t now;                 /* index of the step being taken */
	bool alike_only;            /* some event is of the channel only by its member */
};

static bool is_channel_effect(enum effect effect)
{
	return effect_group(effect) == GROUP_API && effect != EFFECT_CALLBACK &&
	       effect != EFFECT_API;
}

static bool gives_up(enum effect effect)
{
	return effect == EFFECT_UNMAP || effect == EFFECT_FREE ||
	       effect == EFFECT_GIVE_BACK;
}

static enum rule_event wait_event(const struct step *step)
{
	const struct event *event = step->event;

	if (wait_succeeded(event, step->signs))
		return EVENT_WAIT_DONE;
	if (event->effect == EFFECT_STATUS)
		return EVENT_COUNT;
	if (!event->result || wait_may_succeed(event, step->signs))
		return EVENT_WAIT_IGNORED;
	return EVENT_WAIT_FAILED;
}

/* The event of a step as rules see it; EVENT_COUNT: nothing to them. */
static enum rule_event event_of(const struct step *step)
{
	switch (step->event->effect) {
	case EFFECT_PREP: return EVENT_PREP;
	case EFFECT_SUBMIT: return EVENT_SUBMIT;
	case EFFECT_ISSUE: return EVENT_ISSUE;
	case EFFECT_TERMINATE_ALL: return EVENT_TERMINATE_ALL;
	case EFFECT_TERMINATE_ASYNC: return EVENT_TERMINATE_ASYNC;
	case EFFECT_TERMINATE_SYNC: return EVENT_TERMINATE_SYNC;
	case EFFECT_SYNCHRONIZE: return EVENT_SYNCHRONIZE;
	case EFFECT_RELEASE: return EVENT_RELEASE;
	case EFFECT_UNMAP:
	case EFFECT_FREE:
	case EFFECT_GIVE_BACK: return EVENT_FREE;
	case EFFECT_WAIT:
	case EFFECT_WAIT_DMA:
	case EFFECT_STATUS: return wait_event(step);
	default: return EVENT_COUNT;
	}
}

static bool ends_doubt(enum rule_event event)
{
	return event == EVENT_TERMINATE_SYNC || event == EVENT_SYNCHRONIZE ||
	       event == EVENT_RELEASE;
}

/* Is the event about the channel of the run? What is unclear speaks for the code. */
static bool concerns(struct run *run, const struct step *step, enum rule_event event)
{
	const struct value *object = step->event->object;

	if (gives_up(step->event->effect) || effect_waits(step->event->effect))
		return true;
	if (!object)
		return ends_doubt(event);
	if (value_same(object, run->channel))
		return true;
	if (facts_same(run->flow->facts, run->frame->summary, object,
		       run->channel)) {
		run->alike_only = true;
		return true;
	}
	return ends_doubt(event) && !value_member(object) &&
	       object->kind != VALUE_PARAM;
}

static const struct value *root_of(const struct value *value)
{
	while (value->kind == VALUE_LOAD || value->kind == VALUE_SUB)
		value = value->a;
	return value;
}

/* Made on this way: mapped or allocated here, or in a call. */
static bool is_made(const struct value *value)
{
	const struct model_call *row;

	if (value->kind == VALUE_VIA)
		return is_made(value->a);
	row = value->kind == VALUE_RESULT ? value->inst->row : NULL;
	return row && (row->effect == EFFECT_MAP || row->effect == EFFECT_ALLOC);
}

static bool is_fresh(const struct value *value)
{
	return value->kind == VALUE_RESULT || value->kind == VALUE_VIA ||
	       is_made(root_of(value));
}

/* What two calls have returned are two things, whatever their members. */
static bool same_memory(const struct value *left, const struct value *right)
{
	if (!left || !right)
		return false;
	if (value_same(left, right))
		return true;
	if (root_of(left) != root_of(right) && is_fresh(root_of(left)) &&
	    is_fresh(root_of(right)))
		return false;
	return value_alike(left, right) == ALIKE_YES;
}

static bool prepared_from(const struct event *prep, const struct event *freed)
{
	return same_memory(prep->memory, freed->memory) ||
	       same_memory(prep->memory, freed->memory2) ||
	       same_memory(prep->memory2, freed->memory);
}

/* The channel in chan->device->dev, or NULL. */
static const struct value *channel_of_device(const struct value *device)
{
	while (device && (device->kind == VALUE_LOAD || device->kind == VALUE_SUB)) {
		if (strcmp(device->field, "dma_chan.device") == 0)
			return device->a;
		device = device->a;
	}
	return NULL;
}

static bool is_mapped_for(const struct run *run, const struct event *freed)
{
	const struct value *channel = freed->device ?
				      channel_of_device(freed->device) : NULL;

	return channel && facts_same(run->flow->facts, run->frame->summary,
				     channel, run->channel);
}

/* On this way, by the members it lives in, or by the device it is mapped for. */
static enum answer memory_of(struct run *run, const struct event *freed)
{
	enum answer answer = ANSWER_NO;
	size_t end;

	if (!freed->memory)
		return ANSWER_NO;
	/* What was prepared after the stop is not what was stopped. */
	end = run->began ? (size_t)(run->began - run->outcome->steps) : run->now;
	for (size_t i = 0; i < end; i++) {
		const struct event *prep = run->outcome->steps[i].event;

		if (prep->effect == EFFECT_PREP && prep->object &&
		    value_same(prep->object, run->channel) &&
		    prepared_from(prep, freed))
			return ANSWER_YES;
	}
	if (is_mapped_for(run, freed))
		return ANSWER_YES;
	/* What was mapped or allocated on this way is known by it alone. */
	if (is_fresh(freed->memory))
		return ANSWER_NO;
	answer = facts_owns(run->flow->facts, run->frame->summary, run->channel,
			    freed->memory);
	if (answer == ANSWER_NO && freed->memory2 && !is_fresh(freed->memory2))
		answer = facts_owns(run->flow->facts, run->frame->summary,
				    run->channel, freed->memory2);
	return answer;
}

static enum answer answer_guard(enum guard guard, void *data)
{
	struct run *run = data;

	switch (guard) {
	case GUARD_ALWAYS: return ANSWER_YES;
	case GUARD_MEMORY_OF:
		return memory_of(run, run->outcome->steps[run->now].event);
	case GUARD_ONLY_STOPPED:
		return facts_only_stopped(run->flow->facts,
					  run->frame->summary, run->channel) ?
		       ANSWER_YES : ANSWER_NO;
	case GUARD_SYNCHRONIZED:
		return facts_synchronized(run->flow->facts,
					  run->frame->summary, run->channel) ?
		       ANSWER_YES : ANSWER_NO;
	default: return ANSWER_NO;
	}
}

static enum confidence lowered(enum confidence confidence)
{
	return confidence > CONFIDENCE_LOW ? confidence - 1 : CONFIDENCE_LOW;
}

/* Both places lie within one call: the callee has reported it. */
static bool is_callees(const struct event *began, const struct event *broke)
{
	return began && broke && began->inner && broke->inner &&
	       began->inst == broke->inst;
}

/* Over how many calls an event has come. */
static unsigned int depth_of(const struct event *event)
{
	unsigned int depth = 0;

	for (; event && event->inner; event = event->inner)
		depth++;
	return depth;
}

/* Over more calls it is seldom seen that branches exclude each other. */
enum { DEPTH_SURE = 4 };

static void report(struct run *run, const struct rule_edge *edge,
		   enum answer answer)
{
	const struct step *step = &run->outcome->steps[run->now];
	struct break_point point = {
		.rule = run->rule, .edge = edge,
		.function = run->frame->node->function,
		.object = run->channel, .confidence = edge->confidence,
		.broke = step->event,
	};

	if (run->given) {
		point.broke = run->given->event;
		point.late = step->event;
	} else if (run->began) {
		point.began = run->began->event;
		point.began_signs = run->began->signs;
	}
	if (is_callees(point.late ? point.late : point.began, point.broke))
		return;
	if (answer == ANSWER_UNKNOWN || run->alike_only)
		point.confidence = lowered(point.confidence);
	if (depth_of(point.began) > DEPTH_SURE || depth_of(point.broke) > DEPTH_SURE ||
	    depth_of(point.late) > DEPTH_SURE)
		point.confidence = lowered(point.confidence);
	flow_break(run->flow, &point);
}

static void take(struct run *run, const struct step *step)
{
	enum rule_event event = event_of(step);
	const struct rule_edge *edge;
	enum answer answer;

	if (event == EVENT_COUNT || !concerns(run, step, event))
		return;
	edge = rule_step(run->rule, run->state, event, answer_guard, run, &answer);
	if (!edge)
		return;
	if (edge->report)
		report(run, edge, answer);
	if (edge->to == run->state)
		return;
	run->given = event == EVENT_FREE ? step : NULL;
	run->began = step;
	run->state = edge->to;
}

/*
 * A completion callback runs because a transfer is over; so does work that
 * callbacks queue, and what is called after a wait that succeeded.
 */
static bool follows_completion(const struct facts *facts,
			       const struct context *context)
{
	return context->kind == CONTEXT_CALLBACK || context->completed ||
	       (context->root && context->root->object &&
		facts_queued_by_callback(facts, context->root->node,
					 context->root->object));
}

static bool only_after_completion(const struct facts *facts,
				  const struct frame *frame)
{
	for (size_t i = 0; i < frame->context_count; i++)
		if (!follows_completion(facts, frame->contexts[i]))
			return false;
	return frame->context_count > 0;
}

static bool seen_before(const struct outcome *outcome, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		const struct event *event = outcome->steps[i].event;

		if (is_channel_effect(event->effect) && event->object &&
		    event->object == outcome->steps[index].event->object)
			return true;
	}
	return false;
}

static void run_channel(struct flow *flow, const struct rule *rule,
			const struct frame *frame, const struct outcome *outcome,
			const struct value *channel)
{
	struct run run = { .flow = flow, .rule = rule, .frame = frame,
			   .outcome = outcome, .channel = channel };

	if (only_after_completion(flow->facts, frame))
		run.state = rule->completed;
	for (run.now = 0; run.now < outcome->step_count; run.now++)
		take(&run, &outcome->steps[run.now]);
}

void flow_trace_rule(struct flow *flow, const struct rule *rule,
		     const struct frame *frame)
{
	const struct summary *summary = frame->summary;

	for (size_t i = 0; i < summary->outcome_count; i++) {
		const struct outcome *outcome = &summary->outcomes[i];

		for (size_t j = 0; j < outcome->step_count; j++) {
			const struct event *event = outcome->steps[j].event;

			if (is_channel_effect(event->effect) && event->object &&
			    !event->object->unknown && !seen_before(outcome, j))
				run_channel(flow, rule, frame, outcome,
					    event->object);
		}
	}
}
