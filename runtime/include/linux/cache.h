/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cache.h - aligning to cache lines */
#ifndef DMACHECK_LINUX_CACHE_H
#define DMACHECK_LINUX_CACHE_H

#include <linux/align.h>
#include <linux/compiler.h>
#include <asm/cache.h>

#define SMP_CACHE_BYTES L1_CACHE_BYTES
#define L1_CACHE_ALIGN(x) ALIGN(x, L1_CACHE_BYTES)
#define ____cacheline_aligned __attribute__((__aligned__(SMP_CACHE_BYTES)))
#define ____cacheline_aligned_in_smp ____cacheline_aligned
#define __cacheline_aligned ____cacheline_aligned
#define __cacheline_aligned_in_smp ____cacheline_aligned
#define ____cacheline_internodealigned_in_smp ____cacheline_aligned
#define __read_mostly
#define __ro_after_init
#define cache_line_size() L1_CACHE_BYTES
#define CACHELINE_PADDING(name) struct { char x[0]; } ____cacheline_aligned name


#endif /* DMACHECK_LINUX_CACHE_H */
