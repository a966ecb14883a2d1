/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compiler.h - single accesses, hints and compile-time checks */
#ifndef DMACHECK_LINUX_COMPILER_H
#define DMACHECK_LINUX_COMPILER_H

#include <linux/compiler_types.h>

#define likely(x)	__builtin_expect(!!(x), 1)
#define unlikely(x)	__builtin_expect(!!(x), 0)
#define likely_notrace(x)	likely(x)
#define unlikely_notrace(x)	unlikely(x)

#define barrier() __asm__ __volatile__("" : : : "memory")
#define barrier_data(pointer) __asm__ __volatile__("" : : "r"(pointer) : "memory")
#define OPTIMIZER_HIDE_VAR(var) __asm__("" : "=r"(var) : "0"(var))
#define RELOC_HIDE(pointer, offset) \
	({ unsigned long __hidden = (unsigned long)(pointer); \
	   (typeof(pointer))(__hidden + (offset)); })
#define absolute_pointer(value) RELOC_HIDE((void *)(value), 0)

#define __UNIQUE_ID(prefix) __PASTE(__PASTE(__UNIQUE_ID_, prefix), __COUNTER__)

#ifndef unreachable
#define unreachable() __builtin_unreachable()
#endif
#define uninitialized_var(x) x = *(&(x))

#ifndef __optimize_off
#define __optimize_off
#endif

/*
 * Relaxed atomics rather than volatile: the same single access, and thread
 * sanitizers know what it means. Structures of a word's size go through as well.
 */
#define READ_ONCE(x) \
	({ \
		__unqual_scalar_typeof(x) __once; \
		__atomic_load((typeof(x) *)&(x), &__once, __ATOMIC_RELAXED); \
		__once; \
	})
#define WRITE_ONCE(x, value) \
	do { \
		typeof(x) __once = (value); \
		__atomic_store(&(x), &__once, __ATOMIC_RELAXED); \
	} while (0)
#define __READ_ONCE(x) READ_ONCE(x)
#define __WRITE_ONCE(x, value) WRITE_ONCE(x, value)
#define READ_ONCE_NOCHECK(x) READ_ONCE(x)
#define data_race(expression) ({ __auto_type __racy = (expression); __racy; })
#define ASSERT_EXCLUSIVE_WRITER(x) ((void)0)
#define ASSERT_EXCLUSIVE_ACCESS(x) ((void)0)

#define __is_constexpr(x) \
	(sizeof(int) == sizeof(*(8 ? ((void *)((long)(x) * 0L)) : (int *)8)))
#define is_signed_type(type) (((type)(-1)) < (__force type)1)
#define is_unsigned_type(type) (!is_signed_type(type))
#define __must_be_array(a) BUILD_BUG_ON_ZERO(__same_type((a), &(a)[0]))
#define statically_true(x) (__builtin_constant_p(x) && (x))
#define const_true(x) __builtin_choose_expr(__is_constexpr(x), x, 0)

#define __compiletime_assert(condition, message, prefix, suffix) \
	do { \
		extern void __PASTE(prefix, suffix)(void) __compiletime_error(message); \
		if (!(condition)) \
			__PASTE(prefix, suffix)(); \
	} while (0)
/* Without an optimizer the condition of an inline function is no constant. */
#ifdef __OPTIMIZE__
#define compiletime_assert(condition, message) \
	__compiletime_assert(condition, message, __compiletime_assert_, __COUNTER__)
#else
#define compiletime_assert(condition, message) ((void)sizeof(!!(condition)))
#endif
#define compiletime_assert_atomic_type(t) \
	compiletime_assert(__native_word(t), "not a type with single accesses")

#define ___ADDRESSABLE(symbol, attributes)
#define __ADDRESSABLE(symbol)
#define offset_to_ptr(offset) ((void *)((unsigned long)(offset) + *(offset)))
#define prevent_tail_call_optimization() barrier()

#endif /* DMACHECK_LINUX_COMPILER_H */
