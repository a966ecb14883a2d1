/* SPDX-License-Identifier: GPL-2.0-or-later */
/* highmem.h - pages made addressable, which they all are */
#ifndef DMACHECK_LINUX_HIGHMEM_H
#define DMACHECK_LINUX_HIGHMEM_H

#include <linux/bug.h>
#include <linux/mm.h>
#include <linux/string.h>

void *kmap(struct page *page);
void *kmap_atomic(struct page *page);
void *kmap_local_page(struct page *page);
void __kunmap_local(const void *address);
void __kunmap_atomic(const void *address);
void kunmap(struct page *page);
#define kunmap_local(address) __kunmap_local(address)
#define kunmap_atomic(address) __kunmap_atomic(address)
#define PageHighMem(page) ((void)(page), 0)
#define flush_dcache_page(page) ((void)(page))
#define flush_kernel_dcache_page(page) ((void)(page))
#define flush_kernel_vmap_range(address, size) ((void)(address), (void)(size))
#define invalidate_kernel_vmap_range(address, size) ((void)(address), (void)(size))

static inline void memcpy_from_page(char *to, struct page *page, size_t offset, size_t size)
{
	memcpy(to, (char *)page_address(page) + offset, size);
}

static inline void memcpy_to_page(struct page *page, size_t offset, const char *from, size_t size)
{
	memcpy((char *)page_address(page) + offset, from, size);
}

static inline void memcpy_page(struct page *to, size_t to_offset, struct page *from,
			       size_t from_offset, size_t size)
{
	memcpy((char *)page_address(to) + to_offset, (char *)page_address(from) + from_offset,
	       size);
}

static inline void memset_page(struct page *page, size_t offset, int value, size_t size)
{
	memset((char *)page_address(page) + offset, value, size);
}

static inline void memzero_page(struct page *page, size_t offset, size_t size)
{
	memset_page(page, offset, 0, size);
}

static inline void clear_highpage(struct page *page)
{
	clear_page(page_address(page));
}

static inline void copy_highpage(struct page *to, struct page *from)
{
	copy_page(page_address(to), page_address(from));
}

#endif /* DMACHECK_LINUX_HIGHMEM_H */
