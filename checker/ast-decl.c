/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ast-decl.c - declarations and types, each turned once
 *
 * A variable or a member is looked up for every mention; its names and types
 * are asked of libclang only for the first.
 */
#include "checker/ast-build.h"

#include "model/intern.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>

struct decl {
	unsigned int hash;
	CXCursor cursor;
	union {
		struct var *var;
		struct field *field;
		int64_t value;
	};
	struct decl *next; /* same hash */
	UT_hash_handle hh;
};

void decls_release(struct builder *builder)
{
	HASH_CLEAR(hh, builder->decls);
}

const char *take_string(CXString string)
{
	const char *text = clang_getCString(string);
	const char *word = intern(text ? text : "");

	clang_disposeString(string);
	return word;
}

/* The entry of a declaration; *ret_new tells that it has yet to be filled. */
static struct decl *decl_entry(struct builder *builder, CXCursor cursor,
			       bool *ret_new)
{
	unsigned int hash = clang_hashCursor(cursor);
	struct decl *head, *decl;

	HASH_FIND(hh, builder->decls, &hash, sizeof(hash), head);
	for (decl = head; decl; decl = decl->next) {
		if (clang_equalCursors(decl->cursor, cursor)) {
			*ret_new = false;
			return decl;
		}
	}
	decl = arena_new(&builder->scratch, struct decl);
	decl->hash = hash;
	decl->cursor = cursor;
	*ret_new = true;
	if (head) {
		decl->next = head->next;
		head->next = decl;
	} else {
		HASH_ADD(hh, builder->decls, hash, sizeof(decl->hash), decl);
	}
	return decl;
}

static bool is_anonymous(const char *name)
{
	return !*name || strstr(name, "(anonymous") || strstr(name, "(unnamed");
}

/* The outermost record that gives an anonymous member its name. */
static const char *record_name(CXCursor record)
{
	const char *name = take_string(clang_getCursorSpelling(record));

	while (is_anonymous(name)) {
		CXCursor parent = clang_getCursorSemanticParent(record);
		enum CXCursorKind kind = clang_getCursorKind(parent);

		if (kind != CXCursor_StructDecl && kind != CXCursor_UnionDecl)
			return intern("");
		record = parent;
		name = take_string(clang_getCursorSpelling(record));
	}
	return name;
}

static CXType strip_arrays(CXType type)
{
	while (type.kind == CXType_ConstantArray ||
	       type.kind == CXType_IncompleteArray ||
	       type.kind == CXType_VariableArray)
		type = clang_getArrayElementType(type);
	return type;
}

const char *type_record(CXType type)
{
	type = strip_arrays(clang_getCanonicalType(type));
	while (type.kind == CXType_Pointer)
		type = strip_arrays(clang_getPointeeType(type));
	if (type.kind != CXType_Record)
		return NULL;
	return record_name(clang_getTypeDeclaration(type));
}

static bool is_function_pointer(CXType type)
{
	if (type.kind != CXType_Pointer)
		return false;
	type = clang_getPointeeType(type);
	return type.kind == CXType_FunctionProto ||
	       type.kind == CXType_FunctionNoProto;
}

static void fill_field(struct builder *builder, struct field *field,
		       CXCursor cursor)
{
	CXType type = clang_getCanonicalType(clang_getCursorType(cursor));
	const char *record = record_name(clang_getCursorSemanticParent(cursor));
	const char *name = take_string(clang_getCursorSpelling(cursor));
	char *key = arena_printf(&builder->scratch, "%s.%s", record, name);

	field->record = record;
	field->name = name;
	field->key = intern(key);
	field->pointer = type.kind == CXType_Pointer;
	field->function = is_function_pointer(type);
	field->type_record = type_record(type);
}

struct field *decl_field(struct builder *builder, CXCursor cursor)
{
	bool fresh;
	struct decl *decl = decl_entry(builder, cursor, &fresh);

