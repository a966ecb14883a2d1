/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * flow-facts.c - what belongs together in the whole program
 *
 *   dma_map_single(buf) = addr, dma_alloc_coherent(&addr) = buf,
 *   sg_init_one(sg, buf)            names of one memory: a group
 *   prep(chan, addr)                the group belongs to the channel
 *   desc->callback = f              f is a callback of the channel
 *
 * Channels and memory are known by the members they live in, which is what
 * connects the function that prepares with the one that frees.
 */
#include "checker/flow.h"

#include "checker/event.h"
#include "model/intern.h"
#include "model/memory.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>

/** struct owned - memory, or the argument of a callback, of a channel */
struct owned {
	const struct value *channel;
	const struct value *memory;
};

/** struct module_facts - names are compared within a module only */
struct module_facts {
	const char *module;
	struct relation *relations;
	size_t relation_count, relation_room;
	struct owned *owned;
	size_t owned_count, owned_room;
	struct callback_of *callbacks;
	size_t callback_count, callback_room;
	const struct value **synced;  /* channels that something synchronizes */
	size_t synced_count, synced_room;
	const struct value **stopped; /* channels stopped without waiting */
	size_t stopped_count, stopped_room;
	const char **queued;          /* work and tasklets that callbacks queue */
	size_t queued_count, queued_room;
	UT_hash_handle hh;
};

static struct module_facts *module_get(struct facts *facts, const char *module)
{
	struct module_facts *entry;

	HASH_FIND_PTR(facts->modules, &module, entry);
	if (entry)
		return entry;
	entry = arena_new(&facts->arena, struct module_facts);
	entry->module = module;
	HASH_ADD_PTR(facts->modules, module, entry);
	return entry;
}

static void add_relation(struct module_facts *module, struct relation relation)
{
	for (size_t i = 0; i < module->relation_count; i++)
		if (value_alike(module->relations[i].left, relation.left) == ALIKE_YES &&
		    value_alike(module->relations[i].right, relation.right) == ALIKE_YES)
			return;
	module->relations = memory_grow(module->relations, module->relation_count,
				  &module->relation_room,
				  sizeof(*module->relations));
	module->relations[module->relation_count++] = relation;
}

/*
 * Results of calls have no name elsewhere: what is related to the same result
 * is related to each other.
 */
static void join_relations(struct module_facts *module,
			   const struct summary *summary)
{
	for (size_t i = 0; i < summary->relation_count; i++) {
		struct relation one = summary->relations[i];

		if (value_member(one.left) && value_member(one.right))
			add_relation(module, one);
		for (size_t j = i + 1; j < summary->relation_count; j++) {
			struct relation two = summary->relations[j];
			const struct value *a = NULL, *b = NULL;

			if (one.left == two.left || one.left == two.right) {
				a = one.right;
				b = one.left == two.left ? two.right : two.left;
			} else if (one.right == two.left || one.right == two.right) {
				a = one.left;
				b = one.right == two.left ? two.right : two.left;
			}
			if (a && value_member(a) && value_member(b))
				add_relation(module, (struct relation){ a, b });
		}
	}
}

static void add_owned(struct module_facts *module, const struct value *channel,
		      const struct value *memory)
{
	for (size_t i = 0; i < module->owned_count; i++)
		if (value_alike(module->owned[i].memory, memory) == ALIKE_YES &&
		    value_likely(module->owned[i].channel, channel))
			return;
	module->owned = memory_grow(module->owned, module->owned_count,
			      &module->owned_room, sizeof(*module->owned));
	module->owned[module->owned_count++] = (struct owned){ channel, memory };
}

static void own_memory(struct facts *facts, const struct summary *summary,
		       const struct event *event, const struct value *memory)
{
	const struct value *name = memory ? summary_name(summary, memory) : NULL;

	if (name)
		add_owned(module_get(facts, summary->node->function->unit->module),
			  summary_name(summary, event->object), name);
}

static bool is_among(const struct value *const *channels, size_t count,
		     const struct value *channel)
{
	for (size_t i = 0; i < count; i++)
		if (value_likely(channels[i], channel))
			return true;
	return false;
}

static void add_channel(const struct value ***channels, size_t *count,
			size_t *room, const struct value *channel)
{
	if (is_among(*channels, *count, channel))
		return;
	*channels = memory_grow(*channels, *count, room, sizeof(**channels));
	(*channels)[(*count)++] = channel;
}

