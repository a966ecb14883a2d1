/* SPDX-License-Identifier: GPL-2.0-or-later */
/* swab.h - bytes the other way round */
#ifndef DMACHECK_LINUX_SWAB_H
#define DMACHECK_LINUX_SWAB_H

#include <linux/types.h>

#define __swab16(x) ((__u16)__builtin_bswap16((__u16)(x)))
#define __swab32(x) ((__u32)__builtin_bswap32((__u32)(x)))
#define __swab64(x) ((__u64)__builtin_bswap64((__u64)(x)))
#define ___constant_swab16(x) __swab16(x)
#define ___constant_swab32(x) __swab32(x)
#define ___constant_swab64(x) __swab64(x)
#define swab16(x) __swab16(x)
#define swab32(x) __swab32(x)
#define swab64(x) __swab64(x)
#define swab16p(p) __swab16(*(p))
#define swab32p(p) __swab32(*(p))
#define swab64p(p) __swab64(*(p))
#define swab16s(p) do { *(p) = __swab16(*(p)); } while (0)
#define swab32s(p) do { *(p) = __swab32(*(p)); } while (0)
#define swab64s(p) do { *(p) = __swab64(*(p)); } while (0)
#define swahw32(x) ((__u32)(x) << 16 | (__u32)(x) >> 16)
#define swahb32(x) ((((__u32)(x) & 0x00ff00ffU) << 8) | (((__u32)(x) & 0xff00ff00U) >> 8))

static inline void swab32_array(u32 *values, unsigned int count)
{
	for (; count; count--, values++)
		swab32s(values);
}

static inline void swab16_array(u16 *values, unsigned int count)
{
	for (; count; count--, values++)
		swab16s(values);
}

#endif /* DMACHECK_LINUX_SWAB_H */
