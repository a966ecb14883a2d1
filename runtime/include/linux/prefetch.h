/* SPDX-License-Identifier: GPL-2.0-or-later */
/* prefetch.h - hints about coming accesses */
#ifndef DMACHECK_LINUX_PREFETCH_H
#define DMACHECK_LINUX_PREFETCH_H

#include <linux/types.h>
#include <asm/cache.h>

#define prefetch(x) __builtin_prefetch(x)
#define prefetchw(x) __builtin_prefetch(x, 1)
#define spin_lock_prefetch(x) prefetchw(x)
#define PREFETCH_STRIDE (4 * L1_CACHE_BYTES)

#endif /* DMACHECK_LINUX_PREFETCH_H */