static void note_callback(struct facts *facts, struct module_facts *module,
			  const struct summary *summary,
			  const struct event *event,
			  const struct value *channel)
{
	struct node *node;

	if (event->memory->kind != VALUE_FUNC)
		return;
	node = link_name(facts->program, summary->node->function,
			 event->memory->name, false);
	if (!node)
		return;
	for (size_t i = 0; i < module->callback_count; i++)
		if (module->callbacks[i].node == node &&
		    value_likely(module->callbacks[i].channel, channel))
			return;
	module->callbacks = memory_grow(module->callbacks, module->callback_count,
				 &module->callback_room, sizeof(*module->callbacks));
	module->callbacks[module->callback_count++] =
		(struct callback_of){ .node = node, .channel = channel };
}

static void note_event(struct facts *facts, const struct summary *summary,
		       const struct event *event)
{
	const struct value *channel = event->object ?
		summary_name(summary, event->object) : NULL;

	struct module_facts *module;

	if (!channel)
		return;
	module = module_get(facts, summary->node->function->unit->module);
	switch (event->effect) {
	case EFFECT_PREP:
		own_memory(facts, summary, event, event->memory);
		own_memory(facts, summary, event, event->memory2);
		break;
	case EFFECT_CALLBACK_DATA:
		own_memory(facts, summary, event, event->memory);
		break;
	case EFFECT_CALLBACK:
		if (event->memory)
			note_callback(facts, module, summary, event,
				      channel);
		break;
	case EFFECT_TERMINATE_ALL:
	case EFFECT_TERMINATE_ASYNC:
		add_channel(&module->stopped, &module->stopped_count,
			    &module->stopped_room, channel);
		break;
	case EFFECT_SYNCHRONIZE:
	case EFFECT_TERMINATE_SYNC:
		add_channel(&module->synced, &module->synced_count,
			    &module->synced_room, channel);
		break;
	default:
		break;
	}
}

static void note_summary(struct facts *facts, const struct summary *summary)
{
	for (size_t i = 0; i < summary->outcome_count; i++)
		for (size_t j = 0; j < summary->outcomes[i].step_count; j++)
			note_event(facts, summary,
				   summary->outcomes[i].steps[j].event);
}

/* The lock a LOCK row is about, as written: no values are needed for it. */
static const char *lock_key(struct facts *facts, const struct inst *inst)
{
	const struct model_call *row = inst->row;
	const struct expr *lock;

	if (row->lock.record)
		return intern(arena_printf(&facts->arena, "%s.%s",
					   row->lock.record, row->lock.field));
	lock = row_arg(row, inst, ROLE_LOCK);
	while (lock && (lock->kind == EXPR_ADDR || lock->kind == EXPR_DEREF))
		lock = lock->kids[0];
	if (lock && lock->kind == EXPR_FIELD)
		return lock->field->key;
	return NULL;
}

/** struct search - through a callback and all it calls */
struct search {
	struct facts *facts;
	struct module_facts *module;
	struct callback_of *callback;
	bool *seen;
};

static void add_lock(struct callback_of *callback, const char *key)
{
	for (size_t i = 0; i < callback->lock_count; i++)
		if (callback->locks[i] == key)
			return;
	callback->locks = memory_grow(callback->locks, callback->lock_count,
				&callback->lock_room, sizeof(*callback->locks));
	callback->locks[callback->lock_count++] = key;
}

static bool is_queued(const struct module_facts *module, const char *object)
{
	for (size_t i = 0; i < module->queued_count; i++)
		if (module->queued[i] == object)
			return true;
	return false;
}

static void add_queued(struct module_facts *module, const struct inst *inst)
{
	const struct expr *work = row_arg(inst->row, inst, ROLE_OBJ);
	const char *object = work ? event_member(work) : NULL;

	if (!object || is_queued(module, object))
		return;
	module->queued = memory_grow(module->queued, module->queued_count,
				     &module->queued_room, sizeof(*module->queued));
	module->queued[module->queued_count++] = object;
}

static void search_inst(struct search *search, const struct inst *inst)
{
	const char *key;

	if (inst->kind != INST_CALL || !inst->row)
		return;
	if (inst->row->effect == EFFECT_QUEUE)
		add_queued(search->module, inst);
	if (inst->row->effect != EFFECT_LOCK || inst->row->returns == RETURNS_TRUE)
		return;
	key = lock_key(search->facts, inst);
	if (key)
		add_lock(search->callback, key);
}

