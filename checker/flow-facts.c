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

#include <stdlib.h>
#include <string.h>
#include <uthash.h>

struct group {
	const char *key;
	struct group *parent;
	UT_hash_handle hh;
};

struct groups {
	struct group *table;
};

static void *grown(void *items, size_t count, size_t *room, size_t size)
{
	void *memory;

	if (count < *room)
		return items;
	*room = *room ? *room * 2 : 32;
	memory = realloc(items, *room * size);
	if (!memory) {
		fputs("dmacheck: out of memory\n", stderr);
		exit(2);
	}
	return memory;
}

static struct group *group_get(struct facts *facts, const char *key)
{
	struct group *group;

	HASH_FIND_PTR(facts->groups->table, &key, group);
	if (group)
		return group;
	group = arena_new(&facts->arena, struct group);
	group->key = key;
	group->parent = group;
	HASH_ADD_PTR(facts->groups->table, key, group);
	return group;
}

static struct group *group_root(struct group *group)
{
	while (group->parent != group)
		group = group->parent;
	return group;
}

static const char *group_of(const struct facts *facts, const char *key)
{
	struct group *group;

	HASH_FIND_PTR(facts->groups->table, &key, group);
	return group ? group_root(group)->key : key;
}

static void group_join(struct facts *facts, const char *left, const char *right)
{
	struct group *a = group_root(group_get(facts, left));
	struct group *b = group_root(group_get(facts, right));

	/* The smaller spelling stands for both, whatever the order. */
	if (a == b)
		return;
	if (strcmp(a->key, b->key) < 0)
		b->parent = a;
	else
		a->parent = b;
}

/* A member that names @value in @summary: its own, or of what it is mapped from. */
static const char *member_of(const struct summary *summary,
			     const struct value *value, int depth)
{
	const char *member = value_member(value);

	if (member || depth > 2)
		return member;
	for (size_t i = 0; i < summary->relation_count && !member; i++) {
		const struct relation *relation = &summary->relations[i];

		if (relation->left == value)
			member = member_of(summary, relation->right, depth + 1);
		else if (relation->right == value)
			member = member_of(summary, relation->left, depth + 1);
	}
	return member;
}

static void join_relations(struct facts *facts, const struct summary *summary)
{
	for (size_t i = 0; i < summary->relation_count; i++) {
		const struct relation *relation = &summary->relations[i];
		const char *left = member_of(summary, relation->left, 0);
		const char *right = member_of(summary, relation->right, 0);

		if (left && right)
			group_join(facts, left, right);
	}
}

static bool same_channel(const struct value *left, const struct value *right)
{
	return left == right || value_alike(left, right) == ALIKE_YES;
}

static void add_owned(struct facts *facts, const struct value *channel,
		      const char *member)
{
	for (size_t i = 0; i < facts->owned_count; i++)
		if (facts->owned[i].group == member &&
		    same_channel(facts->owned[i].channel, channel))
			return;
	facts->owned = grown(facts->owned, facts->owned_count, &facts->owned_room,
			     sizeof(*facts->owned));
	facts->owned[facts->owned_count++] = (struct owned){ channel, member };
}

static void own_memory(struct facts *facts, const struct summary *summary,
		       const struct event *event, const struct value *memory)
{
	const char *member = memory ? member_of(summary, memory, 0) : NULL;

	if (member && value_member(event->object))
		add_owned(facts, event->object, member);
}

static void note_synced(struct facts *facts, const struct value *channel)
{
	for (size_t i = 0; i < facts->synced_count; i++)
		if (same_channel(facts->synced[i], channel))
			return;
	facts->synced = grown(facts->synced, facts->synced_count,
			      &facts->synced_room, sizeof(*facts->synced));
	facts->synced[facts->synced_count++] = channel;
}

static void note_callback(struct facts *facts, const struct summary *summary,
			  const struct event *event)
{
	struct node *node;

	if (event->memory->kind != VALUE_FUNC)
		return;
	node = link_name(facts->program, summary->node->function,
			 event->memory->name, false);
	if (!node)
		return;
	for (size_t i = 0; i < facts->callback_count; i++)
		if (facts->callbacks[i].node == node &&
		    same_channel(facts->callbacks[i].channel, event->object))
			return;
	facts->callbacks = grown(facts->callbacks, facts->callback_count,
				 &facts->callback_room, sizeof(*facts->callbacks));
	facts->callbacks[facts->callback_count++] =
		(struct callback_of){ .node = node, .channel = event->object };
}

