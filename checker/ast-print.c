/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ast-print.c - the tree as text, for --dump=ast and for messages
 */
#include "checker/ast.h"

#include <inttypes.h>

static const char *const op_words[] = {
	[OP_NONE] = "", [OP_ADD] = "+", [OP_SUB] = "-", [OP_MUL] = "*",
	[OP_DIV] = "/", [OP_REM] = "%", [OP_SHL] = "<<", [OP_SHR] = ">>",
	[OP_BITAND] = "&", [OP_BITOR] = "|", [OP_XOR] = "^", [OP_LT] = "<",
	[OP_GT] = ">", [OP_LE] = "<=", [OP_GE] = ">=", [OP_EQ] = "==",
	[OP_NE] = "!=",
};

const char *binary_op_word(enum binary_op op)
{
	return op_words[op];
}

static bool is_infix(const struct expr *expr)
{
	switch ((enum expr_kind)expr->kind) {
	case EXPR_BINARY: case EXPR_AND: case EXPR_OR: case EXPR_ASSIGN:
	case EXPR_COND: case EXPR_ELVIS: case EXPR_COMMA:
		return true;
	default:
		return false;
	}
}

static bool is_prefix(const struct expr *expr)
{
	switch ((enum expr_kind)expr->kind) {
	case EXPR_DEREF: case EXPR_ADDR: case EXPR_NOT: case EXPR_MINUS:
	case EXPR_CHANGE:
		return true;
	default:
		return false;
	}
}

static void print_inside(const struct expr *expr, bool apart, FILE *out)
{
	if (apart)
		fputc('(', out);
	expr_print(expr, out);
	if (apart)
		fputc(')', out);
}

/* Precedence is not looked up: what has several operands is set apart. */
static void print_operand(const struct expr *expr, FILE *out)
{
	print_inside(expr, is_infix(expr), out);
}

/* What stands before ".", "->", "[" or "(". */
static void print_base(const struct expr *expr, FILE *out)
{
	print_inside(expr, is_infix(expr) || is_prefix(expr), out);
}

static void print_infix(const struct expr *expr, const char *word, FILE *out)
{
	print_operand(expr->kids[0], out);
	fprintf(out, " %s ", word);
	print_operand(expr->kids[1], out);
}

static void print_list(const struct expr *expr, uint32_t first, FILE *out)
{
	for (uint32_t i = first; i < expr->kid_count; i++) {
		if (i > first)
			fputs(", ", out);
		expr_print(expr->kids[i], out);
	}
}

static void print_prefix(const struct expr *expr, const char *word, FILE *out)
{
	fputs(word, out);
	print_operand(expr->kids[0], out);
}

static void print_field(const struct expr *expr, FILE *out)
{
	print_base(expr->kids[0], out);
	fprintf(out, "%s%s", expr->arrow ? "->" : ".", expr->field->name);
}

static void print_index(const struct expr *expr, FILE *out)
{
	print_base(expr->kids[0], out);
	fputc('[', out);
	expr_print(expr->kids[1], out);
	fputc(']', out);
}

static void print_call(const struct expr *expr, FILE *out)
{
	print_base(expr->kids[0], out);
	fputc('(', out);
	print_list(expr, 1, out);
	fputc(')', out);
}

static void print_condition(const struct expr *expr, FILE *out)
{
	print_infix(expr, "?", out);
	fputs(" : ", out);
	print_operand(expr->kids[2], out);
}

static void print_assign(const struct expr *expr, FILE *out)
{
	expr_print(expr->kids[0], out);
	fprintf(out, " %s= ", op_words[expr->op]);
	expr_print(expr->kids[1], out);
}

static void print_var(const struct var *var, FILE *out)
{
	if (var->kind == VAR_TEMP)
		fprintf(out, "%%%u", var->index);
	else
		fputs(*var->name ? var->name : "_", out);
}

