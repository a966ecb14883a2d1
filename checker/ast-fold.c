/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ast-fold.c - constants folded as the compiler folds them
 */
#include "checker/ast.h"

int64_t fold_binary(enum binary_op op, int64_t a, int64_t b, bool *ret_known)
{
	*ret_known = true;
	switch (op) {
	case OP_ADD: return (int64_t)((uint64_t)a + (uint64_t)b);
	case OP_SUB: return (int64_t)((uint64_t)a - (uint64_t)b);
	case OP_MUL: return (int64_t)((uint64_t)a * (uint64_t)b);
	case OP_BITAND: return a & b;
	case OP_BITOR: return a | b;
	case OP_XOR: return a ^ b;
	case OP_LT: return a < b;
	case OP_GT: return a > b;
	case OP_LE: return a <= b;
	case OP_GE: return a >= b;
	case OP_EQ: return a == b;
	case OP_NE: return a != b;
	case OP_SHL:
		if (b >= 0 && b < 64)
			return (int64_t)((uint64_t)a << b);
		break;
	case OP_SHR:
		if (b >= 0 && b < 64)
			return a >> b;
		break;
	default:
		break;
	}
	*ret_known = false;
	return 0;
}
