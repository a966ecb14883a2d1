/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * event.c - what the instructions of a graph mean
 */
#include "checker/event.h"

const char *event_callee_key(const struct expr *callee)
{
	if (callee->kind == EXPR_FUNC)
		return callee->name;
	if (callee->kind == EXPR_FIELD)
		return callee->field->key;
	return NULL;
}

static void mark_call(const struct model *model, struct inst *inst)
{
	const char *key = event_callee_key(inst->callee);

	if (!key)
		return;
	inst->row = model_call(model, key);
	/* desc->callback(data) runs a callback, it does not set one. */
	if (inst->row && (inst->row->effect == EFFECT_CALLBACK ||
			  inst->row->effect == EFFECT_CALLBACK_DATA))
		inst->row = NULL;
	inst->hands_over = model_register(model, key);
}

/* desc->callback = f: the member decides, as for a call through one. */
static void mark_assign(const struct model *model, struct inst *inst)
{
	const struct expr *dst = inst->dst;

	if (dst && dst->kind == EXPR_FIELD)
		inst->row = model_call(model, dst->field->key);
	if (inst->row && inst->row->effect != EFFECT_CALLBACK &&
	    inst->row->effect != EFFECT_CALLBACK_DATA)
		inst->row = NULL;
}

void event_mark(const struct model *model, struct cfg *cfg)
{
	for (size_t i = 0; i < cfg->block_count; i++) {
		struct block *block = cfg->blocks[i];

		for (size_t j = 0; j < block->inst_count; j++) {
			if (block->insts[j].kind == INST_CALL)
				mark_call(model, &block->insts[j]);
			else
				mark_assign(model, &block->insts[j]);
		}
	}
}

const char *event_member(const struct expr *expr)
{
	while (expr->kind == EXPR_ADDR || expr->kind == EXPR_INDEX)
		expr = expr->kids[0];
	return expr->kind == EXPR_FIELD ? expr->field->key : NULL;
}

const struct expr *row_arg(const struct model_call *row, const struct inst *inst,
			   enum role role)
{
	int arg = row->role_arg[role];

	if (arg < 0 || (uint32_t)arg >= inst->arg_count)
		return NULL;
	return inst->args[arg];
}

static void dump_inst(const struct inst *inst, FILE *out)
{
	const struct model_call *row;

	fprintf(out, "  %u:%u ", inst->line, inst->column);
	for (row = inst->row; row; row = row->next)
		fprintf(out, "%s ", effect_word(row->effect));
	if (inst->hands_over)
		fprintf(out, "register %s ",
			context_word(inst->hands_over->context));
	fputs(": ", out);
	inst_print(inst, out);
	fputc('\n', out);
}

void event_dump(const struct cfg *cfg, FILE *out)
{
	fprintf(out, "events %s\n", cfg->function->name);
	for (size_t i = 0; i < cfg->block_count; i++)
		for (size_t j = 0; j < cfg->blocks[i]->inst_count; j++) {
			const struct inst *inst = &cfg->blocks[i]->insts[j];

			if (inst->row || inst->hands_over)
				dump_inst(inst, out);
		}
}
