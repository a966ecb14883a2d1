/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ast.h - the checker's own syntax tree
 *
 * What the parser knows of a function, reduced to what an analysis of calls
 * and pointers can use, and free of libclang: a translation unit can be
 * disposed as soon as its tree is made. Casts, parentheses and implicit
 * conversions are gone, constants are folded, code that is never evaluated
 * (sizeof, typeof, offsetof) is left out.
 */
#ifndef DMACHECK_AST_H
#define DMACHECK_AST_H

#include "model/arena.h"
#include "model/model.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct source;
struct tree_file;

enum expr_kind {
	EXPR_UNKNOWN, /* something without meaning here */
	EXPR_INT,     /* value */
	EXPR_STRING,
	EXPR_VAR,     /* var */
	EXPR_FUNC,    /* name, is_static */
	EXPR_FIELD,   /* kids[0] . or -> field */
	EXPR_DEREF,   /* * kids[0] */
	EXPR_ADDR,    /* & kids[0] */
	EXPR_INDEX,   /* kids[0] [ kids[1] ] */
	EXPR_CALL,    /* kids[0] ( kids[1..] ) */
	EXPR_NOT,     /* ! kids[0] */
	EXPR_MINUS,   /* - kids[0] */
	EXPR_CHANGE,  /* ++ or -- of kids[0] */
	EXPR_BINARY,  /* kids[0] op kids[1], op an enum binary_op */
	EXPR_AND,     /* && */
	EXPR_OR,      /* || */
	EXPR_ASSIGN,  /* kids[0] = kids[1]; op OP_NONE, or the op of op= */
	EXPR_COND,    /* kids[0] ? kids[1] : kids[2] */
	EXPR_ELVIS,   /* kids[0] ?: kids[1] */
	EXPR_COMMA,   /* kids[0], kids[1] */
	EXPR_STMT,    /* ({ body }) */
	EXPR_INIT,    /* { kids }, each may be EXPR_DESIGNATED */
	EXPR_DESIGNATED, /* .field = kids[0] */
	EXPR_CONTAINER,  /* container_of(kids[0], field->record, field->name) */
	EXPR_KINDS
};

enum binary_op {
	OP_NONE, OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_REM, OP_SHL, OP_SHR,
	OP_BITAND, OP_BITOR, OP_XOR, OP_LT, OP_GT, OP_LE, OP_GE, OP_EQ, OP_NE,
};

/** struct field - a member of a record; compared by @key */
struct field {
	const char *key;         /* interned "record.name" */
	const char *record;      /* outermost named record, interned */
	const char *name;        /* interned */
	const char *type_record; /* record it is, or points to; NULL: none */
	bool pointer;
	bool function;           /* pointer to function */
};

enum var_kind { VAR_PARAM, VAR_LOCAL, VAR_STATIC, VAR_GLOBAL, VAR_TEMP };
enum cleanup_kind { CLEANUP_NONE, CLEANUP_VALUE, CLEANUP_ADDRESS };

/** struct var - a variable, or a temporary made by the CFG */
struct var {
	const char *name;
	enum var_kind kind;
	unsigned int index;      /* of a parameter, from 0; of a temporary */
	const char *type_record; /* record it is, or points to; NULL: none */
	bool pointer;
	bool record;             /* is itself a record or an array: its address is memory */
	bool pointer_to_pointer;
	enum cleanup_kind cleanup;
	const char *cleanup_call; /* called when the scope is left */
};

struct stmt;

struct expr {
	uint8_t kind;
	uint8_t op;
	bool arrow;     /* EXPR_FIELD: through a pointer */
	bool is_static; /* EXPR_FUNC: internal linkage */
	bool macro;     /* EXPR_CALL: the callee is a macro of the model */
	uint16_t column;
	uint32_t line;
	uint32_t kid_count;
	struct expr **kids;
	union {
		int64_t value;
		struct var *var;
		const char *name;
		struct field *field;
		struct stmt *body;
	};
};

enum stmt_kind {
	STMT_NULL, STMT_EXPR, STMT_DECL, STMT_BLOCK, STMT_IF, STMT_WHILE, STMT_DO,
	STMT_FOR, STMT_SWITCH, STMT_CASE, STMT_DEFAULT, STMT_BREAK, STMT_CONTINUE,
	STMT_RETURN, STMT_GOTO, STMT_GOTO_ANY, STMT_LABEL, STMT_ASM, STMT_ASM_GOTO,
	STMT_KINDS
};

struct stmt {
	uint8_t kind;
	bool known;          /* STMT_CASE: low and high are constants */
	uint16_t column;
	uint32_t line;
	uint32_t kid_count;
	struct stmt **kids;  /* STMT_BLOCK; else body, then else-branch */
	struct expr *expr;   /* condition, value, initialiser */
	struct expr *step;   /* STMT_FOR */
	struct stmt *init;   /* STMT_FOR */
	struct var *var;     /* STMT_DECL */
	const char *label;   /* STMT_GOTO, STMT_LABEL */
	int64_t low, high;   /* STMT_CASE */
};

struct unit;

/** struct function - a definition */
struct function {
	const char *name;
	const char *file;        /* where it is written, relative to the root */
	struct unit *unit;
	unsigned int line, end_line;
	unsigned int offset, end_offset; /* in its file */
	bool is_static;
	bool is_init, is_exit;   /* module_init() and friends */
	bool exported;
	bool returns_void;
	bool returns_pointer;
	struct var **params;
	unsigned int param_count;
	struct stmt *body;
	const char *error;       /* why it is not analysed, NULL if it is */
	bool names_api;          /* its text calls the API */
};

/** struct global - a variable with static storage and its initialiser */
struct global {
	struct var *var;
	struct expr *init;       /* may be NULL */
	unsigned int line;
};

/** struct unit - one file's tree; everything in it lives in @arena */
struct unit {
	struct arena arena;
	const struct tree_file *file;
	const char *path;
	const char *module;
	const char *error;       /* the file was not parsed: why */
	struct function **functions;
	size_t function_count;
	struct global *globals;
	size_t global_count;
	const char *text;        /* main file, kept for suppressions and fingerprints */
	size_t text_size;
	unsigned long calls_in_text;  /* API calls in active code */
	unsigned long calls_matched;  /* of those, seen in the tree */
	unsigned long mentions_aside; /* in comments, strings, macros, inactive code */
	struct mention *unmatched;    /* API calls in the text without a call in the tree */
	size_t unmatched_count;
};

/**
 * ast_build() - reduce a translation unit
 * @model: tells which macros are calls
 * @ret_unit: unit_release() it
 *
 * Context: any thread, one unit each; needs a deep stack (64 MB) for deeply
 * nested code. Functions with an error inside get @error set and no body.
 */
void ast_build(const struct model *model, struct source *source,
	       struct unit *ret_unit);
void unit_release(struct unit *unit);

/** unit_dump() - --dump=ast: one line a statement, expressions as C */
void unit_dump(const struct unit *unit, FILE *out);
/** expr_print() - an expression, much as C writes it */
void expr_print(const struct expr *expr, FILE *out);

struct expr *expr_new(struct arena *arena, enum expr_kind kind,
		      const struct expr *at);
const char *binary_op_word(enum binary_op op);

/** fold_binary() - a op b. @ret_known: false where the result is not defined */
int64_t fold_binary(enum binary_op op, int64_t a, int64_t b, bool *ret_known);

#endif