static void search_node(struct search *search, const struct node *node)
{
	if (search->seen[node->index] || !node->cfg)
		return;
	search->seen[node->index] = true;
	for (size_t i = 0; i < node->cfg->block_count; i++)
		for (size_t j = 0; j < node->cfg->blocks[i]->inst_count; j++)
			search_inst(search, &node->cfg->blocks[i]->insts[j]);
	for (size_t i = 0; i < node->callees.count; i++)
		search_node(search, node->callees.nodes[i]);
}

static void search_module(struct search *search, struct module_facts *module)
{
	search->module = module;
	for (size_t i = 0; i < module->callback_count; i++) {
		search->callback = &module->callbacks[i];
		memset(search->seen, 0, search->facts->program->node_count);
		search_node(search, search->callback->node);
	}
}

static void search_callbacks(struct facts *facts)
{
	struct search search = { .facts = facts };

	search.seen = memory_array(facts->program->node_count,
				   sizeof(*search.seen));
	for (struct module_facts *module = facts->modules; module;
	     module = module->hh.next)
		search_module(&search, module);
	free(search.seen);
}

struct facts *facts_build(const struct contexts *contexts)
{
	struct facts *facts = memory_array(1, sizeof(*facts));

	facts->program = contexts->program;
	for (size_t i = 0; i < contexts->frame_count; i++) {
		const struct summary *summary = contexts->frames[i]->summary;

		join_relations(module_get(facts,
					  summary->node->function->unit->module),
			       summary);
	}
	for (size_t i = 0; i < contexts->frame_count; i++)
		note_summary(facts, contexts->frames[i]->summary);
	search_callbacks(facts);
	return facts;
}

static void modules_free(struct facts *facts)
{
	struct module_facts *module, *next;

	HASH_ITER(hh, facts->modules, module, next) {
		HASH_DEL(facts->modules, module);
		for (size_t i = 0; i < module->callback_count; i++)
			free(module->callbacks[i].locks);
		free(module->relations);
		free(module->owned);
		free(module->callbacks);
		free(module->synced);
		free(module->stopped);
		free(module->queued);
	}
}

void facts_free(struct facts *facts)
{
	if (!facts)
		return;
	modules_free(facts);
	arena_release(&facts->arena);
	free(facts);
}

enum { NAMES_MAX = 12 };

/* All names of one thing in a module, as far as few steps lead. */
static size_t names_of(const struct module_facts *module,
		       const struct value *value, const struct value **names)
{
	size_t count = 0, done = 0;

	names[count++] = value;
	for (; done < count; done++)
		for (size_t i = 0; i < module->relation_count; i++) {
			const struct relation *relation = &module->relations[i];
			const struct value *other = NULL;
			bool known = false;

			if (value_alike(relation->left, names[done]) == ALIKE_YES)
				other = relation->right;
			else if (value_alike(relation->right, names[done]) == ALIKE_YES)
				other = relation->left;
			for (size_t j = 0; other && j < count; j++)
				known |= names[j] == other;
			if (other && !known && count < NAMES_MAX)
				names[count++] = other;
		}
	return count;
}

static const struct module_facts *module_of(const struct facts *facts,
					    const struct node *node)
{
	const char *key = node->function->unit->module;
	struct module_facts *module;

	HASH_FIND_PTR(facts->modules, &key, module);
	return module;
}

bool facts_same(const struct facts *facts, const struct summary *summary,
		const struct value *left, const struct value *right)
{
	const struct module_facts *module = module_of(facts, summary->node);
	const struct value *names[NAMES_MAX];
	size_t count;

	if (value_likely(left, right))
		return true;
	if (!module || !value_member(left) || !value_member(right))
		return false;
	count = names_of(module, left, names);
	for (size_t i = 0; i < count; i++)
		if (value_likely(names[i], right))
			return true;
	return false;
}

/*
 * Where one record holds both the channel and the memory, tx->phys is not the
 * memory of rx->chan.
 */
static bool same_holder(const struct owned *owned, const struct value *channel,
			const struct value *memory)
{
	if (owned->channel->a != owned->memory->a)
		return true;
	if (value_member(channel) != value_member(owned->channel) ||
	    value_member(memory) != value_member(owned->memory))
		return true;
	return value_alike(channel->a, memory->a) != ALIKE_NO;
}

