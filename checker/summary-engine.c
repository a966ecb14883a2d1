/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * summary-engine.c - states along the graph
 *
 * Property simulation: a block is entered with a small set of states; those
 * that tell the same story are joined, the others go on side by side. Blocks
 * are worked on in reverse post order, so the result does not depend on
 * anything but the function.
 */
#include "checker/summary-build.h"

#include "checker/event.h"

#include <string.h>

static void track_field(struct analysis *analysis, const char *key)
{
	for (size_t i = 0; i < analysis->tracked_count; i++)
		if (analysis->tracked[i] == key)
			return;
	analysis->tracked = memory_grow(analysis->tracked, analysis->tracked_count,
					  &analysis->tracked_room,
					  sizeof(*analysis->tracked));
	analysis->tracked[analysis->tracked_count++] = key;
}

static bool is_tracked_var(const struct analysis *analysis, const struct var *var)
{
	for (size_t i = 0; i < analysis->tracked_var_count; i++)
		if (analysis->tracked_vars[i] == var)
			return true;
	return false;
}

static bool is_tracked_field(const struct analysis *analysis, const char *key)
{
	for (size_t i = 0; i < analysis->tracked_count; i++)
		if (analysis->tracked[i] == key)
			return true;
	return false;
}

static void track(struct analysis *analysis, const struct expr *expr)
{
	if (expr->kind == EXPR_VAR && !is_tracked_var(analysis, expr->var)) {
		analysis->tracked_vars = memory_grow(analysis->tracked_vars,
			analysis->tracked_var_count, &analysis->tracked_var_room,
			sizeof(*analysis->tracked_vars));
		analysis->tracked_vars[analysis->tracked_var_count++] = expr->var;
	}
	if (expr->kind == EXPR_FIELD)
		track_field(analysis, expr->field->key);
	for (uint32_t i = 0; i < expr->kid_count; i++)
		track(analysis, expr->kids[i]);
}

static bool is_watched(const struct model_call *row)
{
	for (; row; row = row->next)
		if (effect_group(row->effect) == GROUP_API ||
		    row->effect == EFFECT_UNMAP || row->effect == EFFECT_FREE ||
		    row->effect == EFFECT_GIVE_BACK)
			return true;
	return false;
}

static bool calls_needed(const struct analysis *analysis, const struct inst *inst)
{
	struct node_list targets = analysis->node->targets[inst->id];

	for (size_t i = 0; i < targets.count; i++)
		if (targets.nodes[i]->needed)
			return true;
	return false;
}

static bool passes_through(const struct inst *inst)
{
	return inst->row && (inst->row->returns == RETURNS_ARG0 ||
			     inst->row->effect == EFFECT_DRVDATA_GET);
}

static bool holds_tracked(const struct analysis *analysis, const struct expr *dst)
{
	if (!dst)
		return false;
	if (dst->kind == EXPR_VAR)
		return is_tracked_var(analysis, dst->var);
	return dst->kind == EXPR_FIELD &&
	       is_tracked_field(analysis, dst->field->key);
}

static void track_inst(struct analysis *analysis, const struct inst *inst)
{
	bool wanted = false;

	if (inst->kind == INST_ASSIGN) {
		if (inst->row)
			track(analysis, inst->dst);
		if (inst->src && holds_tracked(analysis, inst->dst))
			track(analysis, inst->src);
		return;
	}
	wanted = is_watched(inst->row) ||
		 (!inst->row && calls_needed(analysis, inst)) ||
		 (passes_through(inst) && holds_tracked(analysis, inst->dst));
	for (uint32_t i = 0; wanted && i < inst->arg_count; i++)
		track(analysis, inst->args[i]);
}

/* Variables and members that decide what later events are about. */
void find_tracked(struct analysis *analysis)
{
	struct cfg *cfg = analysis->cfg;
	size_t before;

	do {
		before = analysis->tracked_count + analysis->tracked_var_count;
		for (size_t i = 0; i < cfg->block_count; i++) {
			const struct block *block = cfg->blocks[i];

			for (size_t j = 0; j < block->inst_count; j++)
				track_inst(analysis, &block->insts[j]);
			if (block->exit == EXIT_RETURN && block->value &&
			    analysis->function->returns_pointer)
				track(analysis, block->value);
		}
	} while (before != analysis->tracked_count + analysis->tracked_var_count);
}

