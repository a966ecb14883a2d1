/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * path.c - a break point as a finding that persuades
 *
 *   where it began -> what was assumed -> where it broke
 *
 * An event that came by a call is told from the call down to where it is.
 */
#include "checker/path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** struct story - notes being told */
struct story {
	struct arena *arena;
	struct note *notes;
	size_t count, room;
};

static void tell(struct story *story, struct place at, const char *message)
{
	struct note *notes;

	if (story->count == story->room) {
		story->room = story->room ? story->room * 2 : 8;
		notes = arena_array(story->arena, struct note, story->room);
		if (story->count)
			memcpy(notes, story->notes, story->count * sizeof(*notes));
		story->notes = notes;
	}
	story->notes[story->count++] = (struct note){ at, message };
}

static struct place place_of(const struct function *function, uint32_t line,
			     uint16_t column)
{
	return (struct place){ function->file, line, column, function->name };
}

static const char *root_sentence(struct arena *arena, const struct context *context,
				 const struct function *function)
{
	const struct registration *root = context->root;
	const char *phrase = context_phrase(context->kind);

	if (!root && function->is_init)
		return arena_printf(arena, "%s() is an init function: %s",
				    function->name, phrase);
	if (!root)
		return arena_printf(arena, "%s() runs in %s", function->name,
				    phrase);
	if (root->op && context->lock_count && root->op->lock[0].record)
		return arena_printf(arena,
				    "%s() is %s, called with %s.%s held",
				    function->name, root->key,
				    root->op->lock[0].record,
				    root->op->lock[0].field);
	return arena_printf(arena, "%s() is handed to %s: it runs in %s",
			    function->name, root->key, phrase);
}

static void tell_root(struct story *story, const struct context *context,
		      const struct function *function)
{
	const struct registration *root = context->root;
	struct place at = place_of(function, function->line, 1);

	if (root && root->file)
		at = (struct place){ root->file, root->line, 1,
				     root->by ? root->by->name : "" };
	tell(story, at, root_sentence(story->arena, context, function));
}

/* Spinlocks taken in the function of the call, where they are taken. */
static void tell_locks(struct story *story, const struct site *site,
		       const struct function *function)
{
	for (uint8_t i = 0; i < site->locks->held_count; i++) {
		const struct held *held = &site->locks->held[i];

		if (held->lock_class != LOCK_SPIN || !held->taken)
			continue;
		tell(story, place_of(function, held->taken->line, held->taken->column),
		     arena_printf(story->arena, "%s is taken", held->key));
	}
}

enum { CHAIN_MAX = 16 };

/* From the root down: each call that leads to the place. */
static void tell_context(struct story *story, const struct context *context,
			 const struct function *function)
{
	const struct context *chain[CHAIN_MAX];
	size_t depth = 0;

	for (; context && depth < CHAIN_MAX; context = context->from)
		chain[depth++] = context;
	if (!depth)
		return;
	if (!chain[depth - 1]->caller)
		tell_root(story, chain[depth - 1],
			  depth > 1 ? chain[depth - 2]->caller->node->function :
			  function);
	while (--depth > 0) {
		const struct context *step = chain[depth - 1];
		const struct function *caller = step->caller->node->function;
		struct place at = place_of(caller, step->site->inst->line,
					   step->site->inst->column);

		tell_locks(story, step->site, caller);
		tell(story, at, arena_printf(story->arena, "%s() calls %s()",
					     caller->name,
					     step->site->callee->function->name));
	}
}

/* What has no name in the source is called by what it is. */
static const char *name_of(struct arena *arena, const struct value *value,
			   const struct function *function, const char *otherwise)
{
	const char *text;

	if (!value)
		return otherwise;
	text = value_text(arena, value, function);
	return strchr(text, '?') || strstr(text, "()") ? otherwise : text;
}

static const char *wait_sentence(const struct event *event, uint8_t signs)
{
	if (!event->result)
		return "nobody looks at the result of this wait, which may have failed";
	switch (event->row->returns) {
	case RETURNS_TIMEOUT:
	case RETURNS_TIMEOUT_INTERRUPT:
		if (!(signs & SIGN_POSITIVE))
			return "assuming that this wait timed out or was interrupted";
		break;
	default:
		if (!(signs & SIGN_ZERO))
			return "assuming that this wait failed";
		break;
	}
	return "this wait may have failed: its result makes no difference here";
}

