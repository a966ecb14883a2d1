/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cfg.c - statements into blocks
 *
 * Scopes are followed so that variables with a cleanup attribute are cleaned
 * up on every way out of them: falling through, break, continue, goto, return.
 */
#include "checker/cfg-build.h"

#include "model/intern.h"

#include <string.h>

static void *grow(struct graph *graph, void *items, size_t count, size_t *room,
		  size_t size)
{
	void *memory;

	if (count < *room)
		return items;
	*room = *room ? *room * 2 : 4;
	memory = arena_alloc(graph->arena, *room * size);
	if (count)
		memcpy(memory, items, count * size);
	return memory;
}

struct block *graph_block(struct graph *graph)
{
	struct block *block = arena_new(graph->arena, struct block);

	block->exit = EXIT_STOP;
	graph->all = grow(graph, graph->all, graph->all_count, &graph->all_room,
			  sizeof(*graph->all));
	graph->all[graph->all_count++] = block;
	return block;
}

struct block *graph_live(struct graph *graph)
{
	if (!graph->current)
		graph->current = graph_block(graph);
	return graph->current;
}

static void set_succ(struct graph *graph, struct block *block, size_t count)
{
	block->succ = arena_array(graph->arena, struct block *, count);
	block->succ_count = count;
}

void graph_jump(struct graph *graph, struct block *to)
{
	struct block *block = graph_live(graph);

	block->exit = EXIT_JUMP;
	set_succ(graph, block, 1);
	block->succ[0] = to;
	graph->current = NULL;
}

void graph_branch(struct graph *graph, struct expr *condition,
		  struct block *yes, struct block *no)
{
	struct block *block = graph_live(graph);

	block->exit = EXIT_BRANCH;
	block->value = condition;
	block->line = condition->line;
	set_succ(graph, block, 2);
	block->succ[0] = yes;
	block->succ[1] = no;
	graph->current = NULL;
}

struct inst *graph_inst(struct graph *graph, enum inst_kind kind,
			const struct expr *at)
{
	struct block *block = graph_live(graph);
	struct inst *inst;

	block->insts = grow(graph, block->insts, block->inst_count,
			    &block->inst_room, sizeof(*block->insts));
	inst = &block->insts[block->inst_count++];
	*inst = (struct inst){ .kind = (uint8_t)kind };
	inst->line = at->line;
	inst->column = at->column;
	return inst;
}

void graph_assign(struct graph *graph, struct expr *dst, struct expr *src,
		  const struct expr *at)
{
	struct inst *inst = graph_inst(graph, INST_ASSIGN, at);

	inst->dst = dst;
	inst->src = src;
}

static void build(struct graph *graph, struct stmt *stmt);

static struct scope *scope_enter(struct graph *graph)
{
	struct scope *scope = arena_new(graph->arena, struct scope);

	scope->parent = graph->scope;
	scope->depth = graph->scope ? graph->scope->depth + 1 : 0;
	graph->scope = scope;
	return scope;
}

/* What the compiler calls when @var goes out of scope. */
static void emit_cleanup(struct graph *graph, struct var *var, uint32_t line)
{
	struct expr at = { .line = line, .column = 1 };
	struct inst *inst = graph_inst(graph, INST_CALL, &at);
	struct expr *arg = expr_new(graph->arena, EXPR_VAR, &at);

	arg->var = var;
	if (var->cleanup == CLEANUP_ADDRESS) {
		struct expr *address = expr_new(graph->arena, EXPR_ADDR, &at);

		address->kid_count = 1;
		address->kids = arena_array(graph->arena, struct expr *, 1);
		address->kids[0] = arg;
		arg = address;
	}
	inst->callee = expr_new(graph->arena, EXPR_FUNC, &at);
	inst->callee->name = var->cleanup_call;
	inst->args = arena_array(graph->arena, struct expr *, 1);
	inst->args[0] = arg;
	inst->arg_count = 1;
	inst->discarded = true;
	inst->id = graph->cfg->call_count++;
}

/* Clean up every scope from the current one out to, not including, @outer. */
static void leave_scopes(struct graph *graph, struct scope *from,
			 const struct scope *outer, uint32_t line)
{
	for (struct scope *scope = from; scope && scope != outer;
	     scope = scope->parent)
		for (size_t i = scope->count; i-- > 0;)
			emit_cleanup(graph, scope->vars[i], line);
}

static void scope_leave(struct graph *graph, struct scope *scope, uint32_t line)
{
	if (graph->current && scope->count)
		leave_scopes(graph, scope, scope->parent, line);
	graph->scope = scope->parent;
}

