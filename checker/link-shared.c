/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * link-shared.c - members that handlers write
 *
 *     interrupt handlers, timers, tasklets, callbacks, and all they call
 *          assign x->f  ->  "struct.f" may change while somebody waits
 */
#include "checker/link-build.h"

#include "model/memory.h"

#include <stdlib.h>
#include <uthash.h>

struct shared_member {
	const char *key;
	UT_hash_handle hh;
};

struct shared {
	struct shared_member *table;
};

static void add_member(struct program *program, const char *key)
{
	struct shared_member *member;

	HASH_FIND_PTR(program->shared->table, &key, member);
	if (member)
		return;
	member = arena_new(&program->arena, struct shared_member);
	member->key = key;
	HASH_ADD_PTR(program->shared->table, key, member);
}

static void scan_writes(struct program *program, const struct node *node)
{
	for (size_t i = 0; i < node->cfg->block_count; i++)
		for (size_t j = 0; j < node->cfg->blocks[i]->inst_count; j++) {
			const struct inst *inst = &node->cfg->blocks[i]->insts[j];

			if (inst->dst && inst->dst->kind == EXPR_FIELD)
				add_member(program, inst->dst->field->key);
		}
}

static void follow(struct program *program, const struct node *node, bool *seen)
{
	if (seen[node->index] || !node->cfg)
		return;
	seen[node->index] = true;
	scan_writes(program, node);
	for (size_t i = 0; i < node->callees.count; i++)
		follow(program, node->callees.nodes[i], seen);
}

void shared_build(struct program *program)
{
	bool *seen = memory_array(program->node_count, sizeof(*seen));

	program->shared = arena_new(&program->arena, struct shared);
	for (size_t i = 0; i < program->registration_count; i++) {
		const struct registration *root = &program->registrations[i];

		if (root->context == CONTEXT_HARDIRQ ||
		    root->context == CONTEXT_SOFTIRQ ||
		    root->context == CONTEXT_CALLBACK ||
		    (root->context == CONTEXT_SLEEPABLE && !root->op))
			follow(program, root->node, seen);
	}
	free(seen);
}

void shared_free(struct program *program)
{
	HASH_CLEAR(hh, program->shared->table);
}

bool link_written_by_handlers(const struct program *program, const char *key)
{
	struct shared_member *member;

	HASH_FIND_PTR(program->shared->table, &key, member);
	return member != NULL;
}
