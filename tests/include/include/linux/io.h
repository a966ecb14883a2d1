/* SPDX-License-Identifier: GPL-2.0-or-later */
/* io.h - registers */
#ifndef DMACHECK_TEST_IO_H
#define DMACHECK_TEST_IO_H

#include <linux/types.h>

u32 readl(const volatile void __iomem *addr);
void writel(u32 value, volatile void __iomem *addr);

#endif
