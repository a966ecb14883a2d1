/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page.h - pages: a page's number is its virtual address without the offset */
#ifndef DMACHECK_ASM_PAGE_H
#define DMACHECK_ASM_PAGE_H

#include <linux/const.h>
#include <linux/types.h>

/*
 *   struct page  = element of an array that is as long as there are virtual pages
 *   page number  = its index = virtual address >> PAGE_SHIFT
 *   physical     = virtual address
 */
#undef PAGE_SIZE
#undef PAGE_SHIFT
#undef PAGE_MASK
#define PAGE_SHIFT 12
#define PAGE_SIZE (_AC(1, UL) << PAGE_SHIFT)
#define PAGE_MASK (~(PAGE_SIZE - 1))
#define PAGE_OFFSET 0UL
#ifdef __aarch64__
#define __VIRTUAL_MASK_SHIFT 48
#else
#define __VIRTUAL_MASK_SHIFT 47
#endif
#define HPAGE_SHIFT 21
#define HPAGE_SIZE (1UL << HPAGE_SHIFT)

struct page;

/* Reserved before main(), by the library, and never moved. */
extern struct page *dmacheck_pages;
#define vmemmap dmacheck_pages
#define mem_map dmacheck_pages

/* Not within user space's part, or nobody's: the caller has a wrong address. */
bool __virt_addr_valid(unsigned long address);
#define virt_addr_valid(address) __virt_addr_valid((unsigned long)(address))

#define __pa(x) ((phys_addr_t)(unsigned long)(x))
#define __va(x) ((void *)(unsigned long)(x))
#define __phys_to_pfn(physical) ((unsigned long)((physical) >> PAGE_SHIFT))
#define __pfn_to_phys(pfn) ((phys_addr_t)(pfn) << PAGE_SHIFT)
#define phys_to_pfn(physical) __phys_to_pfn(physical)
#define pfn_to_phys(pfn) __pfn_to_phys(pfn)
#define PHYS_PFN(x) ((unsigned long)((x) >> PAGE_SHIFT))
#define PFN_PHYS(x) ((phys_addr_t)(x) << PAGE_SHIFT)
#define PFN_UP(x) (((x) + PAGE_SIZE - 1) >> PAGE_SHIFT)
#define PFN_DOWN(x) ((x) >> PAGE_SHIFT)
#define PFN_ALIGN(x) (((unsigned long)(x) + (PAGE_SIZE - 1)) & PAGE_MASK)
#define pfn_to_page(pfn) (dmacheck_pages + (pfn))
#define page_to_pfn(page) ((unsigned long)((page) - dmacheck_pages))
#define page_to_phys(page) PFN_PHYS(page_to_pfn(page))
#define phys_to_page(physical) pfn_to_page(PHYS_PFN(physical))
#define pfn_valid(pfn) ((pfn) < 1UL << (__VIRTUAL_MASK_SHIFT - PAGE_SHIFT))
#define virt_to_pfn(address) ((unsigned long)(address) >> PAGE_SHIFT)
#define pfn_to_virt(pfn) __va(PFN_PHYS(pfn))
#define pfn_to_kaddr(pfn) pfn_to_virt(pfn)
#define virt_to_page(address) pfn_to_page(virt_to_pfn(address))
#define page_to_virt(page) __va(page_to_phys(page))
#define virt_to_phys(address) __pa(address)
#define phys_to_virt(physical) __va(physical)
#define __pa_symbol(x) __pa(x)
#define lm_alias(x) (x)

#define clear_page(address) __builtin_memset((address), 0, PAGE_SIZE)
#define copy_page(to, from) __builtin_memcpy((to), (from), PAGE_SIZE)

static inline int get_order(unsigned long size)
{
	return size <= PAGE_SIZE ? 0 : 64 - PAGE_SHIFT - __builtin_clzl(size - 1);
}

#endif /* DMACHECK_ASM_PAGE_H */
