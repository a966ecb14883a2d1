/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ast.c - a translation unit as the checker's own tree
 *
 *   source -> functions written in the file and in headers beside it
 *          -> globals with their initialisers (operation tables)
 *          -> which API calls of the text were seen
 *
 * Headers under include/ are the kernel's: their inlines are model rows. Those
 * of other headers are the driver's own code and are kept.
 */
#include "checker/ast-build.h"

#include "model/intern.h"
#include "model/memory.h"

#include <stdlib.h>
#include <string.h>

static enum CXChildVisitResult push_cursor(CXCursor cursor, CXCursor parent,
					   CXClientData data)
{
	struct builder *builder = data;

	(void)parent;
	builder->cursors = memory_grow(builder->cursors, builder->cursor_count,
				       &builder->cursor_room,
				       sizeof(*builder->cursors));
	builder->cursors[builder->cursor_count++] = cursor;
	return CXChildVisit_Continue;
}

struct kids kids_of(struct builder *builder, CXCursor cursor)
{
	struct kids kids = { .first = builder->cursor_count };

	clang_visitChildren(cursor, push_cursor, builder);
	kids.count = builder->cursor_count - kids.first;
	return kids;
}

CXCursor kid(const struct builder *builder, struct kids kids, size_t i)
{
	return builder->cursors[kids.first + i];
}

void kids_drop(struct builder *builder, struct kids kids)
{
	builder->cursor_count = kids.first;
}

void expr_place(struct builder *builder, CXCursor cursor, uint32_t *ret_line,
		uint16_t *ret_column, unsigned int *ret_offset)
{
	unsigned int line, column, offset;

	(void)builder;
	clang_getExpansionLocation(clang_getCursorLocation(cursor), NULL, &line,
				   &column, &offset);
	*ret_line = line;
	*ret_column = column > UINT16_MAX ? UINT16_MAX : (uint16_t)column;
	if (ret_offset)
		*ret_offset = offset;
}

const char *main_text(const struct builder *builder, unsigned int offset)
{
	if (offset >= builder->source->size)
		return "";
	return builder->source->text + offset;
}

struct expr *expr_new(struct arena *arena, enum expr_kind kind,
		      const struct expr *at)
{
	struct expr *expr = arena_new(arena, struct expr);

	expr->kind = (uint8_t)kind;
	if (at) {
		expr->line = at->line;
		expr->column = at->column;
	}
	return expr;
}

static void build_params(struct builder *builder, struct function *function,
			 CXCursor cursor)
{
	int count = clang_Cursor_getNumArguments(cursor);

	if (count <= 0)
		return;
	function->param_count = (unsigned int)count;
	function->params = arena_array(builder->arena, struct var *, count);
	for (int i = 0; i < count; i++) {
		CXCursor param = clang_Cursor_getArgument(cursor, (unsigned int)i);

		function->params[i] = decl_var(builder, param);
		function->params[i]->index = (unsigned int)i;
	}
}

static void place_function(struct builder *builder, struct function *function,
			   CXCursor cursor)
{
	CXSourceRange extent = clang_getCursorExtent(cursor);
	uint32_t line;
	uint16_t column;

	expr_place(builder, cursor, &line, &column, NULL);
	function->line = line;
	clang_getExpansionLocation(clang_getRangeStart(extent), NULL, NULL, NULL,
				   &function->offset);
	clang_getExpansionLocation(clang_getRangeEnd(extent), NULL,
				   &function->end_line, NULL,
				   &function->end_offset);
}

/* Errors inside make the tree of a function unreliable: it is not analysed. */
static const char *error_inside(const struct builder *builder,
				const struct function *function, bool in_main)
{
	const struct source *source = builder->source;

	for (size_t i = 0; i < source->error_count; i++) {
		const struct source_error *error = &source->errors[i];

		if (error->in_main != in_main || !in_main)
			continue;
		if (error->offset >= function->offset &&
		    error->offset <= function->end_offset)
			return arena_printf(builder->arena, "line %u: %s",
					    error->line, error->message);
	}
	return NULL;
}

static CXCursor body_of(struct builder *builder, CXCursor cursor)
{
	struct kids kids = kids_of(builder, cursor);
	CXCursor body = clang_getNullCursor();

	if (kids.count)
		body = kid(builder, kids, kids.count - 1);
	kids_drop(builder, kids);
	if (clang_getCursorKind(body) != CXCursor_CompoundStmt)
		return clang_getNullCursor();
	return body;
}

