/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * atomic.c - atomic operations that a compiler has instrumented
 *
 * They must do the operation, in at least the order asked for: always in the
 * strongest. Each is a read and a write of its bytes.
 */
#include "shadow.h"

typedef unsigned __int128 uint128_t;

#define FETCH(bits, type, name, operation) \
	type __tsan_atomic##bits##_fetch_##name(volatile type *at, type value, int order); \
	type __tsan_atomic##bits##_fetch_##name(volatile type *at, type value, int order) \
	{ \
		access_check(at, bits / 8, true); \
		return __atomic_fetch_##operation(at, value, __ATOMIC_SEQ_CST); \
	}

#define COMPARE(bits, type, name, weak) \
	_Bool __tsan_atomic##bits##_compare_exchange_##name(volatile type *at, type *expected, \
							    type value, int order, int failed); \
	_Bool __tsan_atomic##bits##_compare_exchange_##name(volatile type *at, type *expected, \
							    type value, int order, int failed) \
	{ \
		access_check(at, bits / 8, true); \
		return __atomic_compare_exchange_n(at, expected, value, weak, \
						   __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
	}

#define ATOMICS(bits, type) \
	type __tsan_atomic##bits##_load(const volatile type *at, int order); \
	type __tsan_atomic##bits##_load(const volatile type *at, int order) \
	{ \
		access_check(at, bits / 8, false); \
		return __atomic_load_n(at, __ATOMIC_SEQ_CST); \
	} \
	void __tsan_atomic##bits##_store(volatile type *at, type value, int order); \
	void __tsan_atomic##bits##_store(volatile type *at, type value, int order) \
	{ \
		access_check(at, bits / 8, true); \
		__atomic_store_n(at, value, __ATOMIC_SEQ_CST); \
	} \
	type __tsan_atomic##bits##_exchange(volatile type *at, type value, int order); \
	type __tsan_atomic##bits##_exchange(volatile type *at, type value, int order) \
	{ \
		access_check(at, bits / 8, true); \
		return __atomic_exchange_n(at, value, __ATOMIC_SEQ_CST); \
	} \
	FETCH(bits, type, add, add) \
	FETCH(bits, type, sub, sub) \
	FETCH(bits, type, and, and) \
	FETCH(bits, type, or, or) \
	FETCH(bits, type, xor, xor) \
	FETCH(bits, type, nand, nand) \
	COMPARE(bits, type, strong, 0) \
	COMPARE(bits, type, weak, 1) \
	type __tsan_atomic##bits##_compare_exchange_val(volatile type *at, type expected, \
							type value, int order, int failed); \
	type __tsan_atomic##bits##_compare_exchange_val(volatile type *at, type expected, \
							type value, int order, int failed) \
	{ \
		access_check(at, bits / 8, true); \
		__atomic_compare_exchange_n(at, &expected, value, 0, __ATOMIC_SEQ_CST, \
					    __ATOMIC_SEQ_CST); \
		return expected; \
	}

ATOMICS(8, uint8_t)
ATOMICS(16, uint16_t)
ATOMICS(32, uint32_t)
ATOMICS(64, uint64_t)

void __tsan_atomic_thread_fence(int order);
void __tsan_atomic_thread_fence(int order)
{
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
}

void __tsan_atomic_signal_fence(int order);
void __tsan_atomic_signal_fence(int order)
{
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
}
