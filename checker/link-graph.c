/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * link-graph.c - the call graph: order, components, what reaches the API
 */
#include "checker/link-build.h"

#include "checker/event.h"

#include <stdlib.h>
#include <string.h>

/** struct visit - Tarjan's algorithm with its own stack */
struct visit {
	struct node *node;
	size_t next;
};

struct order {
	struct program *program;
	unsigned int *number, *low;
	bool *on_stack;
	struct node **stack;
	size_t depth;
	struct visit *visits;
	size_t visit_count;
	unsigned int counter, components;
	size_t ordered;
};

static void open_node(struct order *order, struct node *node)
{
	unsigned int i = node->index;

	order->number[i] = order->low[i] = ++order->counter;
	order->on_stack[i] = true;
	order->stack[order->depth++] = node;
	order->visits[order->visit_count++] = (struct visit){ node, 0 };
}

int node_by_index(const void *left, const void *right)
{
	const struct node *const *a = left, *const *b = right;

	return ((*a)->index > (*b)->index) - ((*a)->index < (*b)->index);
}

static bool calls_itself(const struct node *node)
{
	for (size_t i = 0; i < node->callees.count; i++)
		if (node->callees.nodes[i] == node)
			return true;
	return false;
}

static void close_component(struct order *order, const struct node *root)
{
	struct node **first = &order->program->bottom_up[order->ordered];
	size_t count = 0;
	struct node *node;

	do {
		node = order->stack[--order->depth];
		order->on_stack[node->index] = false;
		node->component = order->components;
		first[count++] = node;
	} while (node != root);
	qsort(first, count, sizeof(*first), node_by_index);
	for (size_t i = 0; i < count; i++)
		first[i]->recursive = count > 1 || calls_itself(first[i]);
	order->ordered += count;
	order->components++;
}

static void visit_next(struct order *order)
{
	struct visit *visit = &order->visits[order->visit_count - 1];
	struct node *node = visit->node, *callee;
	unsigned int *low = order->low;

	if (visit->next < node->callees.count) {
		callee = node->callees.nodes[visit->next++];
		if (!order->number[callee->index])
			open_node(order, callee);
		else if (order->on_stack[callee->index] &&
			 order->number[callee->index] < low[node->index])
			low[node->index] = order->number[callee->index];
		return;
	}
	order->visit_count--;
	if (order->visit_count) {
		struct node *parent = order->visits[order->visit_count - 1].node;

		if (low[node->index] < low[parent->index])
			low[parent->index] = low[node->index];
	}
	if (low[node->index] == order->number[node->index])
		close_component(order, node);
}

void graph_order(struct program *program)
{
	size_t count = program->node_count;
	struct arena arena;
	struct order order = { .program = program };

	arena_init(&arena);
	order.number = arena_array(&arena, unsigned int, count);
	order.low = arena_array(&arena, unsigned int, count);
	order.on_stack = arena_array(&arena, bool, count);
	order.stack = arena_array(&arena, struct node *, count);
	order.visits = arena_array(&arena, struct visit, count);
	program->bottom_up = arena_array(&program->arena, struct node *, count);
	for (size_t i = 0; i < count; i++) {
		if (order.number[i])
			continue;
		open_node(&order, &program->nodes[i]);
		while (order.visit_count)
			visit_next(&order);
	}
	arena_release(&arena);
}

static bool uses_api(const struct node *node)
{
	for (size_t i = 0; node->cfg && i < node->cfg->block_count; i++) {
		const struct block *block = node->cfg->blocks[i];

		for (size_t j = 0; j < block->inst_count; j++) {
			const struct model_call *row = block->insts[j].row;

			for (; row; row = row->next)
				if (effect_group(row->effect) == GROUP_API)
					return true;
		}
	}
	return false;
}

static bool calls_needed(const struct node *node)
{
	for (unsigned int i = 0; node->cfg && i < node->cfg->call_count; i++)
		for (size_t j = 0; j < node->targets[i].count; j++)
			if (node->targets[i].nodes[j]->needed)
				return true;
	return false;
}

