/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cache.h - the size of a cache line */
#ifndef DMACHECK_ASM_CACHE_H
#define DMACHECK_ASM_CACHE_H

#define L1_CACHE_SHIFT 6
#define L1_CACHE_BYTES (1 << L1_CACHE_SHIFT)

#endif /* DMACHECK_ASM_CACHE_H */
