/* SPDX-License-Identifier: GPL-2.0-or-later */
/* overflow.h - arithmetic that says when it wrapped */
#ifndef DMACHECK_LINUX_OVERFLOW_H
#define DMACHECK_LINUX_OVERFLOW_H

#include <linux/compiler.h>
#include <linux/const.h>
#include <linux/limits.h>
#include <linux/types.h>

/* A result that wrapped is to be looked at. */
static inline bool __must_check __must_look(bool wrapped)
{
	return wrapped;
}

#define check_add_overflow(a, b, result) \
	__must_look(__builtin_add_overflow(a, b, result))
#define check_sub_overflow(a, b, result) \
	__must_look(__builtin_sub_overflow(a, b, result))
#define check_mul_overflow(a, b, result) \
	__must_look(__builtin_mul_overflow(a, b, result))
#define wrapping_add(type, a, b) \
	({ type __wrapped; (void)__builtin_add_overflow(a, b, &__wrapped); __wrapped; })
#define wrapping_sub(type, a, b) \
	({ type __wrapped; (void)__builtin_sub_overflow(a, b, &__wrapped); __wrapped; })
#define wrapping_mul(type, a, b) \
	({ type __wrapped; (void)__builtin_mul_overflow(a, b, &__wrapped); __wrapped; })
#define overflows_type(value, type) \
	({ typeof(type) __narrow; __builtin_add_overflow(value, 0, &__narrow); })
#define castable_to_type(value, type) (!overflows_type(value, type))
#define check_shl_overflow(a, shift, result) \
	({ \
		typeof(a) __a = (a); \
		typeof(*(result)) *__d = (result); \
		int __s = (shift); \
		bool __bad = __s < 0 || __s >= 8 * (int)sizeof(*__d) || __a < 0; \
		*__d = __bad ? 0 : (typeof(*__d))((u64)__a << __s); \
		__bad || *__d < 0 || (u64)*__d >> __s != (u64)__a; \
	})

static inline size_t __must_check size_mul(size_t a, size_t b)
{
	size_t bytes;

	return __builtin_mul_overflow(a, b, &bytes) ? SIZE_MAX : bytes;
}

static inline size_t __must_check size_add(size_t a, size_t b)
{
	size_t bytes;

	return __builtin_add_overflow(a, b, &bytes) ? SIZE_MAX : bytes;
}

static inline size_t __must_check size_sub(size_t a, size_t b)
{
	size_t bytes;

	if (a == SIZE_MAX || b == SIZE_MAX || __builtin_sub_overflow(a, b, &bytes))
		return SIZE_MAX;
	return bytes;
}

#define array_size(a, b) size_mul(a, b)
#define array3_size(a, b, c) size_mul(size_mul(a, b), c)
#define __flex_bytes(count, size) \
	__builtin_choose_expr(__is_constexpr(count), (count) * (size), size_mul(count, size))
#define flex_array_size(p, member, count) \
	__flex_bytes(count, sizeof(*(p)->member) + __must_be_array((p)->member))
#define __flex_whole(count, head, tail) \
	__builtin_choose_expr(__is_constexpr(count), (head) + (tail), size_add(head, tail))
#define struct_size(p, member, count) \
	__flex_whole(count, sizeof(*(p)), flex_array_size(p, member, count))
#define struct_size_t(type, member, count) struct_size((type *)NULL, member, count)
#define __flex_object(type, name, member, count, trailer...) \
	union { \
		u8 bytes[struct_size_t(type, member, count)]; \
		type obj; \
	} name##_u trailer; \
	type *name = (type *)&name##_u
#define DEFINE_RAW_FLEX(type, name, member, count) \
	__flex_object(type, name, member, count, = {})
#define DEFINE_FLEX(type, name, member, counter, count) \
	__flex_object(type, name, member, count, = { .obj.counter = count, })

#include <linux/build_bug.h>

#endif /* DMACHECK_LINUX_OVERFLOW_H */
