/* SPDX-License-Identifier: GPL-2.0-or-later */
/* random.h - numbers drawn from the seed */
#ifndef DMACHECK_LINUX_RANDOM_H
#define DMACHECK_LINUX_RANDOM_H

#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/types.h>

/* The same ones again for the same seed and order: see random.c. */
void get_random_bytes(void *buffer, size_t size);
u8 get_random_u8(void);
u16 get_random_u16(void);
u32 get_random_u32(void);
u64 get_random_u64(void);
u32 get_random_u32_below(u32 ceiling);
u32 get_random_u32_above(u32 floor);
u32 get_random_u32_inclusive(u32 floor, u32 ceiling);

static inline unsigned long get_random_long(void)
{
	return get_random_u64();
}

static inline unsigned int get_random_int(void)
{
	return get_random_u32();
}

static inline u32 prandom_u32_max(u32 ceiling)
{
	return get_random_u32_below(ceiling);
}

static inline u32 prandom_u32(void)
{
	return get_random_u32();
}

#define prandom_bytes(buffer, size) get_random_bytes(buffer, size)

static inline void add_device_randomness(const void *buffer, size_t size)
{
	(void)buffer;
	(void)size;
}

static inline int wait_for_random_bytes(void)
{
	return 0;
}

static inline bool rng_is_initialized(void)
{
	return true;
}

#include <linux/prandom.h>

#endif /* DMACHECK_LINUX_RANDOM_H */