	if (fresh) {
		decl->field = arena_new(builder->arena, struct field);
		fill_field(builder, decl->field, cursor);
	}
	return decl->field;
}

int64_t decl_enum_value(struct builder *builder, CXCursor cursor)
{
	bool fresh;
	struct decl *decl = decl_entry(builder, cursor, &fresh);

	if (fresh)
		decl->value = clang_getEnumConstantDeclValue(cursor);
	return decl->value;
}

/* "__free(kfree)" names the function; a guard's class names its destructor. */
static void fill_cleanup(struct builder *builder, struct var *var,
			 CXCursor attribute)
{
	uint32_t line;
	uint16_t column;
	unsigned int offset;
	const char *text, *open;

	expr_place(builder, attribute, &line, &column, &offset);
	text = main_text(builder, offset);
	open = strchr(text, '(');
	if (!open)
		return;
	if (strncmp(text, "__free(", 7) == 0)
		var->cleanup = CLEANUP_VALUE;
	else if (strncmp(text, "__cleanup(", 10) == 0)
		var->cleanup = CLEANUP_ADDRESS;
	else
		return;
	open++;
	open += strspn(open, " \t");
	var->cleanup_call = intern_range(open, strcspn(open, ") \t"));
}

static void fill_class(struct builder *builder, struct var *var, CXType type)
{
	const char *name = take_string(clang_getTypeSpelling(type));
	size_t length = strlen(name);

	if (strncmp(name, "class_", 6) != 0 || length < 9 ||
	    strcmp(name + length - 2, "_t") != 0)
		return;
	var->cleanup = CLEANUP_VALUE;
	var->cleanup_call = intern(arena_printf(&builder->scratch,
						"%.*s_destructor",
						(int)(length - 2), name));
}

static void find_cleanup(struct builder *builder, struct var *var,
			 CXCursor cursor)
{
	struct kids kids = kids_of(builder, cursor);

	for (size_t i = 0; i < kids.count; i++) {
		CXCursor attribute = kid(builder, kids, i);

		if (clang_getCursorKind(attribute) != CXCursor_UnexposedAttr)
			continue;
		fill_class(builder, var, clang_getCursorType(cursor));
		if (!var->cleanup)
			fill_cleanup(builder, var, attribute);
	}
	kids_drop(builder, kids);
}

static enum var_kind var_kind(CXCursor cursor)
{
	enum CX_StorageClass storage = clang_Cursor_getStorageClass(cursor);
	enum CXCursorKind parent;

	if (clang_getCursorKind(cursor) == CXCursor_ParmDecl)
		return VAR_PARAM;
	parent = clang_getCursorKind(clang_getCursorSemanticParent(cursor));
	if (parent == CXCursor_TranslationUnit || storage == CX_SC_Extern)
		return VAR_GLOBAL;
	return storage == CX_SC_Static ? VAR_STATIC : VAR_LOCAL;
}

static void fill_var(struct builder *builder, struct var *var, CXCursor cursor)
{
	CXType type = clang_getCanonicalType(clang_getCursorType(cursor));

	var->name = take_string(clang_getCursorSpelling(cursor));
	var->kind = var_kind(cursor);
	var->pointer = type.kind == CXType_Pointer;
	var->record = type.kind == CXType_Record ||
		      strip_arrays(type).kind != type.kind;
	var->pointer_to_pointer = var->pointer &&
		clang_getPointeeType(type).kind == CXType_Pointer;
	var->type_record = type_record(type);
	if (var->kind == VAR_LOCAL)
		find_cleanup(builder, var, cursor);
}

struct var *decl_var(struct builder *builder, CXCursor cursor)
{
	bool fresh;
	struct decl *decl = decl_entry(builder, cursor, &fresh);

	if (fresh) {
		struct var *var = arena_new(builder->arena, struct var);

		decl->var = var;
		fill_var(builder, var, cursor);
	}
	return decl->var;
}
