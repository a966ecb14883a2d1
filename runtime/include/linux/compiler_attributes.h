/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compiler_attributes.h - attributes by their kernel names */
#ifndef DMACHECK_LINUX_COMPILER_ATTRIBUTES_H
#define DMACHECK_LINUX_COMPILER_ATTRIBUTES_H

#define __alias(symbol)			__attribute__((__alias__(#symbol)))
#define __aligned(x)			__attribute__((__aligned__(x)))
#define __aligned_largest		__attribute__((__aligned__))
#define __alloc_size(x, ...)		__attribute__((__alloc_size__(x, ##__VA_ARGS__)))
#undef __always_inline
#define __always_inline			inline __attribute__((__always_inline__))
#define __assume_aligned(a, ...)	__attribute__((__assume_aligned__(a, ##__VA_ARGS__)))
#define __cleanup(func)			__attribute__((__cleanup__(func)))
#define __cold				__attribute__((__cold__))
#undef __attribute_const__
#define __attribute_const__		__attribute__((__const__))
#define __copy(symbol)
#define __counted_by(member)
#define __deprecated
#define __designated_init
#define __flatten			__attribute__((__flatten__))
#define __gnu_inline			__attribute__((__gnu_inline__))
#define __malloc			__attribute__((__malloc__))
#define __mode(x)			__attribute__((__mode__(x)))
#define __no_caller_saved_registers
#define __noclone
#define __nonstring
#define __noreturn			__attribute__((__noreturn__))
#define __packed			__attribute__((__packed__))
#define __printf(a, b)			__attribute__((__format__(printf, a, b)))
#define __pure				__attribute__((__pure__))
#define __scanf(a, b)			__attribute__((__format__(scanf, a, b)))
#define __section(section)		__attribute__((__section__(section)))
#define __uninitialized
#define __always_unused			__attribute__((__unused__))
#define __maybe_unused			__attribute__((__unused__))
#define __used				__attribute__((__used__))
#define __must_check			__attribute__((__warn_unused_result__))
#define __weak				__attribute__((__weak__))
#define __visible			__attribute__((__visibility__("default")))
#define __fix_address
#define noinline			__attribute__((__noinline__))
#define fallthrough			__attribute__((__fallthrough__))

#endif /* DMACHECK_LINUX_COMPILER_ATTRIBUTES_H */
