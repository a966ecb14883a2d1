/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ast-expr.c - expressions
 *
 * One function for each kind of cursor that means something, in one table;
 * whatever has a single child and no meaning of its own is unwrapped.
 */
#include "checker/ast-build.h"

#include "model/intern.h"

#include <string.h>

struct expr *expr_at(struct builder *builder, enum expr_kind kind, CXCursor cursor)
{
	struct expr *expr = arena_new(builder->arena, struct expr);

	expr->kind = (uint8_t)kind;
	expr_place(builder, cursor, &expr->line, &expr->column, NULL);
	return expr;
}

static struct expr *with_kids(struct builder *builder, struct expr *expr,
			      size_t count)
{
	expr->kid_count = (uint32_t)count;
	expr->kids = arena_array(builder->arena, struct expr *, count);
	return expr;
}

static struct expr *int_at(struct builder *builder, CXCursor cursor, int64_t value)
{
	struct expr *expr = expr_at(builder, EXPR_INT, cursor);

	expr->value = value;
	return expr;
}

static struct expr *one_kid(struct builder *builder, enum expr_kind kind,
			    CXCursor cursor)
{
	struct kids kids = kids_of(builder, cursor);
	struct expr *expr = with_kids(builder, expr_at(builder, kind, cursor), 1);

	expr->kids[0] = kids.count ?
		build_expr(builder, kid(builder, kids, kids.count - 1)) :
		expr_at(builder, EXPR_UNKNOWN, cursor);
	kids_drop(builder, kids);
	return expr;
}

/* The last @count children, built in order: types come first and are left out. */
static struct expr *last_kids(struct builder *builder, enum expr_kind kind,
			      CXCursor cursor, size_t count)
{
	struct kids kids = kids_of(builder, cursor);
	struct expr *expr = with_kids(builder, expr_at(builder, kind, cursor), count);

	for (size_t i = 0; i < count; i++)
		expr->kids[i] = kids.count < count ?
			expr_at(builder, EXPR_UNKNOWN, cursor) :
			build_expr(builder, kid(builder, kids,
						kids.count - count + i));
	kids_drop(builder, kids);
	return expr;
}

static struct expr *build_literal(struct builder *builder, CXCursor cursor)
{
	CXEvalResult result = clang_Cursor_Evaluate(cursor);
	int64_t value = 0;

	if (!result)
		return expr_at(builder, EXPR_UNKNOWN, cursor);
	value = clang_EvalResult_getAsLongLong(result);
	if (clang_EvalResult_getKind(result) != CXEval_Int) {
		clang_EvalResult_dispose(result);
		return expr_at(builder, EXPR_UNKNOWN, cursor);
	}
	clang_EvalResult_dispose(result);
	return int_at(builder, cursor, value);
}

static struct expr *build_string(struct builder *builder, CXCursor cursor)
{
	struct expr *expr = expr_at(builder, EXPR_STRING, cursor);

	expr->name = "";
	return expr;
}

static struct expr *build_unknown(struct builder *builder, CXCursor cursor)
{
	return expr_at(builder, EXPR_UNKNOWN, cursor);
}

static struct expr *build_declref(struct builder *builder, CXCursor cursor)
{
	CXCursor target = clang_getCursorReferenced(cursor);
	struct expr *expr;

	switch (clang_getCursorKind(target)) {
	case CXCursor_VarDecl:
	case CXCursor_ParmDecl:
		expr = expr_at(builder, EXPR_VAR, cursor);
		expr->var = decl_var(builder, target);
		return expr;
	case CXCursor_FunctionDecl:
		expr = expr_at(builder, EXPR_FUNC, cursor);
		expr->name = take_string(clang_getCursorSpelling(target));
		expr->is_static = clang_Cursor_getStorageClass(target) == CX_SC_Static;
		return expr;
	case CXCursor_EnumConstantDecl:
		return int_at(builder, cursor, decl_enum_value(builder, target));
	default:
		return expr_at(builder, EXPR_UNKNOWN, cursor);
	}
}

static bool is_pointer(CXCursor cursor)
{
	return clang_getCanonicalType(clang_getCursorType(cursor)).kind ==
	       CXType_Pointer;
}

