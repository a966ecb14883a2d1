/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sort.h - sorting arrays */
#ifndef DMACHECK_LINUX_SORT_H
#define DMACHECK_LINUX_SORT_H

#include <linux/types.h>

void sort(void *base, size_t count, size_t size, cmp_func_t cmp, swap_func_t swap);
void sort_r(void *base, size_t count, size_t size, cmp_r_func_t cmp, swap_r_func_t swap,
	    const void *priv);

#endif /* DMACHECK_LINUX_SORT_H */
