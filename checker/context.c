/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * context.c - contexts, top-down over the summaries
 */
#include "checker/context.h"

#include "model/intern.h"
#include "model/memory.h"

#include <stdlib.h>
#include <string.h>

static bool same_locks(const struct context *left, const struct context *right)
{
	if (left->lock_count != right->lock_count)
		return false;
	for (uint8_t i = 0; i < left->lock_count; i++)
		if (left->locks[i].key != right->locks[i].key)
			return false;
	return true;
}

static bool has_context(const struct frame *frame, const struct context *context)
{
	for (size_t i = 0; i < frame->context_count; i++)
		if (frame->contexts[i]->kind == context->kind &&
		    frame->contexts[i]->completed == context->completed &&
		    same_locks(frame->contexts[i], context) &&
		    value_likely(frame->contexts[i]->channel, context->channel))
			return true;
	return false;
}

static bool has_kind(const struct frame *frame, enum context_kind kind)
{
	for (size_t i = 0; i < frame->context_count; i++)
		if (frame->contexts[i]->kind == kind)
			return true;
	return false;
}

static void add_context(struct contexts *contexts, struct frame *frame,
			const struct context *context)
{
	if (has_context(frame, context))
		return;
	/* Room is kept for a kind that has not been seen yet. */
	if (frame->context_count >= FRAME_CONTEXTS - CONTEXT_COUNT &&
	    has_kind(frame, context->kind))
		return;
	if (frame->context_count == FRAME_CONTEXTS)
		return;
	frame->contexts[frame->context_count++] =
		arena_copy(&contexts->arena, context, sizeof(*context));
}

struct frame_slot {
	struct frame frame;
	struct frame_slot *next;
};

static struct frame *frame_get(struct contexts *contexts, const struct node *node,
			       const struct spec *spec)
{
	const struct summary *summary = summary_get(contexts->summaries, node, spec);
	struct frame_slot *slot = (struct frame_slot *)contexts->first[node->index];
	struct frame_slot *made;

	for (; slot; slot = slot->next)
		if (slot->frame.summary == summary)
			return &slot->frame;
	made = arena_new(&contexts->arena, struct frame_slot);
	made->frame.node = node;
	made->frame.summary = summary;
	made->next = (struct frame_slot *)contexts->first[node->index];
	contexts->first[node->index] = (struct frame *)made;
	contexts->frames = memory_grow(contexts->frames, contexts->frame_count,
				 &contexts->frame_room, sizeof(*contexts->frames));
	contexts->frames[contexts->frame_count++] = &made->frame;
	return &made->frame;
}

static void sort_locks(struct held_lock *locks, uint8_t count)
{
	for (uint8_t i = 1; i < count; i++)
		for (uint8_t j = i; j > 0 &&
		     strcmp(locks[j - 1].key, locks[j].key) > 0; j--) {
			struct held_lock swap = locks[j];

			locks[j] = locks[j - 1];
			locks[j - 1] = swap;
		}
}

static bool was_dropped(const struct locks *locks, const char *key)
{
	for (uint8_t i = 0; i < locks->dropped_count; i++)
		if (locks->dropped[i].key == key)
			return true;
	return false;
}

struct place_context context_at(const struct context *context,
				const struct locks *locks)
{
	struct place_context at = { .context = context };

	at.kind = context ? context->kind : CONTEXT_UNKNOWN;
	at.known = at.kind != CONTEXT_UNKNOWN;
	for (uint8_t i = 0; context && i < context->lock_count; i++)
		if (!was_dropped(locks, context->locks[i].key))
			at.locks[at.lock_count++] = context->locks[i];
	for (uint8_t i = 0; i < locks->held_count; i++)
		at.locks[at.lock_count++] = (struct held_lock){
			locks->held[i].key, locks->held[i].lock_class };
	at.atomic = !context_may_sleep(at.kind);
	for (uint8_t i = 0; i < at.lock_count; i++) {
		if (at.locks[i].lock_class != LOCK_SPIN)
			continue;
		at.atomic = true;
		at.spinlock = at.locks[i].key;
	}
	for (uint8_t i = 0; i < locks->held_count; i++)
		if (locks->held[i].lock_class == LOCK_SPIN)
			at.local_lock = true;
	return at;
}

