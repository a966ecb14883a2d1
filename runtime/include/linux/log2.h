/* SPDX-License-Identifier: GPL-2.0-or-later */
/* log2.h - logarithms and powers of two */
#ifndef DMACHECK_LINUX_LOG2_H
#define DMACHECK_LINUX_LOG2_H

#include <linux/bitops.h>
#include <linux/types.h>

#define ilog2(n) ((int)(63 - __builtin_clzll((unsigned long long)(n) | !(n))))
#define const_ilog2(n) ilog2(n)

static __always_inline bool is_power_of_2(unsigned long n)
{
	return n && !(n & (n - 1));
}

static inline unsigned long __roundup_pow_of_two(unsigned long n)
{
	return 1UL << fls_long(n - 1);
}

static inline unsigned long __rounddown_pow_of_two(unsigned long n)
{
	return 1UL << (fls_long(n) - 1);
}

#define roundup_pow_of_two(n) \
	(__builtin_constant_p(n) ? \
	 ((n) <= 1 ? 1UL : 1UL << (ilog2((n) - 1) + 1)) : __roundup_pow_of_two(n))
#define rounddown_pow_of_two(n) \
	(__builtin_constant_p(n) ? 1UL << ilog2(n) : __rounddown_pow_of_two(n))
#define order_base_2(n) ((int)((n) > 1 ? ilog2((n) - 1) + 1 : 0))
#define bits_per(n) ((int)((n) > 1 ? ilog2(n) + 1 : 1))

#endif /* DMACHECK_LINUX_LOG2_H */