static uint32_t last_line(const struct stmt *stmt)
{
	uint32_t line = stmt->line;

	while (stmt->kid_count) {
		stmt = stmt->kids[stmt->kid_count - 1];
		if (!stmt)
			break;
		if (stmt->line > line)
			line = stmt->line;
	}
	return line;
}

static void build_block(struct graph *graph, struct stmt *stmt)
{
	struct scope *scope = scope_enter(graph);

	for (uint32_t i = 0; i < stmt->kid_count; i++)
		build(graph, stmt->kids[i]);
	scope_leave(graph, scope, last_line(stmt));
}

static void declare(struct graph *graph, struct stmt *stmt)
{
	struct expr at = { .line = stmt->line, .column = stmt->column };
	struct expr *dst, *src;
	struct scope *scope = graph->scope;

	if (stmt->expr && stmt->var->kind != VAR_STATIC) {
		dst = expr_new(graph->arena, EXPR_VAR, &at);
		dst->var = stmt->var;
		src = lower_value(graph, stmt->expr);
		graph_assign(graph, dst, src, &at);
	}
	if (!stmt->var->cleanup || !scope)
		return;
	scope->vars = grow(graph, scope->vars, scope->count, &scope->room,
			   sizeof(*scope->vars));
	scope->vars[scope->count++] = stmt->var;
}

static void build_decl(struct graph *graph, struct stmt *stmt)
{
	if (stmt->var)
		declare(graph, stmt);
	for (uint32_t i = 0; i < stmt->kid_count; i++)
		declare(graph, stmt->kids[i]);
}

static void build_if(struct graph *graph, struct stmt *stmt)
{
	struct block *yes = graph_block(graph), *no = graph_block(graph);
	struct block *join = graph_block(graph);

	lower_condition(graph, stmt->expr, yes, no);
	graph->current = yes;
	if (stmt->kid_count > 0)
		build(graph, stmt->kids[0]);
	if (graph->current)
		graph_jump(graph, join);
	graph->current = no;
	if (stmt->kid_count > 1)
		build(graph, stmt->kids[1]);
	if (graph->current)
		graph_jump(graph, join);
	graph->current = join;
}

/** struct loop - what break and continue meant outside */
struct loop {
	struct block *break_to, *continue_to;
	struct scope *break_scope, *continue_scope;
};

static struct loop loop_enter(struct graph *graph, struct block *break_to,
			      struct block *continue_to)
{
	struct loop outer = { graph->break_to, graph->continue_to,
			      graph->break_scope, graph->continue_scope };

	graph->break_to = break_to;
	graph->break_scope = graph->scope;
	if (continue_to) {
		graph->continue_to = continue_to;
		graph->continue_scope = graph->scope;
	}
	return outer;
}

static void loop_leave(struct graph *graph, struct loop outer)
{
	graph->break_to = outer.break_to;
	graph->continue_to = outer.continue_to;
	graph->break_scope = outer.break_scope;
	graph->continue_scope = outer.continue_scope;
}

static void build_loop_body(struct graph *graph, struct stmt *stmt,
			    struct block *body, struct block *after,
			    struct block *again)
{
	struct loop outer = loop_enter(graph, after, again);

	graph->current = body;
	if (stmt->kid_count)
		build(graph, stmt->kids[0]);
	if (graph->current)
		graph_jump(graph, again);
	loop_leave(graph, outer);
}

static void build_while(struct graph *graph, struct stmt *stmt)
{
	struct block *head = graph_block(graph), *body = graph_block(graph);
	struct block *after = graph_block(graph);

	head->back_edge_target = true;
	graph_jump(graph, head);
	graph->current = head;
	lower_condition(graph, stmt->expr, body, after);
	build_loop_body(graph, stmt, body, after, head);
	graph->current = after;
}

static void build_do(struct graph *graph, struct stmt *stmt)
{
	struct block *body = graph_block(graph), *test = graph_block(graph);
	struct block *after = graph_block(graph);

	body->back_edge_target = true;
	graph_jump(graph, body);
	build_loop_body(graph, stmt, body, after, test);
	graph->current = test;
	if (stmt->expr)
		lower_condition(graph, stmt->expr, body, after);
	else
		graph_jump(graph, after);
	graph->current = after;
}

