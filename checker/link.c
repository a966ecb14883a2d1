/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * link.c - the selected files as one program
 */
#include "checker/link-build.h"

#include "checker/event.h"
#include "model/memory.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>


struct name {
	const char *name;
	struct node **nodes;
	size_t count;
	UT_hash_handle hh;
};

struct names {
	struct name *table;
};

static void name_add(struct program *program, struct node *node)
{
	const char *key = node->function->name;
	struct name *name;
	struct node **nodes;

	HASH_FIND_PTR(program->names->table, &key, name);
	if (!name) {
		name = arena_new(&program->arena, struct name);
		name->name = key;
		HASH_ADD_PTR(program->names->table, name, name);
	}
	nodes = arena_array(&program->arena, struct node *, name->count + 1);
	if (name->count)
		memcpy(nodes, name->nodes, name->count * sizeof(*nodes));
	nodes[name->count++] = node;
	name->nodes = nodes;
}

static bool same_unit(const struct node *node, const struct function *from)
{
	return node->function->unit == from->unit;
}

struct node *link_name(const struct program *program, const struct function *from,
		       const char *key, bool is_static)
{
	struct node *exported = NULL;
	struct name *name;

	HASH_FIND_PTR(program->names->table, &key, name);
	if (!name)
		return NULL;
	for (size_t i = 0; i < name->count; i++)
		if (same_unit(name->nodes[i], from))
			return name->nodes[i];
	if (is_static)
		return NULL;
	for (size_t i = 0; i < name->count; i++)
		if (!name->nodes[i]->function->is_static &&
		    name->nodes[i]->function->unit->module == from->unit->module)
			return name->nodes[i];
	for (size_t i = 0; i < name->count; i++) {
		if (!name->nodes[i]->function->exported)
			continue;
		if (exported)
			return NULL; /* ambiguous */
		exported = name->nodes[i];
	}
	return exported;
}

/*
 * A subsystem's operation called by a driver is the driver's own where it has
 * one: only the core calls everyone's.
 */
static struct node_list own_targets(struct program *program,
				    const struct node *node, struct node_list all,
				    bool modelled)
{
	struct node_list own = { 0 };

	own.nodes = arena_array(&program->arena, struct node *, all.count);
	for (size_t i = 0; i < all.count; i++)
		if (all.nodes[i]->function->unit->module ==
		    node->function->unit->module)
			own.nodes[own.count++] = all.nodes[i];
	return own.count || modelled ? own : all;
}

bool has_context(const struct program *program, const struct field *field)
{
	const struct model_op *op = model_op(program->model, field->record,
					     field->name);

	return op && op->context != CONTEXT_UNKNOWN &&
	       op->context != CONTEXT_INHERIT;
}

/*
 * Whose context the model knows needs no callers: what a provider does around
 * a completion callback, or a core around an operation, is in its row.
 */
static struct node_list member_targets(struct program *program,
				       const struct node *node,
				       const struct field *field)
{
	const struct model_op *op = model_op(program->model, field->record,
					     field->name);
	struct node_list all = link_held(program, field->key);

	if (op && op->context == CONTEXT_CALLBACK)
		return (struct node_list){ 0 };
	return own_targets(program, node, all, has_context(program, field));
}

static struct node_list resolve_call(struct program *program, struct node *node,
				     const struct inst *inst)
{
	const struct expr *callee = inst->callee;
	struct node_list list = { 0 };
	struct node *target;

	if (callee->kind == EXPR_FIELD)
		return member_targets(program, node, callee->field);
	if (callee->kind == EXPR_VAR)
		return holders_of_var(program, callee->var);
	if (callee->kind != EXPR_FUNC || inst->macro)
		return list;
	target = link_name(program, node->function, callee->name, callee->is_static);
	if (!target)
		return list;
	list.nodes = arena_new(&program->arena, struct node *);
	list.nodes[0] = target;
	list.count = 1;
	return list;
}

