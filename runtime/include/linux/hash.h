/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hash.h - spreading numbers over buckets */
#ifndef DMACHECK_LINUX_HASH_H
#define DMACHECK_LINUX_HASH_H

#include <linux/types.h>
#include <asm/types.h>

#define GOLDEN_RATIO_32 0x61C88647
#define GOLDEN_RATIO_64 0x61C8864680B583EBull
#define GOLDEN_RATIO_PRIME GOLDEN_RATIO_64

static inline u32 __hash_32(u32 value)
{
	return value * GOLDEN_RATIO_32;
}

static inline u32 hash_32(u32 value, unsigned int bits)
{
	return __hash_32(value) >> (32 - bits);
}

static inline u32 hash_64(u64 value, unsigned int bits)
{
	return value * GOLDEN_RATIO_64 >> (64 - bits);
}

#define hash_long(value, bits) hash_64(value, bits)
#define hash_ptr(pointer, bits) hash_64((unsigned long)(pointer), bits)

#endif /* DMACHECK_LINUX_HASH_H */
