/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * atomic.h - counters that several threads change
 *
 * Ordering as in the kernel: an operation without a value orders nothing, one with
 * a value orders all, unless its name ends in _acquire, _release or _relaxed.
 */
#ifndef DMACHECK_LINUX_ATOMIC_H
#define DMACHECK_LINUX_ATOMIC_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <asm/barrier.h>

/* One function of the family @prefix over @type, whose counter is an @integer. */
#define __ATOMIC_VOID(prefix, type, integer, name, operation, operand) \
static __always_inline void prefix##_##name(integer i, type *v) \
{ \
	__atomic_fetch_##operation(&v->counter, operand, __ATOMIC_RELAXED); \
}
#define __ATOMIC_RETURN(prefix, type, integer, name, operation, suffix, order) \
static __always_inline integer prefix##_##name##_return##suffix(integer i, type *v) \
{ \
	return __atomic_##operation##_fetch(&v->counter, i, order); \
}
#define __ATOMIC_FETCH(prefix, type, integer, name, operation, operand, suffix, order) \
static __always_inline integer prefix##_fetch_##name##suffix(integer i, type *v) \
{ \
	return __atomic_fetch_##operation(&v->counter, operand, order); \
}
#define __ATOMIC_UNARY(prefix, type, integer, name, operation, suffix, order) \
static __always_inline integer prefix##_##name##_return##suffix(type *v) \
{ \
	return __atomic_##operation##_fetch(&v->counter, 1, order); \
} \
static __always_inline integer prefix##_fetch_##name##suffix(type *v) \
{ \
	return __atomic_fetch_##operation(&v->counter, 1, order); \
}
#define __ATOMIC_EXCHANGE(prefix, type, integer, suffix, order, failure) \
static __always_inline integer prefix##_xchg##suffix(type *v, integer value) \
{ \
	return __atomic_exchange_n(&v->counter, value, order); \
} \
static __always_inline bool prefix##_try_cmpxchg##suffix(type *v, integer *old, integer value) \
{ \
	return __atomic_compare_exchange_n(&v->counter, old, value, false, order, failure); \
} \
static __always_inline integer prefix##_cmpxchg##suffix(type *v, integer old, integer value) \
{ \
	__atomic_compare_exchange_n(&v->counter, &old, value, false, order, failure); \
	return old; \
}
#define __ATOMIC_ORDERED(prefix, type, integer, suffix, order, failure) \
	__ATOMIC_RETURN(prefix, type, integer, add, add, suffix, order) \
	__ATOMIC_RETURN(prefix, type, integer, sub, sub, suffix, order) \
	__ATOMIC_FETCH(prefix, type, integer, add, add, i, suffix, order) \
	__ATOMIC_FETCH(prefix, type, integer, sub, sub, i, suffix, order) \
	__ATOMIC_FETCH(prefix, type, integer, and, and, i, suffix, order) \
	__ATOMIC_FETCH(prefix, type, integer, andnot, and, ~i, suffix, order) \
	__ATOMIC_FETCH(prefix, type, integer, or, or, i, suffix, order) \
	__ATOMIC_FETCH(prefix, type, integer, xor, xor, i, suffix, order) \
	__ATOMIC_UNARY(prefix, type, integer, inc, add, suffix, order) \
	__ATOMIC_UNARY(prefix, type, integer, dec, sub, suffix, order) \
	__ATOMIC_EXCHANGE(prefix, type, integer, suffix, order, failure)

