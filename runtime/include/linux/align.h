/* SPDX-License-Identifier: GPL-2.0-or-later */
/* align.h - rounding to a power of two */
#ifndef DMACHECK_LINUX_ALIGN_H
#define DMACHECK_LINUX_ALIGN_H

#include <linux/const.h>

#define ALIGN(x, a) __ALIGN_KERNEL((x), (a))
#define ALIGN_DOWN(x, a) ((x) & ~((typeof(x))(a) - 1))
#define __ALIGN_MASK(x, mask) __ALIGN_KERNEL_MASK((x), (mask))
#define PTR_ALIGN(p, a) ((typeof(p))ALIGN((unsigned long)(p), (a)))
#define PTR_ALIGN_DOWN(p, a) ((typeof(p))ALIGN_DOWN((unsigned long)(p), (a)))
#define IS_ALIGNED(x, a) (!((x) & ((typeof(x))(a) - 1)))

#endif /* DMACHECK_LINUX_ALIGN_H */
