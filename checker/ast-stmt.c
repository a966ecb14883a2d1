/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ast-stmt.c - statements
 */
#include "checker/ast-build.h"

#include "model/intern.h"

#include <ctype.h>
#include <string.h>

static struct stmt *stmt_at(struct builder *builder, enum stmt_kind kind,
			    CXCursor cursor)
{
	struct stmt *stmt = arena_new(builder->arena, struct stmt);

	stmt->kind = (uint8_t)kind;
	expr_place(builder, cursor, &stmt->line, &stmt->column, NULL);
	return stmt;
}

static struct stmt *with_room(struct builder *builder, struct stmt *stmt,
			      size_t count)
{
	stmt->kid_count = (uint32_t)count;
	stmt->kids = arena_array(builder->arena, struct stmt *, count);
	return stmt;
}

static struct stmt *build_block(struct builder *builder, CXCursor cursor)
{
	struct kids kids = kids_of(builder, cursor);
	struct stmt *stmt = with_room(builder, stmt_at(builder, STMT_BLOCK, cursor),
				      kids.count);

	for (size_t i = 0; i < kids.count; i++)
		stmt->kids[i] = build_stmt(builder, kid(builder, kids, i));
	kids_drop(builder, kids);
	return stmt;
}

struct stmt *build_decl(struct builder *builder, CXCursor cursor)
{
	struct stmt *stmt = stmt_at(builder, STMT_DECL, cursor);
	CXCursor init = clang_Cursor_getVarDeclInitializer(cursor);

	stmt->var = decl_var(builder, cursor);
	if (!clang_Cursor_isNull(init))
		stmt->expr = build_expr(builder, init);
	return stmt;
}

/* Several declarators make a block that opens no scope: kids of STMT_DECL. */
static struct stmt *build_decl_stmt(struct builder *builder, CXCursor cursor)
{
	struct kids kids = kids_of(builder, cursor);
	struct stmt *stmt = with_room(builder, stmt_at(builder, STMT_DECL, cursor),
				      kids.count);
	uint32_t count = 0;

	for (size_t i = 0; i < kids.count; i++) {
		CXCursor declaration = kid(builder, kids, i);

		if (clang_getCursorKind(declaration) == CXCursor_VarDecl)
			stmt->kids[count++] = build_decl(builder, declaration);
	}
	stmt->kid_count = count;
	kids_drop(builder, kids);
	return stmt;
}

/* cond, body [, else]: the condition is first, statements follow. */
static struct stmt *build_guarded(struct builder *builder, CXCursor cursor,
				  enum stmt_kind kind)
{
	struct kids kids = kids_of(builder, cursor);
	struct stmt *stmt = with_room(builder, stmt_at(builder, kind, cursor),
				      kids.count ? kids.count - 1 : 0);

	if (kids.count)
		stmt->expr = build_expr(builder, kid(builder, kids, 0));
	for (size_t i = 1; i < kids.count; i++)
		stmt->kids[i - 1] = build_stmt(builder, kid(builder, kids, i));
	kids_drop(builder, kids);
	return stmt;
}

static struct stmt *build_if(struct builder *builder, CXCursor cursor)
{
	return build_guarded(builder, cursor, STMT_IF);
}

static struct stmt *build_while(struct builder *builder, CXCursor cursor)
{
	return build_guarded(builder, cursor, STMT_WHILE);
}

static struct stmt *build_switch(struct builder *builder, CXCursor cursor)
{
	return build_guarded(builder, cursor, STMT_SWITCH);
}

static struct stmt *macro_stmt(struct builder *builder, CXCursor cursor)
{
	unsigned int offset;
	const struct model_call *row = macro_row(builder, cursor, &offset);
	struct stmt *stmt;

	if (!row)
		return NULL;
	stmt = stmt_at(builder, STMT_EXPR, cursor);
	stmt->expr = build_macro_call(builder, cursor, row, offset);
	return stmt;
}

static struct stmt *build_do(struct builder *builder, CXCursor cursor)
{
	struct stmt *stmt = macro_stmt(builder, cursor);
	struct kids kids;

	if (stmt)
		return stmt;
	stmt = with_room(builder, stmt_at(builder, STMT_DO, cursor), 1);
	kids = kids_of(builder, cursor);
	stmt->kids[0] = kids.count ? build_stmt(builder, kid(builder, kids, 0)) :
			stmt_at(builder, STMT_NULL, cursor);
	if (kids.count > 1)
		stmt->expr = build_expr(builder, kid(builder, kids, 1));
	kids_drop(builder, kids);
	return stmt;
}

