/* SPDX-License-Identifier: GPL-2.0-or-later */
/* limits.h - the ends of types, and of names */
#ifndef DMACHECK_LINUX_LIMITS_H
#define DMACHECK_LINUX_LIMITS_H

#define NR_OPEN		1024
#define NGROUPS_MAX	65536
#define ARG_MAX		131072
#define LINK_MAX	127
#define MAX_CANON	255
#define MAX_INPUT	255
#define NAME_MAX	255
#define PATH_MAX	4096
#define PIPE_BUF	4096
#define XATTR_NAME_MAX	255
#define XATTR_SIZE_MAX	65536
#define XATTR_LIST_MAX	65536
#define RTSIG_MAX	32

#ifndef SIZE_MAX
#define SIZE_MAX	(18446744073709551615UL)
#endif
#ifndef SSIZE_MAX
#define SSIZE_MAX	9223372036854775807L
#endif
#define PHYS_ADDR_MAX	(~(phys_addr_t)0)
#define RESOURCE_SIZE_MAX (~(resource_size_t)0)
#define U8_MAX		((u8)~0U)
#define S8_MAX		((s8)(U8_MAX >> 1))
#define S8_MIN		((s8)(-S8_MAX - 1))
#define U16_MAX		((u16)~0U)
#define S16_MAX		((s16)(U16_MAX >> 1))
#define S16_MIN		((s16)(-S16_MAX - 1))
#define U32_MAX		((u32)~0U)
#define U32_MIN		((u32)0)
#define S32_MAX		((s32)(U32_MAX >> 1))
#define S32_MIN		((s32)(-S32_MAX - 1))
#define U64_MAX		((u64)~0ULL)
#define S64_MAX		((s64)(U64_MAX >> 1))
#define S64_MIN		((s64)(-S64_MAX - 1))

/*
 * glibc's <limits.h> comes through here and makes its own of these afterwards; its
 * preprocessor conditions look at them, so no casts.
 */
#ifndef _LIBC_LIMITS_H_
#ifndef INT_MAX
#define USHRT_MAX	65535
#define SHRT_MAX	32767
#define SHRT_MIN	(-SHRT_MAX - 1)
#define INT_MAX		2147483647
#define INT_MIN		(-INT_MAX - 1)
#define UINT_MAX	4294967295U
#define LONG_MAX	9223372036854775807L
#define LONG_MIN	(-LONG_MAX - 1L)
#define ULONG_MAX	18446744073709551615UL
#define LLONG_MAX	9223372036854775807LL
#define LLONG_MIN	(-LLONG_MAX - 1LL)
#define ULLONG_MAX	18446744073709551615ULL
#endif
#ifndef UINTPTR_MAX
#define UINTPTR_MAX	(18446744073709551615UL)
#endif
#endif

#endif /* DMACHECK_LINUX_LIMITS_H */