static struct expr *build_member(struct builder *builder, CXCursor cursor)
{
	CXCursor target = clang_getCursorReferenced(cursor);
	struct kids kids = kids_of(builder, cursor);
	struct expr *expr;
	CXCursor base;

	if (!kids.count || clang_getCursorKind(target) != CXCursor_FieldDecl) {
		kids_drop(builder, kids);
		return expr_at(builder, EXPR_UNKNOWN, cursor);
	}
	base = kid(builder, kids, 0);
	expr = with_kids(builder, expr_at(builder, EXPR_FIELD, cursor), 1);
	expr->arrow = is_pointer(base);
	expr->field = decl_field(builder, target);
	expr->kids[0] = build_expr(builder, base);
	kids_drop(builder, kids);
	return expr;
}

static struct expr *build_index(struct builder *builder, CXCursor cursor)
{
	return last_kids(builder, EXPR_INDEX, cursor, 2);
}

static struct expr *build_unary(struct builder *builder, CXCursor cursor)
{
	struct expr *expr;

	switch (clang_getCursorUnaryOperatorKind(cursor)) {
	case CXUnaryOperator_AddrOf:
		return one_kid(builder, EXPR_ADDR, cursor);
	case CXUnaryOperator_Deref:
		return one_kid(builder, EXPR_DEREF, cursor);
	case CXUnaryOperator_LNot:
		expr = one_kid(builder, EXPR_NOT, cursor);
		if (expr->kids[0]->kind == EXPR_INT)
			return int_at(builder, cursor, !expr->kids[0]->value);
		return expr;
	case CXUnaryOperator_Minus:
		expr = one_kid(builder, EXPR_MINUS, cursor);
		if (expr->kids[0]->kind == EXPR_INT)
			return int_at(builder, cursor,
				      (int64_t)-(uint64_t)expr->kids[0]->value);
		return expr;
	case CXUnaryOperator_Not:
		expr = one_kid(builder, EXPR_MINUS, cursor);
		if (expr->kids[0]->kind == EXPR_INT)
			return int_at(builder, cursor, ~expr->kids[0]->value);
		return expr;
	case CXUnaryOperator_PostInc:
	case CXUnaryOperator_PreInc:
		expr = one_kid(builder, EXPR_CHANGE, cursor);
		expr->op = OP_ADD;
		return expr;
	case CXUnaryOperator_PostDec:
	case CXUnaryOperator_PreDec:
		expr = one_kid(builder, EXPR_CHANGE, cursor);
		expr->op = OP_SUB;
		return expr;
	default: /* plus, __extension__, __real */
		return one_kid(builder, EXPR_UNKNOWN, cursor)->kids[0];
	}
}

static const uint8_t binary_ops[] = {
	[CXBinaryOperator_Mul] = OP_MUL, [CXBinaryOperator_Div] = OP_DIV,
	[CXBinaryOperator_Rem] = OP_REM, [CXBinaryOperator_Add] = OP_ADD,
	[CXBinaryOperator_Sub] = OP_SUB, [CXBinaryOperator_Shl] = OP_SHL,
	[CXBinaryOperator_Shr] = OP_SHR, [CXBinaryOperator_LT] = OP_LT,
	[CXBinaryOperator_GT] = OP_GT, [CXBinaryOperator_LE] = OP_LE,
	[CXBinaryOperator_GE] = OP_GE, [CXBinaryOperator_EQ] = OP_EQ,
	[CXBinaryOperator_NE] = OP_NE, [CXBinaryOperator_And] = OP_BITAND,
	[CXBinaryOperator_Xor] = OP_XOR, [CXBinaryOperator_Or] = OP_BITOR,
	[CXBinaryOperator_MulAssign] = OP_MUL, [CXBinaryOperator_DivAssign] = OP_DIV,
	[CXBinaryOperator_RemAssign] = OP_REM, [CXBinaryOperator_AddAssign] = OP_ADD,
	[CXBinaryOperator_SubAssign] = OP_SUB, [CXBinaryOperator_ShlAssign] = OP_SHL,
	[CXBinaryOperator_ShrAssign] = OP_SHR, [CXBinaryOperator_AndAssign] = OP_BITAND,
	[CXBinaryOperator_XorAssign] = OP_XOR, [CXBinaryOperator_OrAssign] = OP_BITOR,
	[CXBinaryOperator_Comma] = OP_NONE,
};