/* The context a callee has when it is called at @site. */
static struct context called_at(const struct frame *caller,
				const struct context *from,
				const struct site *site)
{
	struct place_context at = context_at(from, site->locks);
	struct context context = *from;

	context.lock_count = 0;
	for (uint8_t i = 0; i < at.lock_count; i++) {
		bool twice = false;

		for (uint8_t j = 0; j < context.lock_count; j++)
			twice |= context.locks[j].key == at.locks[i].key;
		if (!twice && context.lock_count < CONTEXT_LOCKS)
			context.locks[context.lock_count++] = at.locks[i];
	}
	sort_locks(context.locks, context.lock_count);
	context.caller = caller;
	context.from = from;
	context.site = site;
	context.depth = from->depth + 1;
	context.completed = site->waited == WAITED_YES ||
			    (site->waited == WAITED_INHERIT && from->completed);
	return context;
}

/*
 * Where nobody known calls a function, that it slept before the call says that
 * it may: its authors knew.
 */
static void pass_on(struct contexts *contexts, struct frame *frame,
		    const struct context *context)
{
	for (size_t i = 0; i < frame->summary->site_count; i++) {
		const struct site *site = &frame->summary->sites[i];
		struct context next;

		if (!site->callee || !site->callee->cfg)
			continue;
		next = called_at(frame, context, site);
		if (next.kind == CONTEXT_UNKNOWN && site->slept_always &&
		    !next.lock_count)
			next.kind = CONTEXT_SLEEPABLE;
		add_context(contexts, frame_get(contexts, site->callee, site->spec),
			    &next);
	}
}

static void walk(struct contexts *contexts)
{
	bool changed = true;

	while (changed) {
		changed = false;
		for (size_t i = 0; i < contexts->frame_count; i++) {
			struct frame *frame = contexts->frames[i];

			while (frame->done < frame->context_count) {
				pass_on(contexts, frame,
					frame->contexts[frame->done++]);
				changed = true;
			}
		}
	}
}

/* A callback is known by its channel once some function sets it. */
struct callback {
	const struct node *node;
	const struct value *channel;
};

struct callbacks {
	struct callback *items;
	size_t count, room;
};

static void note_callback(struct contexts *contexts, struct callbacks *callbacks,
			  const struct summary *summary, const struct event *event)
{
	const struct value *channel;
	struct node *node;

	if (event->effect != EFFECT_CALLBACK || !event->memory ||
	    event->memory->kind != VALUE_FUNC || !event->object)
		return;
	channel = summary_name(summary, event->object);
	if (!channel)
		return;
	node = link_name(contexts->program, summary->node->function,
			 event->memory->name, false);
	if (!node)
		return;
	for (size_t i = 0; i < callbacks->count; i++)
		if (callbacks->items[i].node == node &&
		    value_likely(callbacks->items[i].channel, channel))
			return;
	callbacks->items = memory_grow(callbacks->items, callbacks->count,
				 &callbacks->room, sizeof(*callbacks->items));
	callbacks->items[callbacks->count++] =
		(struct callback){ node, channel };
}

static void find_callbacks(struct contexts *contexts, struct callbacks *callbacks,
			   const struct summary *summary)
{
	for (size_t i = 0; i < summary->outcome_count; i++)
		for (size_t j = 0; j < summary->outcomes[i].step_count; j++)
			note_callback(contexts, callbacks, summary,
				      summary->outcomes[i].steps[j].event);
}

static bool is_needed_root(const struct node *node)
{
	return node->needed && node->cfg;
}

static void add_root(struct contexts *contexts, const struct registration *root,
		     const struct value *channel)
{
	struct context context = { .kind = root->context, .root = root,
				   .channel = channel };

	for (int i = 0; root->op && i < MODEL_OP_LOCKS; i++) {
		char key[256];

		if (!root->op->lock[i].record)
			continue;
		snprintf(key, sizeof(key), "%s.%s", root->op->lock[i].record,
			 root->op->lock[i].field);
		context.locks[context.lock_count++] =
			(struct held_lock){ intern(key), LOCK_SPIN };
	}
	/* What the lock forbids is allowed again once it is dropped. */
	if (context.kind == CONTEXT_ATOMIC && context.lock_count)
		context.kind = CONTEXT_SLEEPABLE;
	sort_locks(context.locks, context.lock_count);
	add_context(contexts, frame_get(contexts, root->node, NULL), &context);
}

static void add_callback_roots(struct contexts *contexts,
			       const struct registration *root,
			       const struct callbacks *callbacks)
{
	bool found = false;

	for (size_t i = 0; i < callbacks->count; i++) {
		if (callbacks->items[i].node != root->node)
			continue;
		add_root(contexts, root, callbacks->items[i].channel);
		found = true;
	}
	if (!found)
		add_root(contexts, root, NULL);
}

static bool is_unknown_op(const struct registration *root)
{
	return root->context == CONTEXT_UNKNOWN || root->context == CONTEXT_INHERIT;
}