static void build_for(struct graph *graph, struct stmt *stmt)
{
	struct block *head = graph_block(graph), *body = graph_block(graph);
	struct block *step = graph_block(graph), *after = graph_block(graph);
	struct scope *scope = scope_enter(graph);

	if (stmt->init)
		build(graph, stmt->init);
	head->back_edge_target = true;
	graph_jump(graph, head);
	graph->current = head;
	if (stmt->expr)
		lower_condition(graph, stmt->expr, body, after);
	else
		graph_jump(graph, body);
	build_loop_body(graph, stmt, body, after, step);
	graph->current = step;
	if (stmt->step)
		lower_effect(graph, stmt->step);
	if (graph->current)
		graph_jump(graph, head);
	graph->current = after;
	scope_leave(graph, scope, last_line(stmt));
}

static void add_case(struct graph *graph, struct block *target,
		     struct range64 range)
{
	struct block *block = graph->switch_block;
	size_t room = graph->switch_room; /* of both arrays */

	block->succ = grow(graph, block->succ, block->succ_count, &room,
			   sizeof(*block->succ));
	block->cases = grow(graph, block->cases, block->succ_count,
			    &graph->switch_room, sizeof(*block->cases));
	block->succ[block->succ_count] = target;
	block->cases[block->succ_count++] = range;
}

static void build_switch(struct graph *graph, struct stmt *stmt)
{
	struct block *outer_switch = graph->switch_block;
	struct block *outer_default = graph->switch_default;
	size_t outer_room = graph->switch_room;
	struct block *after = graph_block(graph);
	struct expr *value = lower_value(graph, stmt->expr);
	struct loop outer = loop_enter(graph, after, NULL);

	graph->switch_block = graph_live(graph);
	graph->switch_default = NULL;
	graph->switch_room = 0;
	graph->switch_block->exit = EXIT_SWITCH;
	graph->switch_block->value = value;
	graph->switch_block->line = stmt->line;
	graph->current = NULL;
	for (uint32_t i = 0; i < stmt->kid_count; i++)
		build(graph, stmt->kids[i]);
	if (graph->current)
		graph_jump(graph, after);
	add_case(graph, graph->switch_default ? graph->switch_default : after,
		 (struct range64){ 0, 0 });
	graph->switch_block = outer_switch;
	graph->switch_default = outer_default;
	graph->switch_room = outer_room;
	loop_leave(graph, outer);
	graph->current = after;
}

static void build_case(struct graph *graph, struct stmt *stmt)
{
	struct block *target = graph_block(graph);

	if (graph->current)
		graph_jump(graph, target);
	graph->current = target;
	if (graph->switch_block && stmt->kind == STMT_DEFAULT)
		graph->switch_default = target;
	else if (graph->switch_block && stmt->known)
		add_case(graph, target, (struct range64){ stmt->low, stmt->high });
	else if (graph->switch_block)
		add_case(graph, target, (struct range64){ INT64_MIN, INT64_MAX });
	if (stmt->kid_count)
		build(graph, stmt->kids[0]);
}

static void build_leave(struct graph *graph, struct block *to,
			const struct scope *scope, uint32_t line)
{
	if (!graph->current || !to)
		return;
	leave_scopes(graph, graph->scope, scope, line);
	graph_jump(graph, to);
}

static void build_return(struct graph *graph, struct stmt *stmt)
{
	struct expr *value = stmt->expr ? lower_value(graph, stmt->expr) : NULL;
	struct block *block;

	graph_live(graph);
	leave_scopes(graph, graph->scope, NULL, stmt->line);
	block = graph_live(graph);
	block->exit = EXIT_RETURN;
	block->value = value;
	block->line = stmt->line;
	graph->current = NULL;
}

static struct label *label_find(struct graph *graph, const char *name)
{
	struct label *label;

	for (label = graph->labels; label; label = label->next)
		if (label->name == name)
			return label;
	label = arena_new(graph->arena, struct label);
	label->name = name;
	label->block = graph_block(graph);
	label->block->back_edge_target = true;
	label->next = graph->labels;
	graph->labels = label;
	return label;
}

static void build_goto(struct graph *graph, struct stmt *stmt)
{
	struct jump *jump;

	if (!graph->current)
		return;
	jump = arena_new(graph->arena, struct jump);
	jump->block = graph->current;
	jump->scope = graph->scope;
	jump->label = label_find(graph, stmt->label);
	jump->line = stmt->line;
	jump->next = graph->jumps;
	graph->jumps = jump;
	graph->current = NULL;
}

static void build_label(struct graph *graph, struct stmt *stmt)
{
	struct label *label = label_find(graph, stmt->label);

	if (graph->current)
		graph_jump(graph, label->block);
	label->scope = graph->scope;
	graph->current = label->block;
	build(graph, stmt->kids[0]);
}