enum answer facts_owns(const struct facts *facts, const struct summary *summary,
		       const struct value *channel, const struct value *memory)
{
	const struct module_facts *module = module_of(facts, summary->node);
	const struct value *name = summary_name(summary, memory);
	const struct value *names[NAMES_MAX];
	size_t count;

	if (!module || !name || !value_member(channel))
		return ANSWER_NO;
	count = names_of(module, name, names);
	for (size_t i = 0; i < module->owned_count; i++) {
		const struct owned *owned = &module->owned[i];

		if (!facts_same(facts, summary, owned->channel, channel))
			continue;
		for (size_t j = 0; j < count; j++)
			if (value_alike(owned->memory, names[j]) == ALIKE_YES &&
			    same_holder(owned, channel, names[j]))
				return ANSWER_UNKNOWN;
	}
	return ANSWER_NO;
}

bool facts_synchronized(const struct facts *facts, const struct summary *summary,
			const struct value *channel)
{
	const struct module_facts *module = module_of(facts, summary->node);

	return module && is_among(module->synced, module->synced_count, channel);
}

bool facts_only_stopped(const struct facts *facts, const struct summary *summary,
			const struct value *channel)
{
	const struct module_facts *module = module_of(facts, summary->node);

	return module &&
	       is_among(module->stopped, module->stopped_count, channel) &&
	       !is_among(module->synced, module->synced_count, channel);
}

bool facts_queued_by_callback(const struct facts *facts, const struct node *node,
			      const char *object)
{
	const struct module_facts *module = module_of(facts, node);

	return module && is_queued(module, object);
}

static bool takes(const struct callback_of *callback, const char *key)
{
	for (size_t i = 0; i < callback->lock_count; i++)
		if (callback->locks[i] == key)
			return true;
	return false;
}

const char *facts_callback_lock(const struct facts *facts,
				const struct summary *summary,
				const struct value *channel,
				const struct place_context *at,
				const struct node **ret_callback)
{
	const struct module_facts *module = module_of(facts, summary->node);

	if (!module)
		return NULL;
	for (size_t i = 0; i < module->callback_count; i++) {
		const struct callback_of *callback = &module->callbacks[i];

		if (!value_likely(callback->channel, channel))
			continue;
		for (uint8_t j = 0; j < at->lock_count; j++) {
			if (!takes(callback, at->locks[j].key))
				continue;
			*ret_callback = callback->node;
			return at->locks[j].key;
		}
	}
	return NULL;
}

static void dump_module(const struct module_facts *module, FILE *out)
{
	fprintf(out, "module %s\n", module->module);
	for (size_t i = 0; i < module->relation_count; i++) {
		fputs("  same memory or channel: ", out);
		value_print(module->relations[i].left, NULL, out);
		fputs(", ", out);
		value_print(module->relations[i].right, NULL, out);
		fputc('\n', out);
	}
	for (size_t i = 0; i < module->owned_count; i++) {
		fputs("  memory of ", out);
		value_print(module->owned[i].channel, NULL, out);
		fputs(": ", out);
		value_print(module->owned[i].memory, NULL, out);
		fputc('\n', out);
	}
}

static void dump_channels(const char *word, const struct value *const *channels,
			  size_t count, FILE *out)
{
	for (size_t i = 0; i < count; i++) {
		fprintf(out, "  %s: ", word);
		value_print(channels[i], NULL, out);
		fputc('\n', out);
	}
}

static void dump_callback(const struct callback_of *callback, FILE *out)
{
	fprintf(out, "  callback %s of ", callback->node->function->name);
	value_print(callback->channel, NULL, out);
	for (size_t j = 0; j < callback->lock_count; j++)
		fprintf(out, " takes %s", callback->locks[j]);
	fputc('\n', out);
}

static void dump_rest(const struct module_facts *module, FILE *out)
{
	dump_channels("synchronized", module->synced, module->synced_count, out);
	dump_channels("stopped", module->stopped, module->stopped_count, out);
	for (size_t i = 0; i < module->callback_count; i++)
		dump_callback(&module->callbacks[i], out);
	for (size_t i = 0; i < module->queued_count; i++)
		fprintf(out, "  queued by a callback: %s\n", module->queued[i]);
}

void facts_dump(const struct facts *facts, FILE *out)
{
	for (const struct module_facts *module = facts->modules; module;
	     module = module->hh.next) {
		dump_module(module, out);
		dump_rest(module, out);
	}
}