static const char *event_sentence(struct arena *arena, const struct event *event,
				  uint8_t signs)
{
	bool memory = effect_group(event->effect) == GROUP_MEMORY;
	char sentence[512];

	if (event->effect == EFFECT_WAIT || event->effect == EFFECT_WAIT_DMA)
		return wait_sentence(event, signs);
	snprintf(sentence, sizeof(sentence), effect_sentence(event->effect),
		 name_of(arena, memory ? event->memory : event->object,
			 event->function, memory ? "the memory" : "the channel"));
	return arena_strdup(arena, sentence);
}

/* An event, from the call in the frame's function down to where it happens. */
static void tell_event(struct story *story, const struct event *event,
		       uint8_t signs)
{
	for (; event->inner; event = event->inner) {
		const char *callee = event->inner->function->name;

		tell(story, place_of(event->function, event->line, event->column),
		     arena_printf(story->arena, "%s() is called", callee));
	}
	tell(story, place_of(event->function, event->line, event->column),
	     event_sentence(story->arena, event, signs));
}

static void tell_trace(struct story *story, const struct break_point *point)
{
	if (point->began)
		tell_event(story, point->began, point->began_signs);
	tell_event(story, point->broke, SIGN_ANY);
	if (point->late)
		tell_event(story, point->late, SIGN_ANY);
}

static void tell_call(struct story *story, const struct break_point *point)
{
	const struct function *function = point->function;

	tell_context(story, point->at.context, function);
	tell_locks(story, point->site, function);
	if (point->callback)
		tell(story, place_of(point->callback->function,
				     point->callback->function->line, 1),
		     arena_printf(story->arena,
				  "%s() is a callback of the channel and takes %s",
				  point->callback->function->name, point->lock));
}

static const char *why_atomic(struct arena *arena, const struct break_point *point)
{
	if (point->rule->edges == NULL || !point->at.atomic || point->lock)
		return "";
	if (point->at.spinlock)
		return arena_printf(arena, ", with %s held",
				    point->at.spinlock);
	return arena_printf(arena, ", in %s",
			    context_phrase(point->at.kind));
}

static void find_call(struct arena *arena, const struct break_point *point,
		      const char *message, struct finding *finding)
{
	finding->at = place_of(point->function, point->site->inst->line,
			       point->site->inst->column);
	finding->message = arena_printf(arena, "%s%s", message,
					point->edge->guard == GUARD_ATOMIC ?
					why_atomic(arena, point) : "");
}

static void find_verdict(struct arena *arena, const struct break_point *point,
			 struct finding *finding)
{
	const struct verdict *verdict = point->verdict;
	bool none = strcmp(verdict->replacement, "none") == 0;

	finding->at = place_of(point->function, verdict->inst->line,
			       verdict->inst->column);
	finding->context = verdict->context;
	finding->replacement = verdict->replacement;
	finding->reason = verdict->reason;
	finding->message = none ?
		arena_printf(arena, "%s; no replacement is certain: %s",
			     point->edge->report, verdict->reason) :
		arena_printf(arena, "%s; here dmaengine_terminate_%s(): %s",
			     point->edge->report, verdict->replacement,
			     verdict->reason);
}

static void tell_verdict(struct story *story, const struct break_point *point)
{
	const struct verdict *verdict = point->verdict;

	tell_context(story, verdict->witness.context, point->function);
	if (verdict->slept)
		tell(story, place_of(point->function, verdict->slept->line,
				     verdict->slept->column),
		     "it has slept here before");
}

void path_finding(struct arena *arena, const struct break_point *point,
		  struct finding *ret_finding)
{
	struct finding finding = { .rule = point->rule,
				   .severity = point->rule->severity,
				   .confidence = point->confidence };
	struct story story = { .arena = arena };
	char message[512];

	snprintf(message, sizeof(message), point->edge->report,
		 name_of(arena, point->object, point->function, "the channel"));
	if (point->verdict) {
		find_verdict(arena, point, &finding);
		tell_verdict(&story, point);
	} else if (point->site) {
		find_call(arena, point, message, &finding);
		tell_call(&story, point);
	} else {
		finding.at = place_of(point->function, point->broke->line,
				      point->broke->column);
		finding.message = arena_strdup(arena, message);
		tell_trace(&story, point);
	}
	finding.notes = story.notes;
	finding.note_count = story.count;
	*ret_finding = finding;
}