/* Offsets of the two semicolons of the for statement written at @offset. */
static bool for_semicolons(const struct builder *builder, unsigned int offset,
			   unsigned int semicolons[2])
{
	const char *text = builder->source->text;
	size_t size = builder->source->size;
	unsigned int depth = 0, found = 0;

	if (offset + 3 > size || strncmp(text + offset, "for", 3) != 0)
		return false;
	for (size_t at = offset + 3; at < size; at++) {
		if (strchr("([{", text[at]) && text[at])
			depth++;
		else if (strchr(")]}", text[at]) && text[at] && --depth == 0)
			return false;
		else if (text[at] == ';' && depth == 1)
			semicolons[found++] = (unsigned int)at;
		if (found == 2)
			return true;
	}
	return false;
}

enum for_slot { FOR_INIT, FOR_CONDITION, FOR_STEP };

static enum for_slot slot_by_offset(CXCursor cursor, const unsigned int semicolons[2])
{
	unsigned int offset;

	clang_getFileLocation(clang_getRangeStart(clang_getCursorExtent(cursor)),
			      NULL, NULL, NULL, &offset);
	if (offset < semicolons[0])
		return FOR_INIT;
	return offset < semicolons[1] ? FOR_CONDITION : FOR_STEP;
}

/* In a macro the text cannot say which slot is empty: the shape must. */
static enum for_slot slot_by_shape(CXCursor cursor, bool first)
{
	enum CXCursorKind kind = clang_getCursorKind(cursor);
	enum CXBinaryOperatorKind op = clang_getCursorBinaryOperatorKind(cursor);

	if (kind == CXCursor_DeclStmt)
		return FOR_INIT;
	if (op == CXBinaryOperator_Assign)
		return first ? FOR_INIT : FOR_STEP;
	return FOR_CONDITION;
}

static void fill_slot(struct builder *builder, struct stmt *stmt, CXCursor cursor,
		      enum for_slot slot)
{
	if (slot == FOR_INIT)
		stmt->init = build_stmt(builder, cursor);
	else if (slot == FOR_CONDITION)
		stmt->expr = build_expr(builder, cursor);
	else
		stmt->step = build_expr(builder, cursor);
}

static struct stmt *build_for(struct builder *builder, CXCursor cursor)
{
	struct stmt *stmt = with_room(builder, stmt_at(builder, STMT_FOR, cursor), 1);
	struct kids kids = kids_of(builder, cursor);
	unsigned int offset, semicolons[2];
	uint32_t line;
	uint16_t column;
	bool written;

	expr_place(builder, cursor, &line, &column, &offset);
	written = for_semicolons(builder, offset, semicolons);
	for (size_t i = 0; i + 1 < kids.count; i++) {
		CXCursor slot = kid(builder, kids, i);

		if (kids.count == 4)
			fill_slot(builder, stmt, slot, (enum for_slot)i);
		else if (written)
			fill_slot(builder, stmt, slot,
				  slot_by_offset(slot, semicolons));
		else
			fill_slot(builder, stmt, slot, slot_by_shape(slot, i == 0));
	}
	stmt->kids[0] = kids.count ?
		build_stmt(builder, kid(builder, kids, kids.count - 1)) :
		stmt_at(builder, STMT_NULL, cursor);
	kids_drop(builder, kids);
	return stmt;
}

static struct stmt *build_case(struct builder *builder, CXCursor cursor)
{
	struct kids kids = kids_of(builder, cursor);
	struct stmt *stmt = with_room(builder, stmt_at(builder, STMT_CASE, cursor), 1);
	struct expr *low, *high;

	if (kids.count < 2) {
		kids_drop(builder, kids);
		return stmt_at(builder, STMT_NULL, cursor);
	}
	low = build_expr(builder, kid(builder, kids, 0));
	high = kids.count > 2 ? build_expr(builder, kid(builder, kids, 1)) : low;
	stmt->known = low->kind == EXPR_INT && high->kind == EXPR_INT;
	if (stmt->known) {
		stmt->low = low->value;
		stmt->high = high->value;
	}
	stmt->kids[0] = build_stmt(builder, kid(builder, kids, kids.count - 1));
	kids_drop(builder, kids);
	return stmt;
}

static struct stmt *build_default(struct builder *builder, CXCursor cursor)
{
	struct kids kids = kids_of(builder, cursor);
	struct stmt *stmt = with_room(builder, stmt_at(builder, STMT_DEFAULT, cursor), 1);

	stmt->kids[0] = kids.count ?
		build_stmt(builder, kid(builder, kids, kids.count - 1)) :
		stmt_at(builder, STMT_NULL, cursor);
	kids_drop(builder, kids);
	return stmt;
}