static struct function *build_function(struct builder *builder, CXCursor cursor,
				       const char *file, bool in_main)
{
	struct function *function = arena_new(builder->arena, struct function);
	CXType result = clang_getCanonicalType(clang_getCursorResultType(cursor));

	function->name = take_string(clang_getCursorSpelling(cursor));
	function->file = file;
	function->unit = builder->unit;
	function->is_static = clang_Cursor_getStorageClass(cursor) == CX_SC_Static;
	function->returns_void = result.kind == CXType_Void;
	function->returns_pointer = result.kind == CXType_Pointer;
	place_function(builder, function, cursor);
	build_params(builder, function, cursor);
	function->error = error_inside(builder, function, in_main);
	if (!function->error) {
		builder->function = function;
		function->body = build_stmt(builder, body_of(builder, cursor));
		builder->function = NULL;
	}
	return function;
}

/* "../include/linux/x.h" below the root is the kernel's; other headers are ours. */
static bool is_kernel_header(const char *path)
{
	return strstr(path, "/include/") || strncmp(path, "include/", 8) == 0;
}

static const char *relative_path(const struct builder *builder, CXFile file)
{
	const char *path = take_string(clang_getFileName(file));
	const char *full = builder->source->file->full;
	const char *own = builder->source->file->path;
	size_t root = strlen(full) - strlen(own);

	if (strlen(full) > strlen(own) && strncmp(path, full, root) == 0)
		return intern(path + root);
	return path;
}

struct function_list {
	struct builder *builder;
	struct function **functions;
	size_t count, room;
	struct global *globals;
	size_t global_count, global_room;
};

static void add_function(struct function_list *list, CXCursor cursor, CXFile file,
			 bool in_main)
{
	const char *path = in_main ? list->builder->unit->path :
			   relative_path(list->builder, file);

	if (!in_main && is_kernel_header(path))
		return;
	if (clang_Cursor_isNull(body_of(list->builder, cursor)))
		return;
	list->functions = memory_grow(list->functions, list->count, &list->room,
				sizeof(*list->functions));
	list->functions[list->count++] =
		build_function(list->builder, cursor, path, in_main);
}

static void add_global(struct function_list *list, CXCursor cursor)
{
	CXCursor init = clang_Cursor_getVarDeclInitializer(cursor);
	struct global *global;
	uint32_t line;
	uint16_t column;

	if (clang_Cursor_isNull(init))
		return;
	list->globals = memory_grow(list->globals, list->global_count,
			      &list->global_room, sizeof(*list->globals));
	global = &list->globals[list->global_count++];
	global->var = decl_var(list->builder, cursor);
	global->init = build_expr(list->builder, init);
	expr_place(list->builder, cursor, &line, &column, NULL);
	global->line = line;
}

static enum CXChildVisitResult visit_top(CXCursor cursor, CXCursor parent,
					 CXClientData data)
{
	struct function_list *list = data;
	bool in_main;
	CXFile file;

	(void)parent;
	clang_getExpansionLocation(clang_getCursorLocation(cursor), &file, NULL,
				   NULL, NULL);
	if (!file)
		return CXChildVisit_Continue;
	in_main = clang_File_isEqual(file, list->builder->main_file);
	if (clang_getCursorKind(cursor) == CXCursor_FunctionDecl) {
		if (clang_isCursorDefinition(cursor))
			add_function(list, cursor, file, in_main);
	} else if (clang_getCursorKind(cursor) == CXCursor_VarDecl && in_main) {
		add_global(list, cursor);
	}
	return CXChildVisit_Continue;
}

/* EXPORT_SYMBOL(f), module_init(f), ...: macros whose argument is a function. */
static void mark_function(struct unit *unit, const char *word, size_t length,
			  const char *argument)
{
	const char *name = intern_range(argument, strcspn(argument, " \t\n,)"));
	bool export = strncmp(word, "EXPORT_SYMBOL", 13) == 0;
	bool exit = length > 4 && strncmp(word + length - 4, "exit", 4) == 0;

	for (size_t i = 0; i < unit->function_count; i++) {
		struct function *function = unit->functions[i];

		if (function->name != name)
			continue;
		if (export)
			function->exported = true;
		else if (exit)
			function->is_exit = true;
		else
			function->is_init = true;
	}
}

static bool is_marker(const char *word, size_t length)
{
	static const char *const markers[] = {
		"module_init", "module_exit", "early_initcall", "core_initcall",
		"postcore_initcall", "arch_initcall", "subsys_initcall",
		"fs_initcall", "rootfs_initcall", "device_initcall",
		"late_initcall", "console_initcall", "late_initcall_sync",
		"subsys_initcall_sync", "builtin_initcall",
	};

	if (length >= 13 && strncmp(word, "EXPORT_SYMBOL", 13) == 0)
		return true;
	for (size_t i = 0; i < sizeof(markers) / sizeof(*markers); i++)
		if (strlen(markers[i]) == length &&
		    strncmp(markers[i], word, length) == 0)
			return true;
	return false;
}

