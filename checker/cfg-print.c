/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cfg-print.c - a graph as text, for --dump=cfg
 */
#include "checker/cfg.h"

#include <inttypes.h>

static void print_call(const struct inst *inst, FILE *out)
{
	if (inst->dst) {
		expr_print(inst->dst, out);
		fputs(" = ", out);
	}
	expr_print(inst->callee, out);
	fputc('(', out);
	for (uint32_t i = 0; i < inst->arg_count; i++) {
		if (i)
			fputs(", ", out);
		expr_print(inst->args[i], out);
	}
	fputc(')', out);
}

void inst_print(const struct inst *inst, FILE *out)
{
	if (inst->kind == INST_CALL) {
		print_call(inst, out);
		return;
	}
	expr_print(inst->dst, out);
	fputs(" = ", out);
	if (inst->src)
		expr_print(inst->src, out);
	else
		fputc('?', out);
}

static void print_switch(const struct block *block, FILE *out)
{
	for (size_t i = 0; i + 1 < block->succ_count; i++)
		fprintf(out, " %" PRId64 "..%" PRId64 ":B%u",
			block->cases[i].low, block->cases[i].high,
			block->succ[i]->id);
	fprintf(out, " default:B%u", block->succ[block->succ_count - 1]->id);
}

static void print_exit(const struct block *block, FILE *out)
{
	static const char *const words[] = {
		[EXIT_JUMP] = "goto", [EXIT_BRANCH] = "if",
		[EXIT_SWITCH] = "switch", [EXIT_RETURN] = "return",
		[EXIT_STOP] = "stop", [EXIT_UNKNOWN] = "give up",
	};

	fprintf(out, "  %s", words[block->exit]);
	if (block->value) {
		fputc(' ', out);
		expr_print(block->value, out);
	}
	if (block->exit == EXIT_SWITCH)
		print_switch(block, out);
	else
		for (size_t i = 0; i < block->succ_count; i++)
			fprintf(out, " B%u", block->succ[i]->id);
	fputc('\n', out);
}

void cfg_dump(const struct cfg *cfg, FILE *out)
{
	fprintf(out, "cfg %s\n", cfg->function->name);
	if (cfg->error)
		fprintf(out, " given up: %s\n", cfg->error);
	for (size_t i = 0; i < cfg->block_count; i++) {
		const struct block *block = cfg->blocks[i];

		fprintf(out, " B%u:\n", block->id);
		for (size_t j = 0; j < block->inst_count; j++) {
			fputs("  ", out);
			inst_print(&block->insts[j], out);
			fputc('\n', out);
		}
		print_exit(block, out);
	}
}
