/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cfg-expr.c - expressions taken apart into instructions and branches
 */
#include "checker/cfg-build.h"

#include <string.h>

static struct expr *temp_new(struct graph *graph, const struct expr *at)
{
	struct var *var = arena_new(graph->arena, struct var);
	struct expr *expr = expr_new(graph->arena, EXPR_VAR, at);

	var->name = "";
	var->kind = VAR_TEMP;
	var->index = graph->cfg->temp_count++;
	expr->var = var;
	return expr;
}

static struct expr *int_new(struct graph *graph, int64_t value,
			    const struct expr *at)
{
	struct expr *expr = expr_new(graph->arena, EXPR_INT, at);

	expr->value = value;
	return expr;
}

static bool is_pure(const struct expr *expr)
{
	switch ((enum expr_kind)expr->kind) {
	case EXPR_CALL: case EXPR_CHANGE: case EXPR_AND: case EXPR_OR:
	case EXPR_ASSIGN: case EXPR_COND: case EXPR_ELVIS: case EXPR_COMMA:
	case EXPR_STMT:
		return false;
	default:
		break;
	}
	for (uint32_t i = 0; i < expr->kid_count; i++)
		if (!is_pure(expr->kids[i]))
			return false;
	return true;
}

/* The same operation over lowered operands. */
static struct expr *lower_kids(struct graph *graph, struct expr *expr)
{
	struct expr *copy = arena_copy(graph->arena, expr, sizeof(*expr));

	copy->kids = arena_array(graph->arena, struct expr *, expr->kid_count);
	for (uint32_t i = 0; i < expr->kid_count; i++)
		copy->kids[i] = lower_value(graph, expr->kids[i]);
	return copy;
}

static struct inst *lower_call(struct graph *graph, struct expr *expr)
{
	struct expr *callee = lower_value(graph, expr->kids[0]);
	uint32_t count = expr->kid_count - 1;
	struct expr **args = arena_array(graph->arena, struct expr *, count);
	struct inst *inst;

	for (uint32_t i = 0; i < count; i++)
		args[i] = lower_value(graph, expr->kids[i + 1]);
	inst = graph_inst(graph, INST_CALL, expr);
	inst->callee = callee;
	inst->args = args;
	inst->arg_count = count;
	inst->macro = expr->macro;
	inst->id = graph->cfg->call_count++;
	return inst;
}

static bool never_returns(const struct expr *call)
{
	return call->kids[0]->kind == EXPR_FUNC &&
	       strcmp(call->kids[0]->name, "__builtin_unreachable") == 0;
}

static void stop_here(struct graph *graph)
{
	graph_live(graph)->exit = EXIT_STOP;
	graph->current = NULL;
}

static struct expr *lower_call_value(struct graph *graph, struct expr *expr)
{
	struct expr *temp;

	if (never_returns(expr)) {
		stop_here(graph);
		return expr_new(graph->arena, EXPR_UNKNOWN, expr);
	}
	temp = temp_new(graph, expr);
	lower_call(graph, expr)->dst = temp;
	return temp;
}

static struct expr *lower_assign(struct graph *graph, struct expr *expr)
{
	struct expr *dst, *src;

	src = lower_value(graph, expr->kids[1]);
	dst = lower_value(graph, expr->kids[0]);
	if (expr->op != OP_NONE) {
		struct expr *sum = expr_new(graph->arena, EXPR_BINARY, expr);

		sum->op = expr->op;
		sum->kid_count = 2;
		sum->kids = arena_array(graph->arena, struct expr *, 2);
		sum->kids[0] = dst;
		sum->kids[1] = src;
		src = sum;
	}
	graph_assign(graph, dst, src, expr);
	return dst;
}

static struct expr *lower_change(struct graph *graph, struct expr *expr)
{
	struct expr *dst = lower_value(graph, expr->kids[0]);

	graph_assign(graph, dst, NULL, expr);
	return dst;
}

/* Short circuits as values: 1 on one side, 0 on the other. */
static struct expr *lower_logical(struct graph *graph, struct expr *expr)
{
	struct block *yes = graph_block(graph), *no = graph_block(graph);
	struct block *join = graph_block(graph);
	struct expr *temp = temp_new(graph, expr);

