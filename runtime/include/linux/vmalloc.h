/* SPDX-License-Identifier: GPL-2.0-or-later */
/* vmalloc.h - memory that is contiguous by virtual address only */
#ifndef DMACHECK_LINUX_VMALLOC_H
#define DMACHECK_LINUX_VMALLOC_H

#include <linux/mm.h>
#include <linux/types.h>

#define VM_MAP 0x00000004
#define VM_ALLOC 0x00000002
#ifndef PAGE_KERNEL
#define PAGE_KERNEL __pgprot(0)
#endif

void *vmalloc(unsigned long size);
void *vzalloc(unsigned long size);
void *vmalloc_node(unsigned long size, int node);
void *vzalloc_node(unsigned long size, int node);
void *vmalloc_user(unsigned long size);
void *vmalloc_32(unsigned long size);
void *__vmalloc(unsigned long size, gfp_t flags);
void *vmalloc_array(size_t n, size_t size);
void *vcalloc(size_t n, size_t size);
void vfree(const void *address);

#endif /* DMACHECK_LINUX_VMALLOC_H */