#define __ATOMIC_FAMILY(prefix, type, integer) \
static __always_inline integer prefix##_read(const type *v) \
{ \
	return __atomic_load_n(&v->counter, __ATOMIC_RELAXED); \
} \
static __always_inline integer prefix##_read_acquire(const type *v) \
{ \
	return __atomic_load_n(&v->counter, __ATOMIC_ACQUIRE); \
} \
static __always_inline void prefix##_set(type *v, integer i) \
{ \
	__atomic_store_n(&v->counter, i, __ATOMIC_RELAXED); \
} \
static __always_inline void prefix##_set_release(type *v, integer i) \
{ \
	__atomic_store_n(&v->counter, i, __ATOMIC_RELEASE); \
} \
__ATOMIC_VOID(prefix, type, integer, add, add, i) \
__ATOMIC_VOID(prefix, type, integer, sub, sub, i) \
__ATOMIC_VOID(prefix, type, integer, and, and, i) \
__ATOMIC_VOID(prefix, type, integer, andnot, and, ~i) \
__ATOMIC_VOID(prefix, type, integer, or, or, i) \
__ATOMIC_VOID(prefix, type, integer, xor, xor, i) \
__ATOMIC_ORDERED(prefix, type, integer, , __ATOMIC_SEQ_CST, __ATOMIC_RELAXED) \
__ATOMIC_ORDERED(prefix, type, integer, _acquire, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED) \
__ATOMIC_ORDERED(prefix, type, integer, _release, __ATOMIC_RELEASE, __ATOMIC_RELAXED) \
__ATOMIC_ORDERED(prefix, type, integer, _relaxed, __ATOMIC_RELAXED, __ATOMIC_RELAXED) \
static __always_inline void prefix##_inc(type *v) \
{ \
	prefix##_add(1, v); \
} \
static __always_inline void prefix##_dec(type *v) \
{ \
	prefix##_sub(1, v); \
} \
static __always_inline bool prefix##_inc_and_test(type *v) \
{ \
	return prefix##_inc_return(v) == 0; \
} \
static __always_inline bool prefix##_dec_and_test(type *v) \
{ \
	return prefix##_dec_return(v) == 0; \
} \
static __always_inline bool prefix##_sub_and_test(integer i, type *v) \
{ \
	return prefix##_sub_return(i, v) == 0; \
} \
static __always_inline bool prefix##_add_negative(integer i, type *v) \
{ \
	return prefix##_add_return(i, v) < 0; \
} \
static inline integer prefix##_fetch_add_unless(type *v, integer a, integer u) \
{ \
	integer old = prefix##_read(v); \
\
	do { \
		if (old == u) \
			break; \
	} while (!prefix##_try_cmpxchg(v, &old, old + a)); \
	return old; \
} \
static inline bool prefix##_add_unless(type *v, integer a, integer u) \
{ \
	return prefix##_fetch_add_unless(v, a, u) != u; \
} \
static inline bool prefix##_inc_not_zero(type *v) \
{ \
	return prefix##_add_unless(v, 1, 0); \
} \
static inline bool prefix##_inc_unless_negative(type *v) \
{ \
	integer old = prefix##_read(v); \
\
	do { \
		if (old < 0) \
			return false; \
	} while (!prefix##_try_cmpxchg(v, &old, old + 1)); \
	return true; \
} \
static inline bool prefix##_dec_unless_positive(type *v) \
{ \
	integer old = prefix##_read(v); \
\
	do { \
		if (old > 0) \
			return false; \
	} while (!prefix##_try_cmpxchg(v, &old, old - 1)); \
	return true; \
} \
static inline integer prefix##_dec_if_positive(type *v) \
{ \
	integer old = prefix##_read(v); \
\
	do { \
		if (old - 1 < 0) \
			break; \
	} while (!prefix##_try_cmpxchg(v, &old, old - 1)); \
	return old - 1; \
}

__ATOMIC_FAMILY(atomic, atomic_t, int)
__ATOMIC_FAMILY(atomic64, atomic64_t, s64)

typedef struct {
	long counter;
} atomic_long_t;
#define ATOMIC_LONG_INIT(i) { (i) }
__ATOMIC_FAMILY(atomic_long, atomic_long_t, long)

#define atomic_cond_read_relaxed(v, condition) smp_cond_load_relaxed(&(v)->counter, condition)
#define atomic_cond_read_acquire(v, condition) smp_cond_load_acquire(&(v)->counter, condition)

/* The same on plain variables, of a word's size at most. */
#define __xchg_order(pointer, value, order) \
	({ \
		typeof(*(pointer)) __value = (value), __was; \
		__atomic_exchange(pointer, &__value, &__was, order); \
		__was; \
	})
#define __cmpxchg_order(pointer, old, value, order) \
	({ \
		typeof(*(pointer)) __old = (old), __value = (value); \
		__atomic_compare_exchange(pointer, &__old, &__value, false, order, \
					  __ATOMIC_RELAXED); \
		__old; \
	})
#define __try_cmpxchg_order(pointer, old, value, order) \
	({ \
		typeof(*(pointer)) __value = (value); \
		__atomic_compare_exchange(pointer, old, &__value, false, order, \
					  __ATOMIC_RELAXED); \
	})
#define xchg(p, v) __xchg_order(p, v, __ATOMIC_SEQ_CST)
#define xchg_acquire(p, v) __xchg_order(p, v, __ATOMIC_ACQUIRE)
#define xchg_release(p, v) __xchg_order(p, v, __ATOMIC_RELEASE)
#define xchg_relaxed(p, v) __xchg_order(p, v, __ATOMIC_RELAXED)
#define cmpxchg(p, o, n) __cmpxchg_order(p, o, n, __ATOMIC_SEQ_CST)
#define cmpxchg_acquire(p, o, n) __cmpxchg_order(p, o, n, __ATOMIC_ACQUIRE)
#define cmpxchg_release(p, o, n) __cmpxchg_order(p, o, n, __ATOMIC_RELEASE)
#define cmpxchg_relaxed(p, o, n) __cmpxchg_order(p, o, n, __ATOMIC_RELAXED)
#define cmpxchg_local(p, o, n) cmpxchg_relaxed(p, o, n)
#define cmpxchg64(p, o, n) cmpxchg(p, o, n)
#define try_cmpxchg(p, o, n) __try_cmpxchg_order(p, o, n, __ATOMIC_SEQ_CST)
#define try_cmpxchg_acquire(p, o, n) __try_cmpxchg_order(p, o, n, __ATOMIC_ACQUIRE)
#define try_cmpxchg_release(p, o, n) __try_cmpxchg_order(p, o, n, __ATOMIC_RELEASE)
#define try_cmpxchg_relaxed(p, o, n) __try_cmpxchg_order(p, o, n, __ATOMIC_RELAXED)

#endif /* DMACHECK_LINUX_ATOMIC_H */
