/* SPDX-License-Identifier: GPL-2.0-or-later */
/* minmax.h - smaller, greater, within, exchanged */
#ifndef DMACHECK_LINUX_MINMAX_H
#define DMACHECK_LINUX_MINMAX_H

#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/const.h>
#include <linux/types.h>

/*
 * In a constant expression a choice that stays one; elsewhere each argument is
 * evaluated once.
 */
#define __minmax_pick(op, x, y) ((x) op (y) ? (x) : (y))
#define __minmax_once(op, x, y, ux, uy) \
	({ __auto_type ux = (x); __auto_type uy = (y); __minmax_pick(op, ux, uy); })
#define __careful_cmp(op, x, y) \
	__builtin_choose_expr(__is_constexpr((x) - (y)), __minmax_pick(op, x, y), \
			      __minmax_once(op, x, y, __UNIQUE_ID(x_), __UNIQUE_ID(y_)))

#define min(x, y) __careful_cmp(<, x, y)
#define max(x, y) __careful_cmp(>, x, y)
#define umin(x, y) __careful_cmp(<, (x) + 0u + 0ul + 0ull, (y) + 0u + 0ul + 0ull)
#define umax(x, y) __careful_cmp(>, (x) + 0u + 0ul + 0ull, (y) + 0u + 0ul + 0ull)
#define min3(x, y, z) min(min(x, y), z)
#define max3(x, y, z) max(max(x, y), z)
#define min_t(type, x, y) __careful_cmp(<, (type)(x), (type)(y))
#define max_t(type, x, y) __careful_cmp(>, (type)(x), (type)(y))
#define min_not_zero(x, y) \
	({ \
		typeof(x) __x = (x); \
		typeof(y) __y = (y); \
		__x == 0 ? __y : (__y == 0 ? __x : min(__x, __y)); \
	})
#define clamp(value, low, high) min(max(value, low), high)
#define clamp_t(type, value, low, high) min_t(type, max_t(type, value, low), high)
#define clamp_val(value, low, high) clamp_t(typeof(value), value, low, high)

#undef MIN
#define MIN(a, b) __minmax_pick(<, a, b)
#undef MAX
#define MAX(a, b) __minmax_pick(>, a, b)
#define MIN_T(type, a, b) __minmax_pick(<, (type)(a), (type)(b))
#define MAX_T(type, a, b) __minmax_pick(>, (type)(a), (type)(b))

#define in_range(value, start, length) \
	({ \
		__auto_type __asked = (value); \
		__auto_type __start = (start); \
		__asked >= __start && __asked - __start < (typeof(__asked))(length); \
	})
#define swap(a, b) \
	do { typeof(a) __swapped = (a); (a) = (b); (b) = __swapped; } while (0)
#define min_array(array, length) \
	({ \
		typeof(&(array)[0]) __array = (array); \
		size_t __i, __n = (length); \
		typeof((array)[0] + 0) __least = __array[0]; \
		for (__i = 1; __i < __n; __i++) \
			__least = min(__least, __array[__i]); \
		__least; \
	})
#define max_array(array, length) \
	({ \
		typeof(&(array)[0]) __array = (array); \
		size_t __i, __n = (length); \
		typeof((array)[0] + 0) __most = __array[0]; \
		for (__i = 1; __i < __n; __i++) \
			__most = max(__most, __array[__i]); \
		__most; \
	})

#endif /* DMACHECK_LINUX_MINMAX_H */
