/* SPDX-License-Identifier: GPL-2.0-or-later */
/* math.h - rounding and dividing integers */
#ifndef DMACHECK_LINUX_MATH_H
#define DMACHECK_LINUX_MATH_H

#include <linux/const.h>
#include <linux/types.h>
#include <asm/div64.h>

#undef roundup
#define __round_mask(x, y) ((__typeof__(x))((y) - 1))
#define round_up(x, y) ((((x) - 1) | __round_mask(x, y)) + 1)
#define round_down(x, y) ((x) & ~__round_mask(x, y))
#define DIV_ROUND_UP(n, d) __KERNEL_DIV_ROUND_UP(n, d)
#define DIV_ROUND_UP_POW2(n, d) ((n) / (d) + !!((n) & ((d) - 1)))
#define DIV_ROUND_DOWN_ULL(n, d) ((unsigned long long)(n) / (d))
#define DIV_ROUND_UP_ULL(n, d) DIV_ROUND_DOWN_ULL((unsigned long long)(n) + (d) - 1, (d))
#define DIV_ROUND_UP_SECTOR_T(n, d) DIV_ROUND_UP_ULL(n, d)
#define roundup(x, y) \
	({ typeof(y) __y = (y); (((x) + (__y - 1)) / __y) * __y; })
#define rounddown(x, y) ({ typeof(x) __x = (x); __x - (__x % (y)); })
#define DIV_ROUND_CLOSEST(x, divisor) \
	({ \
		typeof(x) __x = (x); \
		typeof(divisor) __d = (divisor); \
		(((typeof(x))-1) > 0 || ((typeof(divisor))-1) > 0 || ((__x > 0) == (__d > 0))) ? \
			(__x + __d / 2) / __d : (__x - __d / 2) / __d; \
	})
#define DIV_ROUND_CLOSEST_ULL(x, divisor) \
	({ \
		typeof(divisor) __d = (divisor); \
		((unsigned long long)(x) + __d / 2) / __d; \
	})
#define mult_frac(x, n, d) \
	({ \
		typeof(x) __x = (x); \
		typeof(n) __n = (n); \
		typeof(d) __d = (d); \
		__x / __d * __n + __x % __d * __n / __d; \
	})
#define sector_div(a, b) do_div(a, b)

#define abs(x) \
	__builtin_choose_expr(__same_type(x, long long) || __same_type(x, unsigned long long), \
		({ long long __abs = (x); __abs < 0 ? -__abs : __abs; }), \
	__builtin_choose_expr(__same_type(x, long) || __same_type(x, unsigned long), \
		({ long __abs = (long)(x); __abs < 0 ? -__abs : __abs; }), \
		({ int __abs = (int)(x); __abs < 0 ? -__abs : __abs; })))
#define abs_diff(a, b) \
	({ typeof(a) __a = (a); typeof(b) __b = (b); __a > __b ? __a - __b : __b - __a; })

struct s8_fract { s8 numerator, denominator; };
struct u8_fract { u8 numerator, denominator; };
struct s16_fract { __s16 numerator, denominator; };
struct u16_fract { __u16 numerator, denominator; };
struct s32_fract { __s32 numerator, denominator; };
struct u32_fract { __u32 numerator, denominator; };

static inline u32 reciprocal_scale(u32 value, u32 end)
{
	return (u32)(((u64)value * end) >> 32);
}

u64 int_pow(u64 base, unsigned int exponent);
unsigned long int_sqrt(unsigned long x);
static inline u32 int_sqrt64(u64 x)
{
	return (u32)int_sqrt(x);
}

#endif /* DMACHECK_LINUX_MATH_H */
