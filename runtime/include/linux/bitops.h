/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bitops.h - single bits, and finding and counting them */
#ifndef DMACHECK_LINUX_BITOPS_H
#define DMACHECK_LINUX_BITOPS_H

#include <linux/bits.h>
#include <linux/compiler.h>
#include <linux/types.h>

#define BITS_TO_LONGS(bits) (((bits) + BITS_PER_LONG - 1) / BITS_PER_LONG)
#define BITS_TO_U64(bits) (((bits) + 63) / 64)
#define BITS_TO_U32(bits) (((bits) + 31) / 32)
#define BITS_TO_BYTES(bits) (((bits) + 7) / 8)
#define BYTES_TO_BITS(bytes) ((bytes) * BITS_PER_BYTE)

#define aligned_byte_mask(n) ((1UL << 8 * (n)) - 1)

#define __bit_word(nr, bits) ((unsigned long *)(bits) + BIT_WORD(nr))

/* Atomic; without a value they order nothing, with one they order all. */
static __always_inline void set_bit(long nr, volatile unsigned long *bits)
{
	__atomic_fetch_or(__bit_word(nr, bits), BIT_MASK(nr), __ATOMIC_RELAXED);
}

static __always_inline void clear_bit(long nr, volatile unsigned long *bits)
{
	__atomic_fetch_and(__bit_word(nr, bits), ~BIT_MASK(nr), __ATOMIC_RELAXED);
}

static __always_inline void change_bit(long nr, volatile unsigned long *bits)
{
	__atomic_fetch_xor(__bit_word(nr, bits), BIT_MASK(nr), __ATOMIC_RELAXED);
}

static __always_inline bool test_and_set_bit(long nr, volatile unsigned long *bits)
{
	return __atomic_fetch_or(__bit_word(nr, bits), BIT_MASK(nr), __ATOMIC_SEQ_CST) &
	       BIT_MASK(nr);
}

static __always_inline bool test_and_clear_bit(long nr, volatile unsigned long *bits)
{
	return __atomic_fetch_and(__bit_word(nr, bits), ~BIT_MASK(nr), __ATOMIC_SEQ_CST) &
	       BIT_MASK(nr);
}

static __always_inline bool test_and_change_bit(long nr, volatile unsigned long *bits)
{
	return __atomic_fetch_xor(__bit_word(nr, bits), BIT_MASK(nr), __ATOMIC_SEQ_CST) &
	       BIT_MASK(nr);
}

static __always_inline bool test_and_set_bit_lock(long nr, volatile unsigned long *bits)
{
	return __atomic_fetch_or(__bit_word(nr, bits), BIT_MASK(nr), __ATOMIC_ACQUIRE) &
	       BIT_MASK(nr);
}

static __always_inline void clear_bit_unlock(long nr, volatile unsigned long *bits)
{
	__atomic_fetch_and(__bit_word(nr, bits), ~BIT_MASK(nr), __ATOMIC_RELEASE);
}

#define __clear_bit_unlock(nr, bits) clear_bit_unlock(nr, bits)

static __always_inline bool test_bit(long nr, const volatile unsigned long *bits)
{
	return __atomic_load_n(__bit_word(nr, bits), __ATOMIC_RELAXED) & BIT_MASK(nr);
}

static __always_inline bool test_bit_acquire(long nr, const volatile unsigned long *bits)
{
	return __atomic_load_n(__bit_word(nr, bits), __ATOMIC_ACQUIRE) & BIT_MASK(nr);
}

/* Not atomic: the caller keeps others away. */
static __always_inline void __set_bit(long nr, volatile unsigned long *bits)
{
	*__bit_word(nr, bits) |= BIT_MASK(nr);
}

static __always_inline void __clear_bit(long nr, volatile unsigned long *bits)
{
	*__bit_word(nr, bits) &= ~BIT_MASK(nr);
}

static __always_inline void __change_bit(long nr, volatile unsigned long *bits)
{
	*__bit_word(nr, bits) ^= BIT_MASK(nr);
}

static __always_inline bool __test_and_set_bit(long nr, volatile unsigned long *bits)
{
	bool was = *__bit_word(nr, bits) & BIT_MASK(nr);

	__set_bit(nr, bits);
	return was;
}

static __always_inline bool __test_and_clear_bit(long nr, volatile unsigned long *bits)
{
	bool was = *__bit_word(nr, bits) & BIT_MASK(nr);

	__clear_bit(nr, bits);
	return was;
}