/* Registrations with a known context; then those that only callers can tell. */
static void add_roots(struct contexts *contexts, const struct callbacks *callbacks)
{
	struct program *program = contexts->program;

	for (size_t i = 0; i < program->registration_count; i++) {
		const struct registration *root = &program->registrations[i];

		if (!is_needed_root(root->node) || is_unknown_op(root))
			continue;
		if (root->context == CONTEXT_CALLBACK)
			add_callback_roots(contexts, root, callbacks);
		else
			add_root(contexts, root, NULL);
	}
}

static void add_plain_root(struct contexts *contexts, const struct node *node,
			   enum context_kind kind)
{
	struct context context = { .kind = kind };

	add_context(contexts, frame_get(contexts, node, NULL), &context);
}

/* Functions that nothing known calls, or that somebody unknown may call. */
static void add_unknown_roots(struct contexts *contexts)
{
	struct program *program = contexts->program;

	for (size_t i = 0; i < program->registration_count; i++) {
		const struct registration *root = &program->registrations[i];
		struct context context = { .kind = CONTEXT_UNKNOWN, .root = root };

		if (!is_needed_root(root->node) || root->context != CONTEXT_UNKNOWN)
			continue;
		if (root->node->has_caller)
			continue;
		add_context(contexts, frame_get(contexts, root->node, NULL),
			    &context);
	}
	for (size_t i = 0; i < program->node_count; i++) {
		const struct node *node = &program->nodes[i];

		if (!is_needed_root(node))
			continue;
		if (node->function->is_init || node->function->is_exit)
			add_plain_root(contexts, node, CONTEXT_SLEEPABLE);
		else if (!contexts->first[i])
			add_plain_root(contexts, node, CONTEXT_UNKNOWN);
	}
}

size_t contexts_roots(const struct program *program, struct node **ret_nodes)
{
	bool *registered = memory_array(program->node_count, sizeof(*registered));
	size_t count = 0;

	for (size_t i = 0; i < program->registration_count; i++)
		registered[program->registrations[i].node->index] = true;
	for (size_t i = 0; i < program->node_count; i++) {
		struct node *node = &program->nodes[i];

		if (is_needed_root(node) && (registered[i] || !node->has_caller ||
					     node->function->is_init ||
					     node->function->is_exit))
			ret_nodes[count++] = node;
	}
	free(registered);
	return count;
}

struct contexts *contexts_build(struct program *program,
				struct summaries *summaries)
{
	struct contexts *contexts = memory_array(1, sizeof(*contexts));
	struct callbacks callbacks = { 0 };
	struct node **roots = memory_array(program->node_count, sizeof(*roots));
	size_t count;

	contexts->first = memory_array(program->node_count,
				       sizeof(*contexts->first));
	contexts->program = program;
	contexts->summaries = summaries;
	count = contexts_roots(program, roots);
	for (size_t i = 0; i < count; i++)
		find_callbacks(contexts, &callbacks,
			       summary_get(summaries, roots[i], NULL));
	add_roots(contexts, &callbacks);
	walk(contexts);
	add_unknown_roots(contexts);
	walk(contexts);
	free(callbacks.items);
	free(roots);
	return contexts;
}

void contexts_free(struct contexts *contexts)
{
	if (!contexts)
		return;
	free(contexts->frames);
	free(contexts->first);
	arena_release(&contexts->arena);
	free(contexts);
}

static void dump_context(const struct context *context, FILE *out)
{
	fprintf(out, "  %s", context_word(context->kind));
	for (uint8_t i = 0; i < context->lock_count; i++)
		fprintf(out, " lock %s", context->locks[i].key);
	if (context->channel) {
		fputs(" of ", out);
		value_print(context->channel, NULL, out);
	}
	for (const struct context *at = context; at; at = at->from) {
		if (at->caller)
			fprintf(out, " <- %s:%u", at->caller->node->function->name,
				at->site->inst->line);
		else if (at->root)
			fprintf(out, " <- %s", at->root->key);
	}
	fputc('\n', out);
}

void contexts_dump(const struct contexts *contexts, FILE *out)
{
	for (size_t i = 0; i < contexts->frame_count; i++) {
		const struct frame *frame = contexts->frames[i];

		fprintf(out, "frame %s %s", frame->node->function->name,
			frame->node->function->file);
		for (int j = 0; j < SPEC_PARAMS; j++)
			if (frame->summary->spec.known & (1u << j))
				fprintf(out, " %d=%lld", j,
					(long long)frame->summary->spec.number[j]);
		fputc('\n', out);
		for (size_t j = 0; j < frame->context_count; j++)
			dump_context(frame->contexts[j], out);
	}
}
