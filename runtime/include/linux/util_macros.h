/* SPDX-License-Identifier: GPL-2.0-or-later */
/* util_macros.h - searching tables */
#ifndef DMACHECK_LINUX_UTIL_MACROS_H
#define DMACHECK_LINUX_UTIL_MACROS_H

#include <linux/math.h>
#include <linux/minmax.h>

/* The index of the element of the ascending array that is nearest to x. */
#define find_closest(x, array, count) \
	({ \
		typeof(count) __i, __last = (count) - 1; \
		typeof(x) __wanted = (x); \
		for (__i = 0; __i < __last; __i++) \
			if (__wanted <= DIV_ROUND_CLOSEST((array)[__i] + (array)[__i + 1], 2)) \
				break; \
		__i; \
	})
#define find_closest_descending(x, array, count) \
	({ \
		typeof(count) __i, __last = (count) - 1; \
		typeof(x) __wanted = (x); \
		for (__i = 0; __i < __last; __i++) \
			if (__wanted >= DIV_ROUND_CLOSEST((array)[__i] + (array)[__i + 1], 2)) \
				break; \
		__i; \
	})
#define is_insidevar(pointer, variable) \
	((uintptr_t)(pointer) >= (uintptr_t)(variable) && \
	 (uintptr_t)(pointer) < (uintptr_t)(variable) + sizeof(variable))
#define PTR_IF(condition, pointer) ((condition) ? (pointer) : NULL)
#define u64_to_user_ptr(x) ((void __user *)(uintptr_t)(x))

#endif /* DMACHECK_LINUX_UTIL_MACROS_H */