static struct expr *build_binary(struct builder *builder, CXCursor cursor)
{
	enum CXBinaryOperatorKind kind = clang_getCursorBinaryOperatorKind(cursor);
	struct expr *expr;
	int64_t value;
	bool known;

	if (kind == CXBinaryOperator_LAnd)
		return last_kids(builder, EXPR_AND, cursor, 2);
	if (kind == CXBinaryOperator_LOr)
		return last_kids(builder, EXPR_OR, cursor, 2);
	if (kind == CXBinaryOperator_Comma)
		return last_kids(builder, EXPR_COMMA, cursor, 2);
	if (kind >= CXBinaryOperator_Assign && kind < CXBinaryOperator_Comma) {
		expr = last_kids(builder, EXPR_ASSIGN, cursor, 2);
		if (kind != CXBinaryOperator_Assign)
			expr->op = binary_ops[kind];
		return expr;
	}
	expr = last_kids(builder, EXPR_BINARY, cursor, 2);
	expr->op = (size_t)kind < sizeof(binary_ops) ? binary_ops[kind] : OP_NONE;
	if (expr->kids[0]->kind != EXPR_INT || expr->kids[1]->kind != EXPR_INT)
		return expr;
	value = fold_binary(expr->op, expr->kids[0]->value, expr->kids[1]->value, &known);
	return known ? int_at(builder, cursor, value) : expr;
}

static struct expr *build_conditional(struct builder *builder, CXCursor cursor)
{
	struct expr *expr = last_kids(builder, EXPR_COND, cursor, 3);

	if (expr->kids[0]->kind == EXPR_INT)
		return expr->kids[expr->kids[0]->value ? 1 : 2];
	return expr;
}

/* `a ?: b` shows as four children, of which the first three are a. */
static struct expr *build_elvis(struct builder *builder, CXCursor cursor,
				struct kids kids)
{
	struct expr *expr = with_kids(builder, expr_at(builder, EXPR_ELVIS, cursor), 2);

	expr->kids[0] = build_expr(builder, kid(builder, kids, 0));
	expr->kids[1] = build_expr(builder, kid(builder, kids, 3));
	return expr;
}

/* .a.b = value: the member named last is the one that is set. */
static struct expr *build_designated(struct builder *builder, CXCursor cursor,
				     struct kids kids)
{
	struct expr *value = build_expr(builder, kid(builder, kids, kids.count - 1));
	struct expr *expr;

	for (size_t i = kids.count - 1; i-- > 0;) {
		CXCursor target;

		if (clang_getCursorKind(kid(builder, kids, i)) != CXCursor_MemberRef)
			continue;
		target = clang_getCursorReferenced(kid(builder, kids, i));
		if (clang_getCursorKind(target) != CXCursor_FieldDecl)
			continue;
		expr = with_kids(builder, expr_at(builder, EXPR_DESIGNATED, cursor), 1);
		expr->field = decl_field(builder, target);
		expr->kids[0] = value;
		return expr;
	}
	return value;
}

/* __builtin_choose_expr(constant, a, b): one of them is not evaluated. */
static struct expr *build_chosen(struct builder *builder, struct kids kids)
{
	struct expr *choice = build_expr(builder, kid(builder, kids, 0));
	size_t index = choice->kind == EXPR_INT && choice->value ? 1 : 2;

	return build_expr(builder, kid(builder, kids, index));
}

static bool calls_something(const struct expr *expr)
{
	if (expr->kind == EXPR_CALL || expr->kind == EXPR_STMT)
		return true;
	for (uint32_t i = 0; i < expr->kid_count; i++)
		if (calls_something(expr->kids[i]))
			return true;
	return false;
}