static void add_callees(struct node *node, struct node_list targets, bool *seen)
{
	for (size_t i = 0; i < targets.count; i++) {
		if (seen[targets.nodes[i]->index])
			continue;
		seen[targets.nodes[i]->index] = true;
		node->callees.nodes[node->callees.count++] = targets.nodes[i];
	}
}

static void forget(const struct node *node, bool *seen)
{
	for (size_t i = 0; i < node->callees.count; i++)
		seen[node->callees.nodes[i]->index] = false;
}

static size_t count_targets(const struct node *node)
{
	size_t count = 0;

	for (unsigned int i = 0; i < node->cfg->call_count; i++)
		count += node->targets[i].count;
	return count;
}

/* A modelled call is what its row says, whoever implements it. */
static void resolve_node(struct program *program, struct node *node, bool *seen)
{
	struct cfg *cfg = node->cfg;

	if (!cfg)
		return;
	node->targets = arena_array(&program->arena, struct node_list,
				    cfg->call_count);
	for (size_t i = 0; i < cfg->block_count; i++)
		for (size_t j = 0; j < cfg->blocks[i]->inst_count; j++) {
			const struct inst *inst = &cfg->blocks[i]->insts[j];

			if (inst->kind == INST_CALL && !inst->row)
				node->targets[inst->id] =
					resolve_call(program, node, inst);
		}
	node->callees.nodes = arena_array(&program->arena, struct node *,
					  count_targets(node));
	for (unsigned int i = 0; i < cfg->call_count; i++) {
		struct node_list targets = node->targets[i];

		for (size_t j = 0; j < targets.count; j++)
			targets.nodes[j]->has_caller = true;
		if (targets.count <= FOLLOWED_TARGETS)
			add_callees(node, targets, seen);
	}
	forget(node, seen);
}

static void make_nodes(struct program *program, struct cfg ***cfgs)
{
	size_t count = 0;

	for (size_t i = 0; i < program->unit_count; i++)
		program->node_count += program->units[i]->function_count;
	program->nodes = arena_array(&program->arena, struct node,
				     program->node_count);
	for (size_t i = 0; i < program->unit_count; i++)
		for (size_t j = 0; j < program->units[i]->function_count; j++) {
			struct node *node = &program->nodes[count];

			node->function = program->units[i]->functions[j];
			node->cfg = cfgs[i][j];
			node->index = (unsigned int)count++;
			name_add(program, node);
		}
}

struct program *link_program(const struct model *model, struct unit **units,
			     struct cfg ***cfgs, size_t unit_count)
{
	struct program *program = memory_array(1, sizeof(*program));
	bool *seen;

	program->model = model;
	program->units = units;
	program->unit_count = unit_count;
	program->names = arena_new(&program->arena, struct names);
	make_nodes(program, cfgs);
	holders_build(program);
	seen = memory_array(program->node_count, sizeof(*seen));
	for (size_t i = 0; i < program->node_count; i++)
		resolve_node(program, &program->nodes[i], seen);
	free(seen);
	graph_order(program);
	graph_needed(program);
	graph_decisive(program);
	shared_build(program);
	return program;
}

void program_free(struct program *program)
{
	if (!program)
		return;
	holders_free(program);
	shared_free(program);
	HASH_CLEAR(hh, program->names->table);
	free(program->registrations);
	arena_release(&program->arena);
	free(program);
}

static void dump_node(const struct node *node, FILE *out)
{
	fprintf(out, "node %s %s:%u%s%s\n", node->function->name,
		node->function->file, node->function->line,
		node->needed ? " needed" : "",
		node->recursive ? " recursive" : "");
	for (size_t i = 0; i < node->callees.count; i++)
		fprintf(out, "  calls %s\n", node->callees.nodes[i]->function->name);
}

void link_dump(const struct program *program, FILE *out)
{
	for (size_t i = 0; i < program->node_count; i++)
		dump_node(&program->nodes[i], out);
	for (size_t i = 0; i < program->registration_count; i++) {
		const struct registration *entry = &program->registrations[i];

		fprintf(out, "root %s %s %s %s:%u\n", entry->node->function->name,
			context_word(entry->context), entry->key, entry->file,
			entry->line);
	}
}