static struct stmt *build_return(struct builder *builder, CXCursor cursor)
{
	struct kids kids = kids_of(builder, cursor);
	struct stmt *stmt = stmt_at(builder, STMT_RETURN, cursor);

	if (kids.count)
		stmt->expr = build_expr(builder, kid(builder, kids, 0));
	kids_drop(builder, kids);
	return stmt;
}

static struct stmt *build_goto(struct builder *builder, CXCursor cursor)
{
	struct kids kids = kids_of(builder, cursor);
	struct stmt *stmt = stmt_at(builder, STMT_GOTO, cursor);

	stmt->label = kids.count ?
		take_string(clang_getCursorSpelling(kid(builder, kids, 0))) :
		intern("");
	kids_drop(builder, kids);
	return stmt;
}

static struct stmt *build_label(struct builder *builder, CXCursor cursor)
{
	struct kids kids = kids_of(builder, cursor);
	struct stmt *stmt = with_room(builder, stmt_at(builder, STMT_LABEL, cursor), 1);

	stmt->label = take_string(clang_getCursorSpelling(cursor));
	stmt->kids[0] = kids.count ?
		build_stmt(builder, kid(builder, kids, kids.count - 1)) :
		stmt_at(builder, STMT_NULL, cursor);
	kids_drop(builder, kids);
	return stmt;
}

/* The labels of an asm goto are not exposed; that it is one, its text tells. */
static struct stmt *build_asm(struct builder *builder, CXCursor cursor)
{
	unsigned int offset;
	uint32_t line;
	uint16_t column;
	const char *text;

	expr_place(builder, cursor, &line, &column, &offset);
	text = main_text(builder, offset);
	for (int words = 0; words < 3; words++) {
		size_t length = strcspn(text, " \t\n(;");

		if (length == 4 && strncmp(text, "goto", 4) == 0)
			return stmt_at(builder, STMT_ASM_GOTO, cursor);
		text += length;
		text += strspn(text, " \t\n");
	}
	return stmt_at(builder, STMT_ASM, cursor);
}

static struct stmt *build_expr_stmt(struct builder *builder, CXCursor cursor)
{
	struct stmt *stmt = macro_stmt(builder, cursor);

	if (stmt)
		return stmt;
	stmt = stmt_at(builder, STMT_EXPR, cursor);
	stmt->expr = build_expr(builder, cursor);
	return stmt;
}

/* Statements with attributes and the like: the last child is the statement. */
static struct stmt *build_other(struct builder *builder, CXCursor cursor)
{
	struct kids kids;
	struct stmt *stmt;

	if (clang_isExpression(clang_getCursorKind(cursor)))
		return build_expr_stmt(builder, cursor);
	kids = kids_of(builder, cursor);
	stmt = kids.count && clang_getCursorKind(cursor) == CXCursor_UnexposedStmt ?
		build_stmt(builder, kid(builder, kids, kids.count - 1)) :
		stmt_at(builder, STMT_NULL, cursor);
	kids_drop(builder, kids);
	return stmt;
}

static struct stmt *(*stmt_function(enum CXCursorKind kind))(struct builder *,
							      CXCursor)
{
	switch (kind) {
	case CXCursor_CompoundStmt: return build_block;
	case CXCursor_DeclStmt: return build_decl_stmt;
	case CXCursor_IfStmt: return build_if;
	case CXCursor_WhileStmt: return build_while;
	case CXCursor_DoStmt: return build_do;
	case CXCursor_ForStmt: return build_for;
	case CXCursor_SwitchStmt: return build_switch;
	case CXCursor_CaseStmt: return build_case;
	case CXCursor_DefaultStmt: return build_default;
	case CXCursor_ReturnStmt: return build_return;
	case CXCursor_GotoStmt: return build_goto;
	case CXCursor_LabelStmt: return build_label;
	case CXCursor_GCCAsmStmt:
	case CXCursor_MSAsmStmt: return build_asm;
	default: return build_other;
	}
}

struct stmt *build_stmt(struct builder *builder, CXCursor cursor)
{
	switch (clang_getCursorKind(cursor)) {
	case CXCursor_BreakStmt: return stmt_at(builder, STMT_BREAK, cursor);
	case CXCursor_ContinueStmt: return stmt_at(builder, STMT_CONTINUE, cursor);
	case CXCursor_IndirectGotoStmt: return stmt_at(builder, STMT_GOTO_ANY, cursor);
	case CXCursor_NullStmt: return stmt_at(builder, STMT_NULL, cursor);
	default: return stmt_function(clang_getCursorKind(cursor))(builder, cursor);
	}
}
