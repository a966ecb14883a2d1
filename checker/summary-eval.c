/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * summary-eval.c - expressions as values
 */
#include "checker/summary-build.h"

#include "model/intern.h"

#include <inttypes.h>
#include <stdio.h>

static const char *element(const struct analysis *analysis,
			   const struct value *index)
{
	char text[32];

	if (index->kind != VALUE_INT)
		return analysis->any_element;
	snprintf(text, sizeof(text), "[%" PRId64 "]", index->number);
	return intern(text);
}

static const struct value *place_of_var(struct analysis *analysis,
					const struct var *var)
{
	return value_load(analysis->values, value_object(analysis->values, var),
			  analysis->whole);
}

/* Is the member or variable itself an array or record, not a pointer to one? */
static bool is_aggregate(const struct expr *expr)
{
	if (expr->kind == EXPR_VAR)
		return expr->var->record;
	if (expr->kind == EXPR_FIELD)
		return !expr->field->pointer;
	return expr->kind == EXPR_INDEX && is_aggregate(expr->kids[0]);
}

static const struct value *address(struct analysis *analysis,
				   const struct state *state,
				   const struct expr *expr);

static const struct value *element_base(struct analysis *analysis,
					const struct state *state,
					const struct expr *expr)
{
	return is_aggregate(expr) ? address(analysis, state, expr) :
	       eval(analysis, state, expr);
}

/* The address of an lvalue. */
static const struct value *address(struct analysis *analysis,
				   const struct state *state,
				   const struct expr *expr)
{
	struct value_table *values = analysis->values;
	const struct value *base;

	switch ((enum expr_kind)expr->kind) {
	case EXPR_VAR:
		return value_object(values, expr->var);
	case EXPR_FIELD:
		base = expr->arrow ? eval(analysis, state, expr->kids[0]) :
		       address(analysis, state, expr->kids[0]);
		return value_sub(values, base, expr->field->key);
	case EXPR_DEREF:
		return eval(analysis, state, expr->kids[0]);
	case EXPR_INDEX:
		base = element_base(analysis, state, expr->kids[0]);
		return value_sub(values, base,
				 element(analysis, eval(analysis, state, expr->kids[1])));
	default:
		return eval(analysis, state, expr);
	}
}

const struct value *eval_place(struct analysis *analysis, const struct state *state,
			       const struct expr *expr)
{
	struct value_table *values = analysis->values;
	const struct value *base;

	switch ((enum expr_kind)expr->kind) {
	case EXPR_VAR:
		return place_of_var(analysis, expr->var);
	case EXPR_FIELD:
		base = expr->arrow ? eval(analysis, state, expr->kids[0]) :
		       address(analysis, state, expr->kids[0]);
		return value_load(values, base, expr->field->key);
	case EXPR_DEREF:
		base = eval(analysis, state, expr->kids[0]);
		/* *&x.f is x.f */
		if (base->kind == VALUE_SUB)
			return value_load(values, base->a, base->field);
		return value_load(values, base, analysis->whole);
	case EXPR_INDEX:
		base = element_base(analysis, state, expr->kids[0]);
		return value_load(values, base,
				  element(analysis, eval(analysis, state, expr->kids[1])));
	default:
		return NULL;
	}
}

static const struct value *eval_var(struct analysis *analysis,
				    const struct state *state,
				    const struct expr *expr)
{
	const struct value *place, *value;

	place = place_of_var(analysis, expr->var);
	value = state_read(analysis, state, place);
	/* A guard is a record that stands for what its constructor returned. */
	if (expr->var->record && (value == place || !expr->var->cleanup))
		return value_object(analysis->values, expr->var);
	if (value == place && expr->var->kind == VAR_PARAM)
		return value_param(analysis->values, expr->var->index);
	return value;
}

static const struct value *eval_member(struct analysis *analysis,
				       const struct state *state,
				       const struct expr *expr)
{
	const struct value *place = eval_place(analysis, state, expr);

	return place ? state_read(analysis, state, place) :
	       value_unknown(analysis->values);
}

static const struct value *eval_binary(struct analysis *analysis,
				       const struct state *state,
				       const struct expr *expr)
{
	const struct value *a = eval(analysis, state, expr->kids[0]);
	const struct value *b = eval(analysis, state, expr->kids[1]);
	bool known;

	/* pointer or index arithmetic stays within its object */
	if ((expr->op == OP_ADD || expr->op == OP_SUB) &&
	    a->kind != VALUE_INT && value_member(a) && !a->unknown &&
	    (b->kind == VALUE_INT || !b->unknown) && a->kind == VALUE_SUB)
		return a;
	if (a->kind == VALUE_INT && b->kind == VALUE_INT) {
		int64_t folded = fold_binary(expr->op, a->number, b->number, &known);

		if (known)
			return value_int(analysis->values, folded);
	}
	return value_op(analysis->values, expr->op, a, b);
}

static const struct value *eval_minus(struct analysis *analysis,
				      const struct state *state,
				      const struct expr *expr)
{
	const struct value *value = eval(analysis, state, expr->kids[0]);

	if (value->kind == VALUE_INT)
		return value_int(analysis->values,
				 (int64_t)-(uint64_t)value->number);
	return value_op(analysis->values, OP_SUB,
			value_int(analysis->values, 0), value);
}

const struct value *eval(struct analysis *analysis, const struct state *state,
			 const struct expr *expr)
{
	struct value_table *values = analysis->values;
	const struct value *value;

	switch ((enum expr_kind)expr->kind) {
	case EXPR_INT: return value_int(values, expr->value);
	case EXPR_FUNC: return value_func(values, expr->name);
	case EXPR_VAR: return eval_var(analysis, state, expr);
	case EXPR_FIELD:
		if (!expr->field->pointer && expr->field->type_record)
			return address(analysis, state, expr);
		return eval_member(analysis, state, expr);
	case EXPR_INDEX:
	case EXPR_DEREF: return eval_member(analysis, state, expr);
	case EXPR_ADDR: return address(analysis, state, expr->kids[0]);
	case EXPR_NOT:
		value = eval(analysis, state, expr->kids[0]);
		if (value->kind == VALUE_INT)
			return value_int(values, !value->number);
		return value_test(values, VALUE_NOT, value);
	case EXPR_MINUS: return eval_minus(analysis, state, expr);
	case EXPR_BINARY: return eval_binary(analysis, state, expr);
	case EXPR_CONTAINER:
		return value_container(values, eval(analysis, state, expr->kids[0]),
				       expr->field->key);
	default: return value_unknown(values);
	}
}