/* These macros stand alone at the start of a line. */
static void mark_functions(struct unit *unit, const char *text)
{
	for (const char *line = text; line; line = strchr(line, '\n')) {
		size_t length;

		if (*line == '\n')
			line++;
		length = strcspn(line, " \t\n(");
		if (length > 8 && line[length] == '(' && is_marker(line, length)) {
			const char *argument = line + length + 1;

			argument += strspn(argument, " \t");
			mark_function(unit, line, length, argument);
		}
		if (!*line)
			break;
	}
}

/** struct call_sites - an API name in the tree; NULL once it is accounted for */
struct call_sites {
	const char *name;
	uint32_t line;
};

/* Every call of an API name in the tree, once a (name, line). */
static void count_expr(struct builder *builder, const struct expr *expr,
		       struct call_sites **sites, size_t *count, size_t *room);

static void count_stmt(struct builder *builder, const struct stmt *stmt,
		       struct call_sites **sites, size_t *count, size_t *room)
{
	if (!stmt)
		return;
	count_expr(builder, stmt->expr, sites, count, room);
	count_expr(builder, stmt->step, sites, count, room);
	count_stmt(builder, stmt->init, sites, count, room);
	for (uint32_t i = 0; i < stmt->kid_count; i++)
		count_stmt(builder, stmt->kids[i], sites, count, room);
}

static void count_expr(struct builder *builder, const struct expr *expr,
		       struct call_sites **sites, size_t *count, size_t *room)
{
	if (!expr)
		return;
	if (expr->kind == EXPR_FUNC && model_is_api(builder->model, expr->name)) {
		*sites = memory_grow(*sites, *count, room, sizeof(**sites));
		(*sites)[*count].name = expr->name;
		(*sites)[(*count)++].line = expr->line;
	}
	if (expr->kind == EXPR_STMT)
		count_stmt(builder, expr->body, sites, count, room);
	for (uint32_t i = 0; i < expr->kid_count; i++)
		count_expr(builder, expr->kids[i], sites, count, room);
}

/*
 * A call in the text is accounted for by a call of that name on that line. A
 * macro such as dma_request_channel() shows under the name of what it calls,
 * two underscores more.
 */
static bool names_match(const char *written, const char *seen)
{
	return written == seen ||
	       (strncmp(seen, "__", 2) == 0 && strcmp(seen + 2, written) == 0);
}

/** struct written - every mention the parser knows, evaluated or not */
struct written {
	struct builder *builder;
	struct call_sites *sites;
	size_t count, room;
};

enum { STATEMENT_LINES = 16 }; /* a macro's call stands on the line it begins on */

static bool take_site(struct call_sites *sites, size_t count,
		      const struct mention *mention, uint32_t slack)
{
	for (size_t i = count; i-- > 0;) {
		if (!sites[i].name || sites[i].line > mention->line ||
		    mention->line - sites[i].line > slack ||
		    !names_match(mention->name, sites[i].name))
			continue;
		sites[i].name = NULL;
		return true;
	}
	return false;
}

static bool defines(const struct unit *unit, const struct mention *mention)
{
	for (size_t i = 0; i < unit->function_count; i++)
		if (unit->functions[i]->name == mention->name &&
		    mention->offset >= unit->functions[i]->offset &&
		    mention->line <= unit->functions[i]->line + 2 &&
		    mention->line + 2 >= unit->functions[i]->line)
			return true;
	return false;
}

static bool in_function(const struct unit *unit, const struct mention *mention)
{
	for (size_t i = 0; i < unit->function_count; i++) {
		struct function *function = unit->functions[i];

		if (function->file != unit->path ||
		    mention->offset < function->offset ||
		    mention->offset >= function->end_offset)
			continue;
		if (defines(unit, mention))
			return false;
		function->names_api = true;
		return true;
	}
	return false;
}

/* Behind an error the parser may have lost the function around a call. */
static bool is_lost(const struct source *source, const struct unit *unit,
		    const struct mention *mention)
{
	for (size_t i = 0; i < source->error_count; i++)
		if (source->errors[i].in_main &&
		    source->errors[i].offset <= mention->offset)
			return !defines(unit, mention);
	return false;
}

