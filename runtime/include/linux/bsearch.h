/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bsearch.h - searching sorted arrays */
#ifndef DMACHECK_LINUX_BSEARCH_H
#define DMACHECK_LINUX_BSEARCH_H

#include <linux/types.h>

/* The C library's. */
void *bsearch(const void *key, const void *base, size_t count, size_t size, cmp_func_t cmp);

#endif /* DMACHECK_LINUX_BSEARCH_H */
