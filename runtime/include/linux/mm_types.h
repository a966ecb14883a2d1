/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mm_types.h - what is known about a page */
#ifndef DMACHECK_LINUX_MM_TYPES_H
#define DMACHECK_LINUX_MM_TYPES_H

#include <linux/types.h>
#include <asm/page.h>

/* 32 bytes: there is one for each page of the address space. */
struct page {
	struct list_head lru;
	unsigned long private;
	atomic_t _refcount;
	u32 allocated;	/* page.c: order + 1 on the first page of a block */
};

struct mm_struct;
struct vm_area_struct;
struct file;
struct address_space;
struct vm_operations_struct;

#endif /* DMACHECK_LINUX_MM_TYPES_H */
