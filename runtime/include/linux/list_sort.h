/* SPDX-License-Identifier: GPL-2.0-or-later */
/* list_sort.h - sorting a list */
#ifndef DMACHECK_LINUX_LIST_SORT_H
#define DMACHECK_LINUX_LIST_SORT_H

#include <linux/types.h>

typedef int (*list_cmp_func_t)(void *priv, const struct list_head *a, const struct list_head *b);

/* Stable; @cmp above 0 means that @a comes after @b. */
void list_sort(void *priv, struct list_head *head, list_cmp_func_t cmp);

#endif /* DMACHECK_LINUX_LIST_SORT_H */