/* Calls on their own line first, then those in the arguments of a macro. */
static void match_code(const struct source *source, struct unit *unit,
		       struct call_sites *sites, size_t count)
{
	const struct mention *mentions = source->mentions;
	size_t mention_count = source->mention_count;
	bool *left = arena_array(&unit->arena, bool, mention_count);

	for (size_t i = 0; i < mention_count; i++) {
		if (!mentions[i].call || mentions[i].kind != MENTION_CODE)
			continue;
		if (!in_function(unit, &mentions[i]) &&
		    !is_lost(source, unit, &mentions[i]))
			continue;
		unit->calls_in_text++;
		left[i] = !take_site(sites, count, &mentions[i], 0);
	}
	for (size_t i = 0; i < mention_count; i++)
		if (left[i] && !take_site(sites, count, &mentions[i], STATEMENT_LINES))
			unit->unmatched[unit->unmatched_count++] = mentions[i];
	unit->calls_matched = unit->calls_in_text - unit->unmatched_count;
}

/* Calls that are written but never happen: in sizeof, typeof and the like. */
static enum CXChildVisitResult collect_unevaluated(CXCursor cursor, CXCursor parent,
						   CXClientData data)
{
	struct written *written = data;
	uint32_t line;
	uint16_t column;
	const char *name;

	(void)parent;
	if (clang_getCursorKind(cursor) != CXCursor_DeclRefExpr)
		return CXChildVisit_Recurse;
	name = take_string(clang_getCursorSpelling(cursor));
	if (!model_is_api(written->builder->model, name))
		return CXChildVisit_Continue;
	expr_place(written->builder, cursor, &line, &column, NULL);
	written->sites = memory_grow(written->sites, written->count, &written->room,
			       sizeof(*written->sites));
	written->sites[written->count].name = name;
	written->sites[written->count++].line = line;
	return CXChildVisit_Continue;
}

/* What the tree left out must at least be known to the parser. */
static void match_unevaluated(struct builder *builder, struct unit *unit)
{
	struct written written = { .builder = builder };
	size_t left = 0;

	clang_visitChildren(clang_getTranslationUnitCursor(builder->source->unit),
			    collect_unevaluated, &written);
	for (size_t i = 0; i < unit->unmatched_count; i++) {
		struct mention mention = unit->unmatched[i];

		if (take_site(written.sites, written.count, &mention,
			      STATEMENT_LINES))
			unit->calls_in_text--;
		else
			unit->unmatched[left++] = mention;
	}
	unit->unmatched_count = left;
	free(written.sites);
}

static void match_mentions(struct builder *builder, struct unit *unit)
{
	const struct source *source = builder->source;
	struct call_sites *sites = NULL;
	size_t count = 0, room = 0;

	for (size_t i = 0; i < unit->function_count; i++)
		count_stmt(builder, unit->functions[i]->body, &sites, &count, &room);
	unit->unmatched = arena_array(builder->arena, struct mention,
				      source->mention_count);
	match_code(source, unit, sites, count);
	if (unit->unmatched_count)
		match_unevaluated(builder, unit);
	for (size_t i = 0; i < source->mention_count; i++)
		unit->mentions_aside += source->mentions[i].call;
	unit->mentions_aside -= unit->calls_in_text;
	free(sites);
}

static void take_list(struct unit *unit, struct function_list *list)
{
	unit->function_count = list->count;
	unit->functions = arena_copy(&unit->arena, list->functions,
				     list->count * sizeof(*list->functions));
	unit->global_count = list->global_count;
	unit->globals = arena_copy(&unit->arena, list->globals,
				   list->global_count * sizeof(*list->globals));
	free(list->functions);
	free(list->globals);
}

void ast_build(const struct model *model, struct source *source,
	       struct unit *unit)
{
	struct builder builder = {
		.model = model, .source = source, .unit = unit,
		.arena = &unit->arena,
	};
	struct function_list list = { .builder = &builder };

	*unit = (struct unit){
		.file = source->file, .path = intern(source->file->path),
		.module = intern(source->file->module),
	};
	builder.main_file = clang_getFile(source->unit, source->file->full);
	clang_visitChildren(clang_getTranslationUnitCursor(source->unit),
			    visit_top, &list);
	take_list(unit, &list);
	unit->text = arena_copy(&unit->arena, source->text, source->size + 1);
	unit->text_size = source->size;
	mark_functions(unit, unit->text);
	match_mentions(&builder, unit);
	free(builder.cursors);
	decls_release(&builder);
	arena_release(&builder.scratch);
}

void unit_release(struct unit *unit)
{
	arena_release(&unit->arena);
	*unit = (struct unit){ 0 };
}
