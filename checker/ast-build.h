/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ast-build.h - what the files that reduce libclang's cursors share
 *
 *   ast.c      units, functions, globals
 *   ast-decl.c declarations and types, each turned once
 *   ast-macro.c macros that are calls, and their arguments
 *   ast-expr.c expressions
 *   ast-stmt.c statements
 */
#ifndef DMACHECK_AST_BUILD_H
#define DMACHECK_AST_BUILD_H

#include "checker/ast.h"
#include "checker/source.h"

#include <clang-c/Index.h>

struct decl; /* ast-decl.c: one declaration cursor and what became of it */

/** struct builder - the state of turning one translation unit */
struct builder {
	const struct model *model;
	struct source *source;
	struct unit *unit;
	struct arena *arena;    /* of the unit */
	struct decl *decls;     /* uthash, in @scratch */
	struct arena scratch;
	CXFile main_file;
	CXCursor *cursors;      /* stack of visited children, owned */
	size_t cursor_count, cursor_room;
	struct function *function; /* being built, NULL at file scope */
};

/** struct kids - a slice of the cursor stack */
struct kids {
	size_t first, count;
};

/** kids_of() - visit the children of a cursor; drop them with kids_drop() */
struct kids kids_of(struct builder *builder, CXCursor cursor);
CXCursor kid(const struct builder *builder, struct kids kids, size_t i);
void kids_drop(struct builder *builder, struct kids kids);

/** take_string() - intern a CXString and dispose of it */
const char *take_string(CXString string);

void decls_release(struct builder *builder);
struct var *decl_var(struct builder *builder, CXCursor declaration);
struct field *decl_field(struct builder *builder, CXCursor declaration);
const char *type_record(CXType type);
/** decl_enum_value() - value of an enumerator */
int64_t decl_enum_value(struct builder *builder, CXCursor declaration);

struct expr *build_expr(struct builder *builder, CXCursor cursor);
struct stmt *build_stmt(struct builder *builder, CXCursor cursor);
struct stmt *build_decl(struct builder *builder, CXCursor declaration);
struct expr *expr_at(struct builder *builder, enum expr_kind kind, CXCursor cursor);
void expr_place(struct builder *builder, CXCursor cursor, uint32_t *ret_line,
		uint16_t *ret_column, unsigned int *ret_offset);

/** macro_row() - the model row of the macro a cursor comes from, or NULL */
const struct model_call *macro_row(struct builder *builder, CXCursor cursor,
				   unsigned int *ret_offset);
/** build_macro_call() - a macro of the model as a call, with its arguments */
struct expr *build_macro_call(struct builder *builder, CXCursor cursor,
			      const struct model_call *row, unsigned int offset);

/** main_text() - source text at an expansion offset, or "" */
const char *main_text(const struct builder *builder, unsigned int offset);

#endif
