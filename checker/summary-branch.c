/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * summary-branch.c - what a branch tells
 *
 * Pointers and return codes share one little domain of three signs: an error
 * pointer and an error code are negative, NULL and success are zero.
 */
#include "checker/summary-build.h"

static enum binary_op negated(enum binary_op op)
{
	switch (op) {
	case OP_LT: return OP_GE;
	case OP_GE: return OP_LT;
	case OP_GT: return OP_LE;
	case OP_LE: return OP_GT;
	case OP_EQ: return OP_NE;
	default: return OP_EQ;
	}
}

static enum binary_op mirrored(enum binary_op op)
{
	switch (op) {
	case OP_LT: return OP_GT;
	case OP_GT: return OP_LT;
	case OP_LE: return OP_GE;
	case OP_GE: return OP_LE;
	default: return op;
	}
}

static bool is_comparison(enum binary_op op)
{
	return op >= OP_LT;
}

/* Signs that a value related to @number may have. */
static uint8_t signs_for(enum binary_op op, int64_t number)
{
	switch (op) {
	case OP_LT:
		return number <= 0 ? SIGN_NEGATIVE :
		       number == 1 ? SIGN_NEGATIVE | SIGN_ZERO : SIGN_ANY;
	case OP_LE:
		return number < 0 ? SIGN_NEGATIVE :
		       number == 0 ? SIGN_NEGATIVE | SIGN_ZERO : SIGN_ANY;
	case OP_GT:
		return number >= 0 ? SIGN_POSITIVE :
		       number == -1 ? SIGN_POSITIVE | SIGN_ZERO : SIGN_ANY;
	case OP_GE:
		return number > 0 ? SIGN_POSITIVE :
		       number == 0 ? SIGN_POSITIVE | SIGN_ZERO : SIGN_ANY;
	case OP_NE:
		return number == 0 ? SIGN_NEGATIVE | SIGN_POSITIVE : SIGN_ANY;
	default:
		return SIGN_ANY;
	}
}

static bool holds(int64_t value, enum binary_op op, int64_t number)
{
	switch (op) {
	case OP_LT: return value < number;
	case OP_LE: return value <= number;
	case OP_GT: return value > number;
	case OP_GE: return value >= number;
	case OP_EQ: return value == number;
	default: return value != number;
	}
}

bool assume_compare(struct analysis *analysis, struct state *state,
		    const struct value *value, enum binary_op op, int64_t number)
{
	const struct fact *fact = NULL;

	if (value->kind == VALUE_INT)
		return holds(value->number, op, number);
	/* (x == 3) == 0 and the like */
	if ((op == OP_EQ || op == OP_NE) && number == 0 &&
	    (value->kind == VALUE_NOT || value->kind == VALUE_OP ||
	     (value->kind >= VALUE_IS_ERR && value->kind <= VALUE_IS_NEGATIVE)))
		return assume(analysis, state, value, op == OP_NE);
	fact = state_fact(state, value);
	if (fact && fact->is_equal)
		return holds(fact->equal, op, number);
	if (op == OP_EQ)
		return state_equal(analysis, state, value, number);
	return state_narrow(analysis, state, value, signs_for(op, number));
}

static bool assume_op(struct analysis *analysis, struct state *state,
		      const struct value *condition, bool truth)
{
	enum binary_op op = condition->op;

	if (is_comparison(op) && condition->b->kind == VALUE_INT)
		return assume_compare(analysis, state, condition->a,
				      truth ? op : negated(op),
				      condition->b->number);
	if (is_comparison(op) && condition->a->kind == VALUE_INT)
		return assume_compare(analysis, state, condition->b,
				      mirrored(truth ? op : negated(op)),
				      condition->a->number);
	if ((op == OP_EQ || op == OP_NE) &&
	    value_same(condition->a, condition->b))
		return truth == (op == OP_EQ);
	return state_narrow(analysis, state, condition,
			    truth ? SIGN_NEGATIVE | SIGN_POSITIVE : SIGN_ZERO);
}

bool assume(struct analysis *analysis, struct state *state,
	    const struct value *condition, bool truth)
{
	switch ((enum value_kind)condition->kind) {
	case VALUE_INT:
		return (condition->number != 0) == truth;
	case VALUE_NOT:
		return assume(analysis, state, condition->a, !truth);
	case VALUE_OP:
		return assume_op(analysis, state, condition, truth);
	case VALUE_IS_ERR:
	case VALUE_IS_NEGATIVE:
		return state_narrow(analysis, state, condition->a,
				    truth ? SIGN_NEGATIVE : SIGN_ZERO | SIGN_POSITIVE);
	case VALUE_IS_ERR_OR_NULL:
		return state_narrow(analysis, state, condition->a,
				    truth ? SIGN_NEGATIVE | SIGN_ZERO : SIGN_POSITIVE);
	default:
		return assume_compare(analysis, state, condition,
				      truth ? OP_NE : OP_EQ, 0);
	}
}
