/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mmzone.h - how large a block of pages may be */
#ifndef DMACHECK_LINUX_MMZONE_H
#define DMACHECK_LINUX_MMZONE_H

#define MAX_PAGE_ORDER 10
#define MAX_ORDER_NR_PAGES (1 << MAX_PAGE_ORDER)
#define NR_PAGE_ORDERS (MAX_PAGE_ORDER + 1)
#define PAGE_ALLOC_COSTLY_ORDER 3
/* inclusive, as since 6.4 */
#define MAX_ORDER MAX_PAGE_ORDER

#endif /* DMACHECK_LINUX_MMZONE_H */
