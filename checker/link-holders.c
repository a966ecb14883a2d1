/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * link-holders.c - which functions members, parameters and variables hold
 *
 *   { .f = g }, x->f = g, call(g), x->f = param, y->f = x->f
 *        |
 *        v
 *   holder  "struct.f" | (function, parameter) | variable  ->  {functions}
 *
 * Flow insensitive: a holder keeps everything ever put into it. Where a
 * function is put into a member or argument of the kernel's, it becomes a
 * registration too.
 */
#include "checker/link-build.h"

#include "checker/event.h"
#include "model/intern.h"
#include "model/memory.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>

struct holder {
	const void *key;        /* interned member key, struct var */
	const struct field *field; /* of a member, else NULL */
	struct node **nodes;
	size_t count, room;
	struct holder **into;   /* what is copied from here */
	size_t into_count, into_room;
	UT_hash_handle hh;
};

struct holders {
	struct holder *table;
	struct holder **order;  /* as made: the hash has no order of its own */
	size_t count, room;
	size_t registration_room;
};

/** struct hand_over - where a function is put somewhere, for its registration */
struct hand_over {
	const struct function *by;
	const char *file;
	uint32_t line;
	const char *object;
};

static struct holder *holder_get(struct program *program, const void *key)
{
	struct holders *holders = program->holders;
	struct holder *holder;

	HASH_FIND_PTR(holders->table, &key, holder);
	if (holder)
		return holder;
	holder = arena_new(&program->arena, struct holder);
	holder->key = key;
	HASH_ADD_PTR(holders->table, key, holder);
	holders->order = memory_grow(holders->order, holders->count, &holders->room,
			       sizeof(*holders->order));
	holders->order[holders->count++] = holder;
	return holder;
}

static struct holder *member_holder(struct program *program,
				    const struct field *field)
{
	struct holder *holder = holder_get(program, field->key);

	holder->field = field;
	return holder;
}

static bool holder_add(struct holder *holder, struct node *node)
{
	for (size_t i = 0; i < holder->count; i++)
		if (holder->nodes[i] == node)
			return false;
	holder->nodes = memory_grow(holder->nodes, holder->count, &holder->room,
			      sizeof(*holder->nodes));
	holder->nodes[holder->count++] = node;
	return true;
}

static void holder_link(struct holder *from, struct holder *into)
{
	if (from == into)
		return;
	from->into = memory_grow(from->into, from->into_count, &from->into_room,
			   sizeof(*from->into));
	from->into[from->into_count++] = into;
}

/* What an expression that stands for a function value is, as a holder. */
static struct holder *holder_of_expr(struct program *program,
				     const struct expr *expr)
{
	if (expr->kind == EXPR_ADDR)
		expr = expr->kids[0];
	if (expr->kind == EXPR_FIELD && expr->field->function)
		return member_holder(program, expr->field);
	if (expr->kind == EXPR_VAR && expr->var->pointer)
		return holder_get(program, expr->var);
	return NULL;
}

static struct node *function_of_expr(const struct program *program,
				     const struct function *from,
				     const struct unit *unit,
				     const struct expr *expr)
{
	struct function at = { .unit = (struct unit *)unit };

	if (expr->kind == EXPR_ADDR)
		expr = expr->kids[0];
	if (expr->kind != EXPR_FUNC)
		return NULL;
	return link_name(program, from ? from : &at, expr->name, expr->is_static);
}

static struct registration *add_registration(struct program *program,
					     struct node *node,
					     enum context_kind context,
					     const char *key,
					     const struct hand_over *where)
{
	struct registration *entry;

	program->registrations = memory_grow(program->registrations,
				       program->registration_count,
				       &program->holders->registration_room,
				       sizeof(*program->registrations));
	entry = &program->registrations[program->registration_count++];
	*entry = (struct registration){
		.node = node, .context = context, .key = key, .by = where->by,
		.file = where->file, .line = where->line, .object = where->object,
	};
	return entry;
}

static void register_member(struct program *program, struct node *node,
			    const struct field *field,
			    const struct hand_over *where)
{
	const struct model_op *op = model_op(program->model, field->record,
					     field->name);
	struct registration *entry;

	entry = add_registration(program, node,
				 op ? op->context : CONTEXT_UNKNOWN,
				 field->key, where);
	entry->op = op;
}

