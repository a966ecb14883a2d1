/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gfp.h - whole pages */
#ifndef DMACHECK_LINUX_GFP_H
#define DMACHECK_LINUX_GFP_H

#include <linux/gfp_types.h>
#include <linux/mmzone.h>
#include <linux/numa.h>

struct page;

static inline bool gfpflags_allow_blocking(const gfp_t flags)
{
	return flags & __GFP_DIRECT_RECLAIM;
}

struct page *alloc_pages(gfp_t flags, unsigned int order);
struct page *alloc_pages_node(int node, gfp_t flags, unsigned int order);
unsigned long __get_free_pages(gfp_t flags, unsigned int order);
unsigned long get_zeroed_page(gfp_t flags);
void *alloc_pages_exact(size_t size, gfp_t flags);
void free_pages_exact(void *address, size_t size);
void __free_pages(struct page *page, unsigned int order);
void free_pages(unsigned long address, unsigned int order);

#define alloc_page(flags) alloc_pages(flags, 0)
#define __get_free_page(flags) __get_free_pages((flags), 0)
#define __get_dma_pages(flags, order) __get_free_pages((flags) | GFP_DMA, (order))
#define __free_page(page) __free_pages((page), 0)
#define free_page(address) free_pages((address), 0)

#endif /* DMACHECK_LINUX_GFP_H */
