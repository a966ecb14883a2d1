/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cfg-build.h - what the files that make a graph share */
#ifndef DMACHECK_CFG_BUILD_H
#define DMACHECK_CFG_BUILD_H

#include "checker/cfg.h"

/** struct scope - variables to clean up when it is left, innermost first */
struct scope {
	struct scope *parent;
	struct var **vars;
	size_t count, room;
	unsigned int depth;
};

struct label {
	const char *name;
	struct block *block;
	struct scope *scope; /* NULL until the label is met */
	struct label *next;
};

/** struct jump - a goto, joined to its label when all are known */
struct jump {
	struct block *block;
	struct scope *scope;
	struct label *label;
	uint32_t line;
	struct jump *next;
};

struct graph {
	struct arena *arena;
	struct cfg *cfg;
	struct block *current; /* NULL: unreachable */
	struct scope *scope;
	struct block *break_to, *continue_to;
	struct scope *break_scope, *continue_scope;
	struct block *switch_block;  /* collects cases; NULL outside */
	struct block *switch_default;
	size_t switch_room; /* for cases in switch_block */
	struct label *labels;
	struct jump *jumps;
	struct block **all;
	size_t all_count, all_room;
};

struct block *graph_block(struct graph *graph);
/** graph_live() - the current block; a fresh unreachable one where there is none */
struct block *graph_live(struct graph *graph);
void graph_jump(struct graph *graph, struct block *to);
void graph_branch(struct graph *graph, struct expr *condition,
		  struct block *yes, struct block *no);
struct inst *graph_inst(struct graph *graph, enum inst_kind kind,
			const struct expr *at);
void graph_assign(struct graph *graph, struct expr *dst, struct expr *src,
		  const struct expr *at);

/** lower_value() - emit what an expression does; return its pure value */
struct expr *lower_value(struct graph *graph, struct expr *expr);
/** lower_effect() - as lower_value(), the value is not looked at */
void lower_effect(struct graph *graph, struct expr *expr);
/** lower_condition() - emit an expression as a decision between two blocks */
void lower_condition(struct graph *graph, struct expr *expr,
		     struct block *yes, struct block *no);
/** lower_block_value() - statements of ({ }), value of the last; NULL if none */
struct expr *lower_block_value(struct graph *graph, struct stmt *body);

#endif
