/* SPDX-License-Identifier: GPL-2.0-or-later */
/* div64.h - dividing 64 bits by 32 */
#ifndef DMACHECK_ASM_DIV64_H
#define DMACHECK_ASM_DIV64_H

#include <linux/types.h>

/* Divides in place, and gives the remainder. */
#define do_div(n, base) \
	({ \
		unsigned int __base = (base); \
		unsigned int __remainder = (u64)(n) % __base; \
		(n) = (u64)(n) / __base; \
		__remainder; \
	})

#endif /* DMACHECK_ASM_DIV64_H */
