/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-fold.c - constants are folded as a compiler folds them, and what C does
 * not define is not known
 */
#include "checker/ast.h"

#include <criterion/criterion.h>

static void expect(enum binary_op op, int64_t a, int64_t b, int64_t result)
{
	bool known = false;

	cr_expect_eq(fold_binary(op, a, b, &known), result, "%ld %s %ld", (long)a,
		     binary_op_word(op), (long)b);
	cr_expect(known, "%ld %s %ld", (long)a, binary_op_word(op), (long)b);
}

static void expect_unknown(enum binary_op op, int64_t a, int64_t b)
{
	bool known = true;

	fold_binary(op, a, b, &known);
	cr_expect_not(known, "%ld %s %ld", (long)a, binary_op_word(op), (long)b);
}

Test(fold, arithmetic)
{
	expect(OP_ADD, 2, 3, 5);
	expect(OP_SUB, 2, 3, -1);
	expect(OP_MUL, -4, 3, -12);
}

Test(fold, arithmetic_wraps)
{
	expect(OP_ADD, INT64_MAX, 1, INT64_MIN);
	expect(OP_SUB, INT64_MIN, 1, INT64_MAX);
	expect(OP_MUL, INT64_MIN, -1, INT64_MIN);
}

Test(fold, bits)
{
	expect(OP_BITAND, 0xff, 0x0f, 0x0f);
	expect(OP_BITOR, 0xf0, 0x0f, 0xff);
	expect(OP_XOR, 0xff, 0x0f, 0xf0);
}

Test(fold, comparisons_are_signed)
{
	expect(OP_LT, -1, 0, 1);
	expect(OP_LT, 0, 0, 0);
	expect(OP_GT, 0, -1, 1);
	expect(OP_GT, 0, 0, 0);
	expect(OP_LE, 0, 0, 1);
	expect(OP_LE, 1, 0, 0);
	expect(OP_GE, 0, 0, 1);
	expect(OP_GE, -1, 0, 0);
	expect(OP_EQ, 7, 7, 1);
	expect(OP_EQ, 7, 8, 0);
	expect(OP_NE, 7, 7, 0);
	expect(OP_NE, 7, 8, 1);
}

Test(fold, shifts_within_the_width)
{
	expect(OP_SHL, 1, 0, 1);
	expect(OP_SHL, 1, 62, (int64_t)1 << 62);
	expect(OP_SHL, 1, 63, INT64_MIN);
	expect(OP_SHL, -1, 4, -16);
	expect(OP_SHR, 16, 4, 1);
	expect(OP_SHR, -16, 4, -1);
	expect(OP_SHR, INT64_MIN, 63, -1);
}

Test(fold, shifts_beyond_the_width_are_not_known)
{
	expect_unknown(OP_SHL, 1, 64);
	expect_unknown(OP_SHL, 1, -1);
	expect_unknown(OP_SHR, 1, 64);
	expect_unknown(OP_SHR, 1, -1);
}

/* Width and sign of the operands are gone: what depends on them is not folded. */
Test(fold, division_is_left_alone)
{
	expect_unknown(OP_DIV, 1, 0);
	expect_unknown(OP_REM, 1, 0);
	expect_unknown(OP_DIV, INT64_MIN, -1);
	expect_unknown(OP_REM, INT64_MIN, -1);
	expect_unknown(OP_NONE, 1, 1);
}

Test(fold, every_operator_has_a_word)
{
	for (int op = OP_ADD; op <= OP_NE; op++)
		cr_expect(*binary_op_word((enum binary_op)op));
	cr_expect_str_empty(binary_op_word(OP_NONE));
}