static void step_external(struct analysis *analysis, const struct inst *inst)
{
	const struct value *result = value_result(analysis->values, inst);

	for (size_t i = 0; i < analysis->live_count; i++) {
		state_forget(analysis->live[i], inst);
		forget_outputs(analysis, analysis->live[i], inst);
		bind_result(analysis, analysis->live[i], inst, result);
	}
}

static void step_call(struct analysis *analysis, const struct inst *inst)
{
	struct node_list targets = analysis->node->targets[inst->id];

	if (inst->row)
		step_effect(analysis, inst);
	else if (targets.count)
		step_internal(analysis, inst, targets);
	else
		step_external(analysis, inst);
}

static void step_inst(struct analysis *analysis, const struct inst *inst)
{
	if (inst->kind == INST_CALL)
		step_call(analysis, inst);
	else
		step_assign(analysis, inst);
}

/* A state reaches a block: it is new, or joins one that tells the same. */
static void arrive(struct analysis *analysis, struct state *state,
		   const struct block *block)
{
	struct states *at = &analysis->at[block->id];

	for (size_t i = 0; i < at->count; i++) {
		if (!states_alike(analysis, at->items[i], state))
			continue;
		if (state_join(analysis, at->items[i], state, block->id))
			at->items[i]->pending = true;
		return;
	}
	if (at->count == STATES_PER_BLOCK) {
		analysis->truncated = true;
		return;
	}
	at->items = memory_grow(at->items, at->count, &at->room, sizeof(*at->items));
	state->pending = true;
	at->items[at->count++] = state;
}

static void leave_branch(struct analysis *analysis, struct state *state,
			 const struct block *block)
{
	const struct value *condition = eval(analysis, state, block->value);
	struct state *no = state_copy(analysis, state);

	if (assume(analysis, state, condition, true))
		arrive(analysis, state, block->succ[0]);
	if (assume(analysis, no, condition, false))
		arrive(analysis, no, block->succ[1]);
}

static bool take_case(struct analysis *analysis, struct state *state,
		      const struct value *value, struct range64 range)
{
	if (range.low == range.high)
		return assume_compare(analysis, state, value, OP_EQ, range.low);
	return assume_compare(analysis, state, value, OP_GE, range.low) &&
	       assume_compare(analysis, state, value, OP_LE, range.high);
}

static void leave_switch(struct analysis *analysis, struct state *state,
			 const struct block *block)
{
	const struct value *value = eval(analysis, state, block->value);
	size_t last = block->succ_count - 1;
	bool possible = true;

	for (size_t i = 0; i < last; i++) {
		struct state *next = state_copy(analysis, state);

		if (take_case(analysis, next, value, block->cases[i]))
			arrive(analysis, next, block->succ[i]);
	}
	for (size_t i = 0; i < last && possible; i++)
		if (block->cases[i].low == block->cases[i].high)
			possible = assume_compare(analysis, state, value, OP_NE,
						  block->cases[i].low);
	if (possible)
		arrive(analysis, state, block->succ[last]);
}

static void leave_function(struct analysis *analysis, struct state *state,
			   const struct block *block)
{
	size_t i = analysis->exit_count, room = analysis->exit_room;
	const struct value *value = block->value ?
		eval(analysis, state, block->value) : NULL;

	analysis->exits = memory_grow(analysis->exits, i, &analysis->exit_room,
					sizeof(*analysis->exits));
	if (room != analysis->exit_room) {
		size_t again = room;

		analysis->exit_values = memory_grow(analysis->exit_values, i,
			&again, sizeof(*analysis->exit_values));
		again = room;
		analysis->exit_lines = memory_grow(analysis->exit_lines, i,
			&again, sizeof(*analysis->exit_lines));
	}
	analysis->exits[i] = state;
	analysis->exit_values[i] = value;
	analysis->exit_lines[i] = block->line;
	analysis->exit_count++;
}

static void leave_block(struct analysis *analysis, struct state *state,
			const struct block *block)
{
	switch (block->exit) {
	case EXIT_JUMP: arrive(analysis, state, block->succ[0]); break;
	case EXIT_BRANCH: leave_branch(analysis, state, block); break;
	case EXIT_SWITCH: leave_switch(analysis, state, block); break;
	case EXIT_RETURN:
	case EXIT_STOP:
	case EXIT_UNKNOWN: break;
	}
}

/* Leaving may branch into analysis->live again: the states are set aside. */
static void leave_all(struct analysis *analysis, const struct block *block)
{
	size_t count = analysis->live_count;
	struct state **states = arena_copy(&analysis->scratch, analysis->live,
					   count * sizeof(*states));

	for (size_t i = 0; i < count; i++)
		leave_block(analysis, states[i], block);
}

