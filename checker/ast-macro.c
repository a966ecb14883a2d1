/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ast-macro.c - macros that are calls, and their arguments
 *
 * Some of the kernel's interfaces are macros whose expansion hides what they
 * mean: wait_event_timeout() is a loop around schedule_timeout(). Where the
 * model calls a macro opaque, its use becomes a call of that name. Its
 * arguments are the expressions that were written between its parentheses.
 */
#include "checker/ast-build.h"

#include "model/intern.h"

#include <ctype.h>
#include <string.h>

enum { MACRO_ARGS = 8 };

struct range {
	unsigned int start, end; /* offsets in the main file */
};

struct argument_search {
	struct builder *builder;
	struct range ranges[MACRO_ARGS];
	unsigned int count;
	struct expr *args[MACRO_ARGS];
};

static size_t word_length(const char *text)
{
	size_t length = 0;

	while (isalnum((unsigned char)text[length]) || text[length] == '_')
		length++;
	return length;
}

const struct model_call *macro_row(struct builder *builder, CXCursor cursor,
				   unsigned int *ret_offset)
{
	CXSourceLocation location = clang_getCursorLocation(cursor);
	unsigned int expansion, spelling;
	const struct model_call *row;
	CXFile file, spelled;
	const char *text;

	clang_getExpansionLocation(location, &file, NULL, NULL, &expansion);
	clang_getSpellingLocation(location, &spelled, NULL, NULL, &spelling);
	if (file == spelled && expansion == spelling)
		return NULL;
	if (!clang_File_isEqual(file, builder->main_file))
		return NULL;
	text = main_text(builder, expansion);
	row = model_call(builder->model, intern_range(text, word_length(text)));
	while (row && !row->opaque)
		row = row->next;
	*ret_offset = expansion;
	return row;
}

/* Offsets of the arguments of NAME(...) at @offset; strings are respected. */
static unsigned int split_arguments(const struct builder *builder,
				    unsigned int offset, struct range *ranges)
{
	const char *text = builder->source->text;
	size_t at = offset + word_length(text + offset);
	unsigned int depth = 0, count = 0;
	char quote = 0;

	while (isspace((unsigned char)text[at]))
		at++;
	if (text[at] != '(')
		return 0;
	ranges[0].start = (unsigned int)at + 1;
	for (; at < builder->source->size; at++) {
		char c = text[at];

		if (quote) {
			if (c == '\\')
				at++;
			else if (c == quote)
				quote = 0;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (strchr("([{", c) && c) {
			depth++;
		} else if (strchr(")]}", c) && c && --depth == 0) {
			ranges[count++].end = (unsigned int)at;
			return count;
		} else if (c == ',' && depth == 1) {
			ranges[count++].end = (unsigned int)at;
			if (count == MACRO_ARGS)
				return count;
			ranges[count].start = (unsigned int)at + 1;
		}
	}
	return 0;
}

static enum CXChildVisitResult find_arguments(CXCursor cursor, CXCursor parent,
					      CXClientData data)
{
	struct argument_search *search = data;
	unsigned int offset;
	CXFile file;

	(void)parent;
	if (!clang_isExpression(clang_getCursorKind(cursor)))
		return CXChildVisit_Recurse;
	clang_getFileLocation(clang_getRangeStart(clang_getCursorExtent(cursor)),
			      &file, NULL, NULL, &offset);
	if (!clang_File_isEqual(file, search->builder->main_file))
		return CXChildVisit_Recurse;
	for (unsigned int i = 0; i < search->count; i++) {
		if (offset < search->ranges[i].start ||
		    offset >= search->ranges[i].end)
			continue;
		if (!search->args[i])
			search->args[i] = build_expr(search->builder, cursor);
		return CXChildVisit_Continue;
	}
	return CXChildVisit_Recurse;
}

struct expr *build_macro_call(struct builder *builder, CXCursor cursor,
			      const struct model_call *row, unsigned int offset)
{
	struct argument_search search = { .builder = builder };
	struct expr *call = expr_at(builder, EXPR_CALL, cursor);
	struct expr *callee = expr_at(builder, EXPR_FUNC, cursor);

	search.count = split_arguments(builder, offset, search.ranges);
	clang_visitChildren(cursor, find_arguments, &search);
	callee->name = row->name;
	call->macro = true;
	call->kid_count = search.count + 1;
	call->kids = arena_array(builder->arena, struct expr *, call->kid_count);
	call->kids[0] = callee;
	for (unsigned int i = 0; i < search.count; i++)
		call->kids[i + 1] = search.args[i] ? search.args[i] :
				    expr_at(builder, EXPR_UNKNOWN, cursor);
	return call;
}