static void note_event(struct facts *facts, const struct summary *summary,
		       const struct event *event)
{
	if (!event->object || !value_member(event->object))
		return;
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
			note_callback(facts, summary, event);
		break;
	case EFFECT_SYNCHRONIZE:
	case EFFECT_TERMINATE_SYNC:
		note_synced(facts, event->object);
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

struct lock_search {
	struct facts *facts;
	struct callback_of *callback;
	bool *seen;
	size_t room;
};

static void add_lock(struct lock_search *search, const char *key)
{
	struct callback_of *callback = search->callback;

	for (size_t i = 0; i < callback->lock_count; i++)
		if (callback->locks[i] == key)
			return;
	callback->locks = grown(callback->locks, callback->lock_count,
				&search->room, sizeof(*callback->locks));
	callback->locks[callback->lock_count++] = key;
}

static void search_locks(struct lock_search *search, const struct node *node)
{
	if (search->seen[node->index] || !node->cfg)
		return;
	search->seen[node->index] = true;
	for (size_t i = 0; i < node->cfg->block_count; i++)
		for (size_t j = 0; j < node->cfg->blocks[i]->inst_count; j++) {
			const struct inst *inst = &node->cfg->blocks[i]->insts[j];
			const char *key;

			if (inst->kind != INST_CALL || !inst->row ||
			    inst->row->effect != EFFECT_LOCK ||
			    inst->row->returns == RETURNS_TRUE)
				continue;
			key = lock_key(search->facts, inst);
			if (key)
				add_lock(search, key);
		}
	for (size_t i = 0; i < node->callees.count; i++)
		search_locks(search, node->callees.nodes[i]);
}

static void find_callback_locks(struct facts *facts)
{
	struct lock_search search = { .facts = facts };

	search.seen = calloc(facts->program->node_count + 1, sizeof(*search.seen));
	if (!search.seen) {
		fputs("dmacheck: out of memory\n", stderr);
		exit(2);
	}
	for (size_t i = 0; i < facts->callback_count; i++) {
		search.callback = &facts->callbacks[i];
		search.room = 0;
		memset(search.seen, 0, facts->program->node_count);
		search_locks(&search, search.callback->node);
	}
	free(search.seen);
}

struct facts *facts_build(const struct contexts *contexts)
{
	struct facts *facts = calloc(1, sizeof(*facts));

	if (!facts) {
		fputs("dmacheck: out of memory\n", stderr);
		exit(2);
	}
	facts->program = contexts->program;
	facts->groups = arena_new(&facts->arena, struct groups);
	for (size_t i = 0; i < contexts->frame_count; i++)
		join_relations(facts, contexts->frames[i]->summary);
	for (size_t i = 0; i < contexts->frame_count; i++)
		note_summary(facts, contexts->frames[i]->summary);
	for (size_t i = 0; i < facts->owned_count; i++)
		facts->owned[i].group = group_of(facts, facts->owned[i].group);
	find_callback_locks(facts);
	return facts;
}

void facts_free(struct facts *facts)
{
	if (!facts)
		return;
	HASH_CLEAR(hh, facts->groups->table);
	for (size_t i = 0; i < facts->callback_count; i++)
		free(facts->callbacks[i].locks);
	free(facts->owned);
	free(facts->synced);
	free(facts->callbacks);
	arena_release(&facts->arena);
	free(facts);
}

enum answer facts_owns(const struct facts *facts, const struct summary *summary,
		       const struct value *channel, const struct value *memory)
{
	const char *member = member_of(summary, memory, 0);
	const char *group;

	if (!member || !value_member(channel))
		return ANSWER_NO;
	group = group_of(facts, member);
	for (size_t i = 0; i < facts->owned_count; i++)
		if (facts->owned[i].group == group &&
		    same_channel(facts->owned[i].channel, channel))
			return ANSWER_UNKNOWN;
	return ANSWER_NO;
}

bool facts_synchronized(const struct facts *facts, const struct value *channel)
{
	for (size_t i = 0; i < facts->synced_count; i++)
		if (same_channel(facts->synced[i], channel))
			return true;
	return false;
}

static bool takes(const struct callback_of *callback, const char *key)
{
	for (size_t i = 0; i < callback->lock_count; i++)
		if (callback->locks[i] == key)
			return true;
	return false;
}

const char *facts_callback_lock(const struct facts *facts,
				const struct value *channel,
				const struct place_context *at,
				const struct node **ret_callback)
{
	for (size_t i = 0; i < facts->callback_count; i++) {
		const struct callback_of *callback = &facts->callbacks[i];

		if (!same_channel(callback->channel, channel))
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

void facts_dump(const struct facts *facts, FILE *out)
{
	for (size_t i = 0; i < facts->owned_count; i++) {
		fputs("memory of ", out);
		value_print(facts->owned[i].channel, NULL, out);
		fprintf(out, ": %s\n", facts->owned[i].group);
	}
	for (size_t i = 0; i < facts->synced_count; i++) {
		fputs("synchronized: ", out);
		value_print(facts->synced[i], NULL, out);
		fputc('\n', out);
	}
	for (size_t i = 0; i < facts->callback_count; i++) {
		const struct callback_of *callback = &facts->callbacks[i];

		fprintf(out, "callback %s of ", callback->node->function->name);
		value_print(callback->channel, NULL, out);
		for (size_t j = 0; j < callback->lock_count; j++)
			fprintf(out, " takes %s", callback->locks[j]);
		fputc('\n', out);
	}
}