static __always_inline bool __test_and_change_bit(long nr, volatile unsigned long *bits)
{
	bool was = *__bit_word(nr, bits) & BIT_MASK(nr);

	__change_bit(nr, bits);
	return was;
}

static __always_inline void assign_bit(long nr, volatile unsigned long *bits, bool value)
{
	value ? set_bit(nr, bits) : clear_bit(nr, bits);
}

static __always_inline void __assign_bit(long nr, volatile unsigned long *bits, bool value)
{
	value ? __set_bit(nr, bits) : __clear_bit(nr, bits);
}

#define smp_mb__before_clear_bit() __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define smp_mb__after_clear_bit() __atomic_thread_fence(__ATOMIC_SEQ_CST)

#define set_mask_bits(pointer, mask, bits_) \
	({ \
		typeof(*(pointer)) __old = READ_ONCE(*(pointer)), __new; \
		do { \
			__new = (__old & ~(mask)) | (bits_); \
		} while (!__atomic_compare_exchange_n(pointer, &__old, __new, false, \
						      __ATOMIC_SEQ_CST, __ATOMIC_RELAXED)); \
		__old; \
	})

/* The C library's has the same meaning: 1 for the lowest bit, 0 for none. */
int ffs(int x);

static __always_inline int fls(unsigned int x)
{
	return x ? 32 - __builtin_clz(x) : 0;
}

static __always_inline int fls64(__u64 x)
{
	return x ? 64 - __builtin_clzll(x) : 0;
}

static __always_inline unsigned int fls_long(unsigned long x)
{
	return fls64(x);
}

static __always_inline unsigned long __ffs(unsigned long x)
{
	return __builtin_ctzl(x);
}

static __always_inline unsigned long __fls(unsigned long x)
{
	return BITS_PER_LONG - 1 - __builtin_clzl(x);
}

static __always_inline unsigned long __ffs64(u64 x)
{
	return __builtin_ctzll(x);
}

#define ffz(x) __ffs(~(x))

static inline unsigned int hweight8(unsigned int x)
{
	return __builtin_popcount(x & 0xff);
}

static inline unsigned int hweight16(unsigned int x)
{
	return __builtin_popcount(x & 0xffff);
}

static inline unsigned int hweight32(unsigned int x)
{
	return __builtin_popcount(x);
}

static inline unsigned long hweight64(__u64 x)
{
	return __builtin_popcountll(x);
}

static inline unsigned long hweight_long(unsigned long x)
{
	return __builtin_popcountl(x);
}

#define HWEIGHT8(x) __builtin_popcount((x) & 0xff)
#define HWEIGHT16(x) __builtin_popcount((x) & 0xffff)
#define HWEIGHT32(x) __builtin_popcount(x)
#define HWEIGHT64(x) __builtin_popcountll(x)

static inline __u64 rol64(__u64 x, unsigned int n)
{
	return x << (n & 63) | x >> (-n & 63);
}

static inline __u64 ror64(__u64 x, unsigned int n)
{
	return x >> (n & 63) | x << (-n & 63);
}

static inline __u32 rol32(__u32 x, unsigned int n)
{
	return x << (n & 31) | x >> (-n & 31);
}

static inline __u32 ror32(__u32 x, unsigned int n)
{
	return x >> (n & 31) | x << (-n & 31);
}

static inline __u16 rol16(__u16 x, unsigned int n)
{
	return x << (n & 15) | x >> (-n & 15);
}

static inline __u16 ror16(__u16 x, unsigned int n)
{
	return x >> (n & 15) | x << (-n & 15);
}

static inline __u8 rol8(__u8 x, unsigned int n)
{
	return x << (n & 7) | x >> (-n & 7);
}

static inline __u8 ror8(__u8 x, unsigned int n)
{
	return x >> (n & 7) | x << (-n & 7);
}

static __always_inline __s32 sign_extend32(__u32 value, int sign)
{
	return (__s32)(value << (31 - sign)) >> (31 - sign);
}

static __always_inline __s64 sign_extend64(__u64 value, int sign)
{
	return (__s64)(value << (63 - sign)) >> (63 - sign);
}

static inline int get_count_order(unsigned int count)
{
	return count ? fls(count - 1) : -1;
}

static inline int get_count_order_long(unsigned long count)
{
	return count ? fls64(count - 1) : -1;
}

static inline int get_bitmask_order(unsigned int count)
{
	return fls(count);
}

static inline unsigned int parity8(u8 x)
{
	return __builtin_parity(x);
}

#include <linux/find.h>

#endif /* DMACHECK_LINUX_BITOPS_H */