/*
 * Which association of a _Generic is evaluated is not exposed. Where one of
 * them calls something, nothing is claimed.
 */
static struct expr *build_generic(struct builder *builder, CXCursor cursor)
{
	struct kids kids = kids_of(builder, cursor);
	struct expr *expr = expr_at(builder, EXPR_UNKNOWN, cursor);

	for (size_t i = 1; i < kids.count; i++) {
		CXCursor association = kid(builder, kids, i);

		if (!clang_isExpression(clang_getCursorKind(association)))
			continue;
		expr = build_expr(builder, association);
		if (!calls_something(expr))
			continue;
		expr = expr_at(builder, EXPR_UNKNOWN, cursor);
		break;
	}
	kids_drop(builder, kids);
	return expr;
}

static struct expr *build_unexposed(struct builder *builder, CXCursor cursor)
{
	struct kids kids = kids_of(builder, cursor);
	struct expr *expr;

	if (!kids.count)
		expr = expr_at(builder, EXPR_UNKNOWN, cursor);
	else if (kids.count == 1)
		expr = build_expr(builder, kid(builder, kids, 0));
	else if (clang_getCursorKind(kid(builder, kids, 0)) == CXCursor_MemberRef)
		expr = build_designated(builder, cursor, kids);
	else if (kids.count == 4)
		expr = build_elvis(builder, cursor, kids);
	else if (kids.count == 3)
		expr = build_chosen(builder, kids);
	else if (clang_getCursorKind(kid(builder, kids, 0)) == CXCursor_TypeRef)
		expr = expr_at(builder, EXPR_UNKNOWN, cursor); /* offsetof */
	else
		expr = build_expr(builder, kid(builder, kids, kids.count - 1));
	kids_drop(builder, kids);
	return expr;
}

static struct expr *build_wrapper(struct builder *builder, CXCursor cursor)
{
	struct kids kids = kids_of(builder, cursor);
	struct expr *expr = kids.count ?
		build_expr(builder, kid(builder, kids, kids.count - 1)) :
		expr_at(builder, EXPR_UNKNOWN, cursor);

	kids_drop(builder, kids);
	return expr;
}

static struct expr *build_call(struct builder *builder, CXCursor cursor)
{
	struct kids kids = kids_of(builder, cursor);
	struct expr *call, *callee;

	if (!kids.count) {
		kids_drop(builder, kids);
		return expr_at(builder, EXPR_UNKNOWN, cursor);
	}
	callee = build_expr(builder, kid(builder, kids, 0));
	while (callee->kind == EXPR_DEREF)
		callee = callee->kids[0];
	if (callee->kind == EXPR_FUNC && kids.count > 1 &&
	    strcmp(callee->name, "__builtin_expect") == 0) {
		call = build_expr(builder, kid(builder, kids, 1));
		kids_drop(builder, kids);
		return call;
	}
	call = with_kids(builder, expr_at(builder, EXPR_CALL, cursor), kids.count);
	call->kids[0] = callee;
	for (size_t i = 1; i < kids.count; i++)
		call->kids[i] = build_expr(builder, kid(builder, kids, i));
	kids_drop(builder, kids);
	if (callee->kind == EXPR_FUNC &&
	    strcmp(callee->name, "__builtin_constant_p") == 0)
		return int_at(builder, cursor, 0);
	return call;
}

/* The member that an offsetof() below @cursor names. */
static enum CXChildVisitResult find_member(CXCursor cursor, CXCursor parent,
					   CXClientData data)
{
	(void)parent;
	if (clang_getCursorKind(cursor) == CXCursor_MemberRef)
		*(CXCursor *)data = clang_getCursorReferenced(cursor);
	return CXChildVisit_Recurse;
}

/*
 * container_of() and all that is made of it: a statement expression that
 * copies its pointer into __mptr and steps back by an offsetof().
 */
static struct expr *build_container(struct builder *builder, CXCursor cursor,
				    struct kids body)
{
	CXCursor member = clang_getNullCursor();
	struct expr *expr, *from;
	struct kids decls;
	CXCursor mptr;