/* Callees come first, so few rounds do it: only calls through members go up. */
void graph_needed(struct program *program)
{
	bool changed = true;

	for (size_t i = 0; i < program->node_count; i++)
		program->nodes[i].needed = uses_api(&program->nodes[i]);
	while (changed) {
		changed = false;
		for (size_t i = 0; i < program->node_count; i++) {
			struct node *node = program->bottom_up[i];

			if (node->needed || !calls_needed(node))
				continue;
			node->needed = true;
			changed = true;
		}
	}
}

/* Parameters below @expr, a bit each. */
static uint32_t params_in(const struct expr *expr)
{
	uint32_t bits = 0;

	if (!expr)
		return 0;
	if (expr->kind == EXPR_VAR && expr->var->kind == VAR_PARAM &&
	    expr->var->index < 32)
		bits = 1u << expr->var->index;
	if (expr->kind == EXPR_FIELD)
		return 0; /* what a parameter points to is not the parameter */
	for (uint32_t i = 0; i < expr->kid_count; i++)
		bits |= params_in(expr->kids[i]);
	return bits;
}

static uint32_t params_passed(const struct node *node, const struct inst *inst)
{
	uint32_t bits = 0;
	struct node_list targets;

	if (inst->kind != INST_CALL)
		return 0;
	targets = node->targets[inst->id];
	for (size_t t = 0; t < targets.count; t++)
		for (uint32_t i = 0; i < inst->arg_count && i < 32; i++)
			if (targets.nodes[t]->decisive & (1u << i))
				bits |= params_in(inst->args[i]);
	return bits;
}

static uint32_t decisive_params(const struct node *node)
{
	uint32_t bits = 0;

	for (size_t i = 0; node->cfg && i < node->cfg->block_count; i++) {
		const struct block *block = node->cfg->blocks[i];

		if (block->exit == EXIT_BRANCH || block->exit == EXIT_SWITCH)
			bits |= params_in(block->value);
		for (size_t j = 0; j < block->inst_count; j++)
			bits |= params_passed(node, &block->insts[j]);
	}
	return bits;
}

enum { FLAGS_MAX = 48 };

/** struct flags - members that decide branches, while they are collected */
struct flags {
	const char *keys[FLAGS_MAX];
	size_t count;
};

static void add_flag(struct flags *flags, const char *key)
{
	size_t at = 0;

	while (at < flags->count && strcmp(flags->keys[at], key) < 0)
		at++;
	if (at < flags->count && flags->keys[at] == key)
		return;
	if (flags->count == FLAGS_MAX)
		return;
	memmove(flags->keys + at + 1, flags->keys + at,
		(flags->count - at) * sizeof(*flags->keys));
	flags->keys[at] = key;
	flags->count++;
}

static void flags_in(struct flags *flags, const struct expr *expr)
{
	if (expr->kind == EXPR_FIELD && !expr->field->pointer &&
	    !expr->field->type_record && expr->arrow)
		add_flag(flags, expr->field->key);
	for (uint32_t i = 0; i < expr->kid_count; i++)
		flags_in(flags, expr->kids[i]);
}

/* A flag matters to a function if it, or what it calls, branches on it. */
static void collect_flags(struct program *program, struct node *node)
{
	struct flags flags = { .count = 0 };

	for (size_t i = 0; node->cfg && i < node->cfg->block_count; i++) {
		const struct block *block = node->cfg->blocks[i];

		if (block->exit == EXIT_BRANCH || block->exit == EXIT_SWITCH)
			flags_in(&flags, block->value);
	}
	for (size_t i = 0; i < node->callees.count; i++)
		for (size_t j = 0; j < node->callees.nodes[i]->flag_count; j++)
			add_flag(&flags, node->callees.nodes[i]->flags[j]);
	node->flags = arena_copy(&program->arena, flags.keys,
				 flags.count * sizeof(*flags.keys));
	node->flag_count = flags.count;
}

void graph_decisive(struct program *program)
{
	for (size_t i = 0; i < program->node_count; i++)
		if (program->bottom_up[i]->needed)
			collect_flags(program, program->bottom_up[i]);
	for (size_t i = 0; i < program->node_count; i++)
		program->bottom_up[i]->decisive =
			decisive_params(program->bottom_up[i]);
}