static void through_block(struct analysis *analysis, struct state *state,
			  const struct block *block)
{
	analysis->live_count = 0;
	live_add(analysis, state);
	for (size_t i = 0; i < block->inst_count && analysis->live_count; i++) {
		step_inst(analysis, &block->insts[i]);
		if (analysis->live_count > STATES_PER_BLOCK) {
			analysis->live_count = STATES_PER_BLOCK;
			analysis->truncated = true;
		}
	}
	leave_all(analysis, block);
}

/* The first block with work to do, or NULL. */
static const struct block *next_block(struct analysis *analysis)
{
	for (size_t i = 0; i < analysis->cfg->block_count; i++)
		for (size_t j = 0; j < analysis->at[i].count; j++)
			if (analysis->at[i].items[j]->pending)
				return analysis->cfg->blocks[i];
	return NULL;
}

static void work_on(struct analysis *analysis, const struct block *block)
{
	struct states *at = &analysis->at[block->id];

	for (size_t i = 0; i < at->count; i++) {
		struct state *state = at->items[i];

		if (!state->pending)
			continue;
		state->pending = false;
		analysis->visits++;
		through_block(analysis, state_copy(analysis, state), block);
	}
}

/* Exits are taken from what is stable at the end, each state once. */
static void run_exit(struct analysis *analysis, const struct block *block)
{
	struct states *at = &analysis->at[block->id];

	for (size_t i = 0; i < at->count; i++) {
		analysis->live_count = 0;
		live_add(analysis, state_copy(analysis, at->items[i]));
		for (size_t j = 0; j < block->inst_count; j++)
			step_inst(analysis, &block->insts[j]);
		for (size_t j = 0; j < analysis->live_count; j++)
			leave_function(analysis, analysis->live[j], block);
	}
}

static const struct value *flag_base(struct analysis *analysis,
				     const struct spec_field *field)
{
	struct value_table *values = analysis->values;
	const struct value *base = value_param(values, field->param);

	for (int i = 0; i < SPEC_STEPS; i++) {
		switch (field->step_kind[i]) {
		case VALUE_DATA: base = value_data(values, base); break;
		case VALUE_CONTAINER:
			base = value_container(values, base, field->step_field[i]);
			break;
		case VALUE_SUB:
			base = value_sub(values, base, field->step_field[i]);
			break;
		case VALUE_LOAD:
			base = value_load(values, base, field->step_field[i]);
			break;
		default: break;
		}
	}
	return base;
}

static void know_flags(struct analysis *analysis, struct state *state,
		       const struct spec *spec)
{
	for (uint32_t i = 0; i < spec->field_count; i++) {
		const struct spec_field *field = &spec->fields[i];
		const struct value *place = value_load(analysis->values,
			flag_base(analysis, field), field->key);

		if (field->is_equal)
			state_write(analysis, state, place,
				    value_int(analysis->values, field->number));
		else
			state_narrow(analysis, state, place, field->signs);
	}
}

static struct state *first_state(struct analysis *analysis)
{
	struct state *state = arena_new(&analysis->scratch, struct state);
	const struct spec *spec = &analysis->summary->spec;

	state->locks = analysis->no_locks;
	for (uint32_t i = 0; i < SPEC_PARAMS &&
	     i < analysis->function->param_count; i++) {
		struct expr expr = { .kind = EXPR_VAR };

		if (!(spec->known & (1u << i)))
			continue;
		expr.var = analysis->function->params[i];
		state_write(analysis, state, eval_place(analysis, state, &expr),
			    value_int(analysis->values, spec->number[i]));
	}
	know_flags(analysis, state, spec);
	return state;
}

const char *engine_run(struct analysis *analysis)
{
	struct cfg *cfg = analysis->cfg;
	const struct block *block;

	analysis->at = arena_array(&analysis->scratch, struct states,
				   cfg->block_count);
	arrive(analysis, first_state(analysis), cfg->blocks[0]);
	while ((block = next_block(analysis))) {
		work_on(analysis, block);
		if (analysis->visits > VISITS ||
		    analysis->scratch.total > SCRATCH)
			return "over budget";
	}
	for (size_t i = 0; i < cfg->block_count; i++)
		if (cfg->blocks[i]->exit == EXIT_RETURN)
			run_exit(analysis, cfg->blocks[i]);
	return NULL;
}