	if (body.count < 2 ||
	    clang_getCursorKind(kid(builder, body, 0)) != CXCursor_DeclStmt)
		return NULL;
	decls = kids_of(builder, kid(builder, body, 0));
	mptr = decls.count ? kid(builder, decls, 0) : clang_getNullCursor();
	kids_drop(builder, decls);
	if (clang_getCursorKind(mptr) != CXCursor_VarDecl ||
	    strcmp(take_string(clang_getCursorSpelling(mptr)), "__mptr") != 0)
		return NULL;
	clang_visitChildren(kid(builder, body, body.count - 1), find_member, &member);
	if (clang_getCursorKind(member) != CXCursor_FieldDecl)
		return NULL;
	from = build_expr(builder, clang_Cursor_getVarDeclInitializer(mptr));
	expr = with_kids(builder, expr_at(builder, EXPR_CONTAINER, cursor), 1);
	expr->field = decl_field(builder, member);
	expr->kids[0] = from;
	return expr;
}

static struct expr *build_stmt_expr(struct builder *builder, CXCursor cursor)
{
	unsigned int offset;
	const struct model_call *row = macro_row(builder, cursor, &offset);
	struct kids kids, body;
	struct expr *expr = NULL;

	if (row && row->effect != EFFECT_CONTAINER_OF)
		return build_macro_call(builder, cursor, row, offset);
	kids = kids_of(builder, cursor);
	if (kids.count) {
		body = kids_of(builder, kid(builder, kids, 0));
		expr = build_container(builder, cursor, body);
		kids_drop(builder, body);
	}
	if (!expr) {
		expr = expr_at(builder, EXPR_STMT, cursor);
		expr->body = kids.count ?
			build_stmt(builder, kid(builder, kids, 0)) : NULL;
	}
	kids_drop(builder, kids);
	return expr;
}

static struct expr *build_init_list(struct builder *builder, CXCursor cursor)
{
	struct kids kids = kids_of(builder, cursor);
	struct expr *expr = with_kids(builder, expr_at(builder, EXPR_INIT, cursor),
				      kids.count);

	for (size_t i = 0; i < kids.count; i++)
		expr->kids[i] = build_expr(builder, kid(builder, kids, i));
	kids_drop(builder, kids);
	return expr;
}

static struct expr *build_compound_assign(struct builder *builder, CXCursor cursor)
{
	enum CXBinaryOperatorKind kind = clang_getCursorBinaryOperatorKind(cursor);
	struct expr *expr = last_kids(builder, EXPR_ASSIGN, cursor, 2);

	expr->op = (size_t)kind < sizeof(binary_ops) ? binary_ops[kind] : OP_ADD;
	return expr;
}



static struct expr *(*expr_function(enum CXCursorKind kind))(struct builder *,
							      CXCursor)
{
	switch (kind) {
	case CXCursor_IntegerLiteral:
	case CXCursor_CharacterLiteral:
	case CXCursor_UnaryExpr: /* sizeof, alignof: their operand is not evaluated */
		return build_literal;
	case CXCursor_StringLiteral: return build_string;
	case CXCursor_DeclRefExpr: return build_declref;
	case CXCursor_MemberRefExpr: return build_member;
	case CXCursor_ArraySubscriptExpr: return build_index;
	case CXCursor_UnaryOperator: return build_unary;
	case CXCursor_BinaryOperator: return build_binary;
	case CXCursor_CompoundAssignOperator: return build_compound_assign;
	case CXCursor_ConditionalOperator: return build_conditional;
	case CXCursor_CallExpr: return build_call;
	case CXCursor_StmtExpr: return build_stmt_expr;
	case CXCursor_InitListExpr: return build_init_list;
	case CXCursor_UnexposedExpr: return build_unexposed;
	case CXCursor_ParenExpr:
	case CXCursor_CStyleCastExpr:
	case CXCursor_CompoundLiteralExpr:
		return build_wrapper;
	case CXCursor_GenericSelectionExpr: return build_generic;
	default:
		return build_unknown;
	}
}

struct expr *build_expr(struct builder *builder, CXCursor cursor)
{
	return expr_function(clang_getCursorKind(cursor))(builder, cursor);
}
