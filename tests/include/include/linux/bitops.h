/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bitops.h - bits, alone and in words */
#ifndef DMACHECK_TEST_BITOPS_H
#define DMACHECK_TEST_BITOPS_H

#include <linux/types.h>

#define BIT(nr) (1UL << (nr))
#define BITS_PER_LONG 64
#define BITS_TO_LONGS(nr) (((nr) + BITS_PER_LONG - 1) / BITS_PER_LONG)
#define GENMASK(h, l) (((~0UL) << (l)) & (~0UL >> (BITS_PER_LONG - 1 - (h))))

void set_bit(long nr, volatile unsigned long *addr);
void clear_bit(long nr, volatile unsigned long *addr);
bool test_bit(long nr, const volatile unsigned long *addr);
bool test_and_set_bit(long nr, volatile unsigned long *addr);
bool test_and_clear_bit(long nr, volatile unsigned long *addr);

#endif
