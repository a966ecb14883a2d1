/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mm.h - pages, and the addresses they are at */
#ifndef DMACHECK_LINUX_MM_H
#define DMACHECK_LINUX_MM_H

#include <linux/align.h>
#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/list.h>
#include <linux/minmax.h>
#include <linux/mm_types.h>
#include <linux/numa.h>
#include <linux/overflow.h>
#include <linux/sizes.h>
#include <asm/page.h>

#define PAGE_ALIGN(address) ALIGN(address, PAGE_SIZE)
#define PAGE_ALIGN_DOWN(address) ALIGN_DOWN(address, PAGE_SIZE)
#define PAGE_ALIGNED(address) IS_ALIGNED((unsigned long)(address), PAGE_SIZE)
#define offset_in_page(address) ((unsigned long)(address) & ~PAGE_MASK)
#define page_address(page) page_to_virt(page)
#define lowmem_page_address(page) page_to_virt(page)
#define nth_page(page, n) ((page) + (n))
#define page_private(page) ((page)->private)
#define set_page_private(page, value) ((page)->private = (value))
#define page_to_nid(page) 0
#define ZERO_PAGE(address) virt_to_page(dmacheck_zero_page)
#define is_zero_pfn(pfn) ((pfn) == page_to_pfn(ZERO_PAGE(0)))
extern const char dmacheck_zero_page[PAGE_SIZE];

static inline int page_ref_count(const struct page *page)
{
	return atomic_read(&page->_refcount);
}

#define page_count(page) page_ref_count(page)

void get_page(struct page *page);
void put_page(struct page *page);
bool get_page_unless_zero(struct page *page);

bool is_vmalloc_addr(const void *address);
#define is_vmalloc_or_module_addr(address) is_vmalloc_addr(address)
struct page *vmalloc_to_page(const void *address);
unsigned long vmalloc_to_pfn(const void *address);

void *kvmalloc(size_t size, gfp_t flags);
void *kvmalloc_node(size_t size, gfp_t flags, int node);
void kvfree(const void *pointer);

#endif /* DMACHECK_LINUX_MM_H */
