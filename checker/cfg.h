/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cfg.h - the control flow graph of a function
 *
 *     ast statement tree  ->  blocks of instructions  ->  event
 *
 * Expressions are taken apart: calls, assignments, short circuits, conditional
 * and statement expressions become instructions and branches of their own, so
 * that what an instruction refers to is pure: variables, members, constants.
 */
#ifndef DMACHECK_CFG_H
#define DMACHECK_CFG_H

#include "checker/ast.h"

enum inst_kind {
	INST_ASSIGN, /* dst = src; src NULL: something unknown */
	INST_CALL,   /* [dst =] callee(args) */
};

/** struct inst - one effect of a statement */
struct inst {
	uint8_t kind;
	bool macro;            /* the callee is a macro of the model */
	bool discarded;        /* a call whose result is not looked at */
	uint16_t column;
	uint32_t line;
	uint32_t id;           /* of a call, from 0 in the function */
	uint32_t arg_count;
	struct expr *dst;      /* lvalue, or NULL */
	struct expr *src;
	struct expr *callee;
	struct expr **args;
	const struct model_call *row; /* what it means, set by event */
	const struct model_register *hands_over; /* set by event */
};

enum exit_kind {
	EXIT_JUMP,    /* succ[0] */
	EXIT_BRANCH,  /* condition: succ[0] if true, succ[1] if false */
	EXIT_SWITCH,  /* condition: cases[i] leads to succ[i], the last is default */
	EXIT_RETURN,  /* value */
	EXIT_STOP,    /* never left: BUG(), __builtin_unreachable() */
	EXIT_UNKNOWN, /* computed goto: the function is given up */
};

/** struct range64 - case LOW ... HIGH */
struct range64 {
	int64_t low, high;
};

/** struct block - straight code and one way out */
struct block {
	unsigned int id;       /* in reverse post order, the entry is 0 */
	enum exit_kind exit;
	uint32_t line;         /* of what decides the way out */
	struct inst *insts;
	size_t inst_count, inst_room;
	struct expr *value;    /* condition or returned value, pure */
	struct block **succ;
	struct range64 *cases;
	size_t succ_count;
	bool back_edge_target;
};

/** struct cfg - one function's graph; in the arena given to cfg_build() */
struct cfg {
	const struct function *function;
	struct block **blocks; /* reachable ones, reverse post order */
	size_t block_count;
	unsigned int temp_count;
	unsigned int call_count;
	const char *error;     /* why the function is given up, or NULL */
};

/**
 * cfg_build() - the graph of a function with a body
 * @arena: where everything goes
 *
 * Context: any thread; recursion as deep as the statements are nested.
 * Return: never NULL; @error is set where control flow cannot be known.
 */
struct cfg *cfg_build(struct arena *arena, const struct function *function);

/** cfg_dump() - --dump=cfg */
void cfg_dump(const struct cfg *cfg, FILE *out);
void inst_print(const struct inst *inst, FILE *out);

#endif
