/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-exports.c - exported functions from which the API is reached
 *
 * A framework wraps the API for its drivers: whoever calls the wrapper belongs to
 * the selection. A core file exports hundreds of functions that have nothing to do
 * with DMA, and these must not pull in half of the tree. So the bodies of one text
 * are looked through by name, without parsing: which name an API call, and which
 * name a function that does.
 */
#include "checker/tree-internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define uthash_fatal(msg) abort()
#include <uthash.h>

enum { NAME_SHORTEST = 6 }; /* of exported names worth looking for everywhere */

/** struct function - a body at the top level of the text, or an export */
struct function {
	UT_hash_handle hh;
	const char *name;
	bool exported;
	bool reaches;
	struct tree_list uses; /* identifiers of the body */
};

struct finder {
	const struct tree_matcher *matcher;
	struct arena *arena;
	struct function *functions;
	struct function *inside; /* whose body is read, or NULL */
	const char *last;        /* identifier before this place */
	const char *candidate;   /* identifier before the first parenthesis */
	int braces;
	int parens;
	bool export_name;        /* the next identifier is exported */
};

static struct function *function_get(struct finder *finder, const char *name)
{
	struct function *function;

	HASH_FIND_STR(finder->functions, name, function);
	if (function)
		return function;
	function = arena_new(finder->arena, struct function);
	function->name = name;
	HASH_ADD_KEYPTR(hh, finder->functions, name, strlen(name), function);
	return function;
}

static void see_identifier(struct finder *finder, const char *text, size_t start,
			   size_t end)
{
	const char *name = arena_printf(finder->arena, "%.*s", (int)(end - start),
					text + start);
	size_t offset = start;

	if (finder->export_name)
		function_get(finder, name)->exported = true;
	finder->export_name = false;
	finder->last = name;
	if (!finder->inside)
		return;
	if (tree_matcher_next(finder->matcher, text, end, &offset))
		finder->inside->reaches = true;
	tree_list_add(&finder->inside->uses, name);
}

static void see_open_paren(struct finder *finder)
{
	if (!finder->braces && !finder->parens++ && finder->last && !finder->candidate) {
		finder->candidate = finder->last;
		finder->export_name = !strncmp(finder->last, "EXPORT_SYMBOL", 13);
	}
}

static void see_sign(struct finder *finder, char sign)
{
	if (sign == '(') {
		see_open_paren(finder);
	} else if (sign == ')') {
		if (!finder->braces && finder->parens && !--finder->parens &&
		    finder->candidate && !strncmp(finder->candidate, "EXPORT_SYMBOL", 13))
			finder->candidate = NULL;
	} else if (sign == '{') {
		if (!finder->braces++ && finder->candidate)
			finder->inside = function_get(finder, finder->candidate);
	} else if (sign == '}') {
		if (finder->braces)
			finder->braces--;
	}
	if (!finder->braces && !finder->parens && (sign == ';' || sign == '}' || sign == '=')) {
		finder->candidate = NULL;
		finder->inside = NULL;
		finder->last = NULL;
	}
}

static void see_code(struct finder *finder, const char *text,
		     const struct tree_region *region)
{
	for (size_t at = region->start; at < region->end;) {
		size_t end = at;

		while (end < region->end &&
		       (isalnum((unsigned char)text[end]) || text[end] == '_'))
			end++;
		if (end == at)
			see_sign(finder, text[at++]);
		else if (!isdigit((unsigned char)text[at]))
			see_identifier(finder, text, at, end);
		at = end > at ? end : at;
	}
}

static bool reach_once(struct finder *finder)
{
	bool changed = false;

	for (struct function *function = finder->functions; function;
	     function = function->hh.next) {
		for (size_t i = 0; i < function->uses.count && !function->reaches; i++) {
			struct function *used;

			HASH_FIND_STR(finder->functions, function->uses.items[i], used);
			function->reaches = used && used->reaches;
			changed |= function->reaches;
		}
	}
	return changed;
}

void tree_reaching_exports(const struct tree_matcher *matcher, const char *text,
			   size_t size, struct arena *arena,
			   struct tree_list *ret_names)
{
	struct finder finder = { .matcher = matcher, .arena = arena };
	struct function *function, *next;
	struct tree_region region;
	struct tree_lexer lexer;

	if (!memmem(text, size, "EXPORT_SYMBOL", 13))
		return;
	tree_lexer_init(&lexer, text, size);
	while (tree_lexer_next(&lexer, &region))
		if (region.kind == REGION_CODE)
			see_code(&finder, text, &region);
	while (reach_once(&finder))
		;
	HASH_ITER(hh, finder.functions, function, next) {
		if (function->exported && function->reaches &&
		    strlen(function->name) >= NAME_SHORTEST)
			tree_list_add(ret_names, function->name);
		tree_list_release(&function->uses);
		HASH_DEL(finder.functions, function);
	}
}