static void scan_init(struct program *program, const struct unit *unit,
		      const struct function *by, const struct expr *init,
		      const char *object)
{
	for (uint32_t i = 0; i < init->kid_count; i++) {
		const struct expr *item = init->kids[i], *value;
		struct hand_over where = { .by = by, .file = unit->path,
					   .line = item->line, .object = object };
		struct node *node;

		if (item->kind == EXPR_INIT) {
			scan_init(program, unit, by, item, object);
			continue;
		}
		if (item->kind != EXPR_DESIGNATED)
			continue;
		value = item->kids[0];
		if (value->kind == EXPR_INIT)
			scan_init(program, unit, by, value, item->field->key);
		node = function_of_expr(program, by, unit, value);
		if (!node)
			continue;
		holder_add(member_holder(program, item->field), node);
		register_member(program, node, item->field, &where);
	}
}

/* The member a member lives in: for "host->work.func" it is "host.work". */
static const char *object_of(const struct expr *dst)
{
	const struct expr *base;

	if (dst->kind != EXPR_FIELD)
		return NULL;
	base = dst->kids[0];
	while (base->kind == EXPR_ADDR || base->kind == EXPR_DEREF ||
	       base->kind == EXPR_INDEX)
		base = base->kids[0];
	while (base->kind == EXPR_FIELD && strcmp(base->field->name, "work") == 0 &&
	       !base->arrow && base->kids[0]->kind == EXPR_FIELD)
		base = base->kids[0]; /* the work inside a delayed work */
	return base->kind == EXPR_FIELD ? base->field->key : NULL;
}

/*
 * What is copied out of a member whose context the model knows is about to be
 * called in that context: the copy tells nothing new.
 */
static bool is_modelled(const struct program *program, const struct expr *expr)
{
	return expr->kind == EXPR_FIELD && has_context(program, expr->field);
}

static void scan_assign(struct program *program, const struct function *by,
			const struct inst *inst)
{
	struct hand_over where = { .by = by, .file = by->file, .line = inst->line };
	struct holder *dst, *src;
	struct node *node;

	if (!inst->src)
		return;
	if (inst->src->kind == EXPR_INIT) {
		scan_init(program, by->unit, by, inst->src, NULL);
		return;
	}
	dst = holder_of_expr(program, inst->dst);
	if (!dst)
		return;
	node = function_of_expr(program, by, by->unit, inst->src);
	if (node) {
		holder_add(dst, node);
		where.object = object_of(inst->dst);
		if (inst->dst->kind == EXPR_FIELD)
			register_member(program, node, inst->dst->field, &where);
		return;
	}
	src = is_modelled(program, inst->src) ? NULL :
	      holder_of_expr(program, inst->src);
	if (src)
		holder_link(src, dst);
}

static void scan_argument(struct program *program, const struct function *by,
			  const struct inst *inst, uint32_t arg,
			  struct node *callee)
{
	struct hand_over where = { .by = by, .file = by->file, .line = inst->line };
	struct node *node = function_of_expr(program, by, by->unit, inst->args[arg]);
	const struct model_register *row;
	struct holder *from, *into = NULL;

	if (callee && arg < callee->function->param_count)
		into = holder_get(program, callee->function->params[arg]);
	if (node && into)
		holder_add(into, node);
	from = node || !into ? NULL : holder_of_expr(program, inst->args[arg]);
	if (from)
		holder_link(from, into);
	if (node && inst->hands_over && inst->arg_count)
		where.object = event_member(inst->args[0]);
	for (row = inst->hands_over; row && node; row = row->next)
		if (row->arg == (int)arg) {
			add_registration(program, node, row->context, row->name,
					 &where);
			return;
		}
	/* Given to somebody unknown, who may call it from anywhere. */
	if (node && !into && !inst->row && inst->callee->kind == EXPR_FUNC)
		add_registration(program, node, CONTEXT_UNKNOWN,
				 inst->callee->name, &where);
}

static void scan_call(struct program *program, const struct function *by,
		      const struct inst *inst)
{
	struct node *callee = NULL;

	if (inst->callee->kind == EXPR_FUNC)
		callee = link_name(program, by, inst->callee->name,
				   inst->callee->is_static);
	for (uint32_t i = 0; i < inst->arg_count; i++)
		scan_argument(program, by, inst, i, callee);
}

static void scan_node(struct program *program, struct node *node)
{
	for (size_t i = 0; node->cfg && i < node->cfg->block_count; i++) {
		const struct block *block = node->cfg->blocks[i];

		for (size_t j = 0; j < block->inst_count; j++) {
			const struct inst *inst = &block->insts[j];

			if (inst->kind == INST_CALL)
				scan_call(program, node->function, inst);
			else
				scan_assign(program, node->function, inst);
		}
	}
}