/* A goto leaves the scopes that do not contain its label. */
static void resolve_jump(struct graph *graph, struct jump *jump)
{
	struct scope *outer = jump->scope;
	const struct scope *target = jump->label->scope;

	if (!target && !graph->cfg->error) {
		graph->cfg->error = "a goto leads to a label that is not here";
		return;
	}
	while (outer && target && outer != target) {
		if (outer->depth >= target->depth)
			outer = outer->parent;
		else
			target = target->parent;
	}
	graph->current = jump->block;
	leave_scopes(graph, jump->scope, outer, jump->line);
	graph_jump(graph, jump->label->block);
}

static void give_up(struct graph *graph, struct stmt *stmt, const char *why)
{
	graph->cfg->error = arena_printf(graph->arena, "line %u: %s",
					 stmt->line, why);
	graph_live(graph)->exit = EXIT_UNKNOWN;
	graph->current = NULL;
}

static void build(struct graph *graph, struct stmt *stmt)
{
	if (!stmt)
		return;
	switch ((enum stmt_kind)stmt->kind) {
	case STMT_EXPR: lower_effect(graph, stmt->expr); break;
	case STMT_DECL: build_decl(graph, stmt); break;
	case STMT_BLOCK: build_block(graph, stmt); break;
	case STMT_IF: build_if(graph, stmt); break;
	case STMT_WHILE: build_while(graph, stmt); break;
	case STMT_DO: build_do(graph, stmt); break;
	case STMT_FOR: build_for(graph, stmt); break;
	case STMT_SWITCH: build_switch(graph, stmt); break;
	case STMT_CASE:
	case STMT_DEFAULT: build_case(graph, stmt); break;
	case STMT_BREAK:
		build_leave(graph, graph->break_to, graph->break_scope, stmt->line);
		break;
	case STMT_CONTINUE:
		build_leave(graph, graph->continue_to, graph->continue_scope,
			    stmt->line);
		break;
	case STMT_RETURN: build_return(graph, stmt); break;
	case STMT_GOTO: build_goto(graph, stmt); break;
	case STMT_GOTO_ANY: give_up(graph, stmt, "computed goto"); break;
	case STMT_LABEL: build_label(graph, stmt); break;
	case STMT_ASM_GOTO: give_up(graph, stmt, "asm goto"); break;
	case STMT_ASM:
	case STMT_NULL:
	case STMT_KINDS: break;
	}
}

struct expr *lower_block_value(struct graph *graph, struct stmt *body)
{
	struct scope *scope = scope_enter(graph);
	struct expr *value = NULL;

	for (uint32_t i = 0; i < body->kid_count; i++) {
		struct stmt *stmt = body->kids[i];

		if (i + 1 == body->kid_count && stmt && stmt->kind == STMT_EXPR)
			value = lower_value(graph, stmt->expr);
		else
			build(graph, stmt);
	}
	scope_leave(graph, scope, last_line(body));
	return value;
}

enum { NOT_SEEN = 0, SEEN = 1 };

/** struct walk - depth first, with its own stack: graphs may be very long */
struct walk {
	struct block *block;
	size_t next;
};

/* Reverse post order; unreachable blocks are left out. */
static void order_blocks(struct graph *graph, struct block *entry)
{
	size_t count = graph->all_count, depth = 0, left = count;
	struct walk *stack = arena_array(graph->arena, struct walk, count + 1);
	struct block **order = arena_array(graph->arena, struct block *, count);

	entry->id = SEEN;
	stack[depth++] = (struct walk){ entry, 0 };
	while (depth) {
		struct walk *top = &stack[depth - 1];

		if (top->next < top->block->succ_count) {
			struct block *succ = top->block->succ[top->next++];

			if (succ->id == NOT_SEEN) {
				succ->id = SEEN;
				stack[depth++] = (struct walk){ succ, 0 };
			}
			continue;
		}
		order[--left] = top->block;
		depth--;
	}
	graph->cfg->blocks = order + left;
	graph->cfg->block_count = count - left;
	for (size_t i = 0; i < graph->cfg->block_count; i++)
		graph->cfg->blocks[i]->id = (unsigned int)i;
}

struct cfg *cfg_build(struct arena *arena, const struct function *function)
{
	struct graph graph = { .arena = arena };
	struct block *entry;

	graph.cfg = arena_new(arena, struct cfg);
	graph.cfg->function = function;
	entry = graph_block(&graph);
	graph.current = entry;
	build(&graph, function->body);
	if (graph.current) {
		graph.current->exit = EXIT_RETURN;
		graph.current->line = function->end_line;
	}
	for (struct jump *jump = graph.jumps; jump; jump = jump->next)
		resolve_jump(&graph, jump);
	order_blocks(&graph, entry);
	return graph.cfg;
}