	lower_condition(graph, expr, yes, no);
	graph->current = yes;
	graph_assign(graph, temp, int_new(graph, 1, expr), expr);
	graph_jump(graph, join);
	graph->current = no;
	graph_assign(graph, temp, int_new(graph, 0, expr), expr);
	graph_jump(graph, join);
	graph->current = join;
	return temp;
}

static void lower_arm(struct graph *graph, struct block *arm, struct expr *temp,
		      struct expr *expr, struct block *join)
{
	struct expr *value;

	graph->current = arm;
	value = lower_value(graph, expr);
	graph_assign(graph, temp, value, expr);
	graph_jump(graph, join);
}

static struct expr *lower_conditional(struct graph *graph, struct expr *expr)
{
	struct block *yes = graph_block(graph), *no = graph_block(graph);
	struct block *join = graph_block(graph);
	struct expr *temp = temp_new(graph, expr);

	lower_condition(graph, expr->kids[0], yes, no);
	lower_arm(graph, yes, temp, expr->kids[1], join);
	lower_arm(graph, no, temp, expr->kids[2], join);
	graph->current = join;
	return temp;
}

static struct expr *lower_elvis(struct graph *graph, struct expr *expr)
{
	struct block *yes = graph_block(graph), *no = graph_block(graph);
	struct block *join = graph_block(graph);
	struct expr *temp = temp_new(graph, expr);
	struct expr *value = lower_value(graph, expr->kids[0]);

	graph_branch(graph, value, yes, no);
	graph->current = yes;
	graph_assign(graph, temp, value, expr);
	graph_jump(graph, join);
	lower_arm(graph, no, temp, expr->kids[1], join);
	graph->current = join;
	return temp;
}

struct expr *lower_value(struct graph *graph, struct expr *expr)
{
	struct expr *value;

	if (is_pure(expr))
		return expr;
	switch ((enum expr_kind)expr->kind) {
	case EXPR_CALL: return lower_call_value(graph, expr);
	case EXPR_ASSIGN: return lower_assign(graph, expr);
	case EXPR_CHANGE: return lower_change(graph, expr);
	case EXPR_AND:
	case EXPR_OR: return lower_logical(graph, expr);
	case EXPR_COND: return lower_conditional(graph, expr);
	case EXPR_ELVIS: return lower_elvis(graph, expr);
	case EXPR_COMMA:
		lower_effect(graph, expr->kids[0]);
		return lower_value(graph, expr->kids[1]);
	case EXPR_STMT:
		value = expr->body ? lower_block_value(graph, expr->body) : NULL;
		return value ? value : expr_new(graph->arena, EXPR_UNKNOWN, expr);
	default: return lower_kids(graph, expr);
	}
}

void lower_effect(struct graph *graph, struct expr *expr)
{
	if (expr->kind == EXPR_CALL && never_returns(expr)) {
		stop_here(graph);
	} else if (expr->kind == EXPR_CALL) {
		lower_call(graph, expr)->discarded = true;
	} else if (expr->kind == EXPR_COMMA) {
		lower_effect(graph, expr->kids[0]);
		lower_effect(graph, expr->kids[1]);
	} else {
		lower_value(graph, expr);
	}
}

void lower_condition(struct graph *graph, struct expr *expr,
		     struct block *yes, struct block *no)
{
	struct block *middle;

	if (expr->kind == EXPR_NOT) {
		lower_condition(graph, expr->kids[0], no, yes);
		return;
	}
	if (expr->kind == EXPR_INT) {
		graph_jump(graph, expr->value ? yes : no);
		return;
	}
	if (expr->kind != EXPR_AND && expr->kind != EXPR_OR) {
		struct expr *value = lower_value(graph, expr);

		graph_branch(graph, value, yes, no);
		return;
	}
	middle = graph_block(graph);
	if (expr->kind == EXPR_AND)
		lower_condition(graph, expr->kids[0], middle, no);
	else
		lower_condition(graph, expr->kids[0], yes, middle);
	graph->current = middle;
	lower_condition(graph, expr->kids[1], yes, no);
}
