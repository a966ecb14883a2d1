/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bits.h - masks made of bit numbers */
#ifndef DMACHECK_LINUX_BITS_H
#define DMACHECK_LINUX_BITS_H

#include <linux/const.h>
#include <asm/bitsperlong.h>

#define BITS_PER_BYTE 8
#define BIT(nr) (UL(1) << (nr))
#define BIT_ULL(nr) (ULL(1) << (nr))
#define BIT_MASK(nr) (UL(1) << ((nr) % BITS_PER_LONG))
#define BIT_WORD(nr) ((nr) / BITS_PER_LONG)
#define BIT_ULL_MASK(nr) (ULL(1) << ((nr) % BITS_PER_LONG_LONG))
#define BIT_ULL_WORD(nr) ((nr) / BITS_PER_LONG_LONG)
#define BITS_PER_TYPE(type) (sizeof(type) * BITS_PER_BYTE)

#define GENMASK(high, low) \
	((~UL(0) >> (BITS_PER_LONG - 1 - (high))) & (~UL(0) << (low)))
#define GENMASK_ULL(high, low) \
	((~ULL(0) >> (BITS_PER_LONG_LONG - 1 - (high))) & (~ULL(0) << (low)))
#define __GENMASK(high, low) GENMASK(high, low)
#define __GENMASK_ULL(high, low) GENMASK_ULL(high, low)

#endif /* DMACHECK_LINUX_BITS_H */
