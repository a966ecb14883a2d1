/* SPDX-License-Identifier: GPL-2.0-or-later */
/* math64.h - 64-bit division by the kernel's names */
#ifndef DMACHECK_LINUX_MATH64_H
#define DMACHECK_LINUX_MATH64_H

#include <linux/math.h>
#include <linux/types.h>

#define div64_long(x, y) div64_s64((x), (y))
#define div64_ul(x, y) div64_u64((x), (y))

static inline u64 div_u64_rem(u64 dividend, u32 divisor, u32 *remainder)
{
	*remainder = dividend % divisor;
	return dividend / divisor;
}

static inline s64 div_s64_rem(s64 dividend, s32 divisor, s32 *remainder)
{
	*remainder = dividend % divisor;
	return dividend / divisor;
}

static inline u64 div64_u64_rem(u64 dividend, u64 divisor, u64 *remainder)
{
	*remainder = dividend % divisor;
	return dividend / divisor;
}

static inline u64 div64_u64(u64 dividend, u64 divisor)
{
	return dividend / divisor;
}

static inline s64 div64_s64(s64 dividend, s64 divisor)
{
	return dividend / divisor;
}

static inline u64 div_u64(u64 dividend, u32 divisor)
{
	return dividend / divisor;
}

static inline s64 div_s64(s64 dividend, s32 divisor)
{
	return dividend / divisor;
}

static inline u64 mul_u32_u32(u32 a, u32 b)
{
	return (u64)a * b;
}

static inline u64 mul_u64_u32_shr(u64 a, u32 factor, unsigned int shift)
{
	return (u64)(((unsigned __int128)a * factor) >> shift);
}

static inline u64 mul_u64_u64_shr(u64 a, u64 factor, unsigned int shift)
{
	return (u64)(((unsigned __int128)a * factor) >> shift);
}

static inline u64 mul_u64_u32_div(u64 a, u32 factor, u32 divisor)
{
	return (u64)((unsigned __int128)a * factor / divisor);
}

static inline u64 mul_u64_u64_div_u64(u64 a, u64 factor, u64 divisor)
{
	return (u64)((unsigned __int128)a * factor / divisor);
}

#define DIV64_U64_ROUND_UP(n, d) \
	({ u64 __divisor = (d); div64_u64((n) + __divisor - 1, __divisor); })
#define DIV64_U64_ROUND_CLOSEST(n, d) \
	({ u64 __divisor = (d); div64_u64((n) + __divisor / 2, __divisor); })
#define DIV_U64_ROUND_CLOSEST(n, d) \
	({ u32 __divisor = (d); div_u64((u64)(n) + __divisor / 2, __divisor); })
#define DIV_U64_ROUND_UP(n, d) \
	({ u32 __divisor = (d); div_u64((u64)(n) + __divisor - 1, __divisor); })
#define DIV_S64_ROUND_CLOSEST(n, d) \
	({ \
		s64 __n = (n); \
		s32 __divisor = (d); \
		(__n > 0) == (__divisor > 0) ? div_s64(__n + __divisor / 2, __divisor) : \
					       div_s64(__n - __divisor / 2, __divisor); \
	})
#define roundup_u64(x, y) ({ u64 __y = (y); ((x) + __y - 1) / __y * __y; })


#endif /* DMACHECK_LINUX_MATH64_H */