static void scan_globals(struct program *program, const struct unit *unit)
{
	for (size_t i = 0; i < unit->global_count; i++) {
		const struct global *global = &unit->globals[i];
		struct holder *holder;
		struct node *node;

		if (!global->init)
			continue;
		if (global->init->kind == EXPR_INIT) {
			scan_init(program, unit, NULL, global->init, NULL);
			continue;
		}
		node = function_of_expr(program, NULL, unit, global->init);
		holder = node ? holder_get(program, global->var) : NULL;
		if (holder)
			holder_add(holder, node);
	}
}

/* Copies until nothing moves; sets only grow, so it ends. */
static void propagate(struct holders *holders)
{
	bool changed = true;

	while (changed) {
		changed = false;
		for (size_t i = 0; i < holders->count; i++) {
			struct holder *from = holders->order[i];

			for (size_t j = 0; j < from->into_count; j++)
				for (size_t k = 0; k < from->count; k++)
					changed |= holder_add(from->into[j],
							      from->nodes[k]);
		}
	}
}

/* The queue is a variable of the kernel's with a row of its own. */
static const struct model_op *queue_row(const struct program *program,
					const struct inst *inst)
{
	const struct expr *queue = row_arg(inst->row, inst, ROLE_QUEUE);

	if (!queue || queue->kind != EXPR_VAR)
		return NULL;
	return model_op(program->model, queue->var->name, intern("work"));
}

/* Work takes the context of the queue it is put on. */
static void requeue(struct program *program, const struct inst *inst)
{
	const struct model_op *row = queue_row(program, inst);
	const struct expr *work = row_arg(inst->row, inst, ROLE_OBJ);
	const char *object = work ? event_member(work) : NULL;

	if (!row || !object)
		return;
	for (size_t i = 0; i < program->registration_count; i++) {
		struct registration *entry = &program->registrations[i];

		if (entry->object == object &&
		    entry->context == CONTEXT_SLEEPABLE)
			entry->context = row->context;
	}
}

static void requeue_all(struct program *program)
{
	for (size_t i = 0; i < program->node_count; i++) {
		const struct cfg *cfg = program->nodes[i].cfg;

		for (size_t j = 0; cfg && j < cfg->block_count; j++)
			for (size_t k = 0; k < cfg->blocks[j]->inst_count; k++) {
				const struct inst *inst = &cfg->blocks[j]->insts[k];

				if (inst->kind == INST_CALL && inst->row &&
				    inst->row->effect == EFFECT_QUEUE)
					requeue(program, inst);
			}
	}
}

static bool is_registered(const struct program *program, const struct node *node,
			  const char *key)
{
	for (size_t i = 0; i < program->registration_count; i++)
		if (program->registrations[i].node == node &&
		    program->registrations[i].key == key)
			return true;
	return false;
}

/* What came into a modelled member by way of a parameter is registered too. */
static void register_copies(struct program *program)
{
	for (size_t i = 0; i < program->holders->count; i++) {
		const struct holder *holder = program->holders->order[i];
		const struct field *field = holder->field;

		if (!field || !model_op(program->model, field->record, field->name))
			continue;
		for (size_t j = 0; j < holder->count; j++) {
			struct node *node = holder->nodes[j];
			struct hand_over where = {
				.file = node->function->file,
				.line = node->function->line,
			};

			if (!is_registered(program, node, field->key))
				register_member(program, node, field, &where);
		}
	}
}

void holders_build(struct program *program)
{
	program->holders = memory_array(1, sizeof(*program->holders));
	for (size_t i = 0; i < program->unit_count; i++)
		scan_globals(program, program->units[i]);
	for (size_t i = 0; i < program->node_count; i++)
		scan_node(program, &program->nodes[i]);
	propagate(program->holders);
	register_copies(program);
	requeue_all(program);
	for (size_t i = 0; i < program->holders->count; i++) {
		struct holder *holder = program->holders->order[i];

		if (holder->count)
			qsort(holder->nodes, holder->count,
			      sizeof(*holder->nodes), node_by_index);
	}
}

void holders_free(struct program *program)
{
	struct holders *holders = program->holders;

	for (size_t i = 0; i < holders->count; i++) {
		free(holders->order[i]->nodes);
		free(holders->order[i]->into);
	}
	HASH_CLEAR(hh, holders->table);
	free(holders->order);
	free(holders);
	program->holders = NULL;
}

static struct node_list held(const struct program *program, const void *key)
{
	struct holder *holder;

	HASH_FIND_PTR(program->holders->table, &key, holder);
	if (!holder)
		return (struct node_list){ 0 };
	return (struct node_list){ holder->nodes, holder->count };
}

struct node_list link_held(const struct program *program, const char *key)
{
	return held(program, key);
}

struct node_list holders_of_var(const struct program *program,
				const struct var *var)
{
	return held(program, var);
}