void expr_print(const struct expr *expr, FILE *out)
{
	switch ((enum expr_kind)expr->kind) {
	case EXPR_UNKNOWN: case EXPR_KINDS: fputs("?", out); break;
	case EXPR_INT: fprintf(out, "%" PRId64, expr->value); break;
	case EXPR_STRING: fputs("\"\"", out); break;
	case EXPR_VAR: print_var(expr->var, out); break;
	case EXPR_FUNC: fputs(expr->name, out); break;
	case EXPR_FIELD: print_field(expr, out); break;
	case EXPR_DEREF: print_prefix(expr, "*", out); break;
	case EXPR_ADDR: print_prefix(expr, "&", out); break;
	case EXPR_INDEX: print_index(expr, out); break;
	case EXPR_CALL: print_call(expr, out); break;
	case EXPR_NOT: print_prefix(expr, "!", out); break;
	case EXPR_MINUS: print_prefix(expr, "-", out); break;
	case EXPR_CHANGE:
		print_prefix(expr, expr->op == OP_ADD ? "++" : "--", out);
		break;
	case EXPR_BINARY: print_infix(expr, op_words[expr->op], out); break;
	case EXPR_AND: print_infix(expr, "&&", out); break;
	case EXPR_OR: print_infix(expr, "||", out); break;
	case EXPR_ASSIGN: print_assign(expr, out); break;
	case EXPR_COND: print_condition(expr, out); break;
	case EXPR_ELVIS: print_infix(expr, "?:", out); break;
	case EXPR_COMMA: print_infix(expr, ",", out); break;
	case EXPR_STMT: fputs("({...})", out); break;
	case EXPR_INIT:
		fputs("{ ", out);
		print_list(expr, 0, out);
		fputs(" }", out);
		break;
	case EXPR_DESIGNATED:
		fprintf(out, ".%s = ", expr->field->key);
		expr_print(expr->kids[0], out);
		break;
	case EXPR_CONTAINER:
		fputs("container_of(", out);
		expr_print(expr->kids[0], out);
		fprintf(out, ", %s)", expr->field->key);
		break;
	}
}

static const char *const stmt_words[STMT_KINDS] = {
	[STMT_NULL] = "null", [STMT_EXPR] = "expr", [STMT_DECL] = "decl",
	[STMT_BLOCK] = "block", [STMT_IF] = "if", [STMT_WHILE] = "while",
	[STMT_DO] = "do", [STMT_FOR] = "for", [STMT_SWITCH] = "switch",
	[STMT_CASE] = "case", [STMT_DEFAULT] = "default", [STMT_BREAK] = "break",
	[STMT_CONTINUE] = "continue", [STMT_RETURN] = "return",
	[STMT_GOTO] = "goto", [STMT_GOTO_ANY] = "goto*", [STMT_LABEL] = "label",
	[STMT_ASM] = "asm", [STMT_ASM_GOTO] = "asm goto",
};

static void print_stmt(const struct stmt *stmt, int depth, FILE *out);

static void print_inner_expr(const struct expr *expr, int depth, FILE *out)
{
	if (expr->kind == EXPR_STMT && expr->body)
		print_stmt(expr->body, depth, out);
	for (uint32_t i = 0; i < expr->kid_count; i++)
		print_inner_expr(expr->kids[i], depth, out);
}

static void print_stmt(const struct stmt *stmt, int depth, FILE *out)
{
	fprintf(out, "%4u:%*s%s", stmt->line, depth * 2 + 1, "",
		stmt_words[stmt->kind]);
	if (stmt->var)
		fprintf(out, " %s", stmt->var->name);
	if (stmt->var && stmt->var->cleanup)
		fprintf(out, " cleanup %s", stmt->var->cleanup_call);
	if (stmt->label)
		fprintf(out, " %s", stmt->label);
	if (stmt->kind == STMT_CASE)
		fprintf(out, " %" PRId64 "..%" PRId64, stmt->low, stmt->high);
	if (stmt->expr) {
		fputc(' ', out);
		expr_print(stmt->expr, out);
	}
	if (stmt->step) {
		fputs("; ", out);
		expr_print(stmt->step, out);
	}
	fputc('\n', out);
	if (stmt->expr)
		print_inner_expr(stmt->expr, depth + 2, out);
	if (stmt->init)
		print_stmt(stmt->init, depth + 1, out);
	for (uint32_t i = 0; i < stmt->kid_count; i++)
		print_stmt(stmt->kids[i], depth + 1, out);
}

static void print_function(const struct function *function, FILE *out)
{
	fprintf(out, "function %s %s:%u", function->name, function->file,
		function->line);
	if (function->is_static)
		fputs(" static", out);
	if (function->exported)
		fputs(" exported", out);
	fputc('\n', out);
	if (function->error)
		fprintf(out, "  not analysed: %s\n", function->error);
	if (function->body)
		print_stmt(function->body, 1, out);
}

void unit_dump(const struct unit *unit, FILE *out)
{
	fprintf(out, "unit %s module %s\n", unit->path, unit->module);
	fprintf(out, "calls in the text %lu, in the tree %lu, aside %lu\n",
		unit->calls_in_text, unit->calls_matched, unit->mentions_aside);
	for (size_t i = 0; i < unit->global_count; i++) {
		fprintf(out, "global %s = ", unit->globals[i].var->name);
		expr_print(unit->globals[i].init, out);
		fputc('\n', out);
	}
	for (size_t i = 0; i < unit->function_count; i++)
		print_function(unit->functions[i], out);
}
