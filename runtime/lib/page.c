/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * page.c - one struct page for each page of the address space, and whole pages
 *
 * The array is address space only: a page of it is there once a struct page on
 * it has been written. So virt_to_page() is arithmetic for any address at all,
 * a malloc'ed one included.
 */
#include <stdlib.h>
#include <sys/mman.h>

#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "runtime/lib/memory.h"
#include "runtime/kernel/report.h"

_Static_assert(sizeof(struct page) == 32, "the array would take too much address space");

struct page *dmacheck_pages;
const char dmacheck_zero_page[PAGE_SIZE] __attribute__((aligned(PAGE_SIZE)));

/*
 * Where programs, heaps, maps and stacks are unless a program is linked to a fixed
 * address. A sanitizer may leave no room for more than the pages from here on.
 */
#ifdef __aarch64__
static const uintptr_t high_begin = 0xaaaa00000000;
#else
static const uintptr_t high_begin = 0x550000000000;
#endif

static uintptr_t known_begin;	/* the first address whose page is in the array */

/* Return: false if there is no room for the struct pages from @begin on. */
static bool pages_reserve_from(uintptr_t begin)
{
	size_t skipped = begin >> PAGE_SHIFT;
	size_t size = ((1UL << (__VIRTUAL_MASK_SHIFT - PAGE_SHIFT)) - skipped) *
		      sizeof(struct page);
	void *pages = mmap(NULL, size, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (pages == MAP_FAILED)
		return false;
	/* A huge page for one struct page would be a waste. */
	madvise(pages, size, MADV_NOHUGEPAGE);
	madvise(pages, size, MADV_DONTDUMP);
	dmacheck_pages = (struct page *)((uintptr_t)pages - skipped * sizeof(struct page));
	known_begin = begin;
	return true;
}

/* Before the constructors of the other libraries, and of the program. */
__attribute__((constructor(110))) static void pages_reserve(void)
{
	if (pages_reserve_from(0) || pages_reserve_from(high_begin))
		return;
	report_fatal("cannot reserve address space for struct page, 32 bytes for each page: "
		     "lift the limit on it (ulimit -v unlimited, vm.overcommit_memory 0)");
}

bool __virt_addr_valid(unsigned long address)
{
	return address >= max(known_begin, PAGE_SIZE) && address >> __VIRTUAL_MASK_SHIFT == 0 &&
	       !is_vmalloc_addr((const void *)address);
}

static struct page *pages_get(gfp_t flags, unsigned int order, const void *caller)
{
	size_t size = PAGE_SIZE << order;
	void *memory = NULL;
	struct page *page;

	if (order > MAX_PAGE_ORDER) {
		report_misuse_once(caller, "alloc_pages() of order %u, more than it gives", order);
		return NULL;
	}
	if (memory_may_fail(flags, "alloc_pages", caller) ||
	    posix_memalign(&memory, size, size)) {
		memory_got(NULL, size, caller);
		return NULL;
	}
	if (flags & __GFP_ZERO)
		memset(memory, 0, size);
	page = virt_to_page(memory);
	page->private = 0;
	page->allocated = order + 1;
	atomic_set(&page->_refcount, 1);
	memory_got(memory, size, caller);
	return page;
}

/* A page that nobody got from here keeps its count, and is not freed. */
static void page_put(struct page *page, const void *caller)
{
	size_t size = page->allocated ? PAGE_SIZE << (page->allocated - 1) : 0;

	if (!atomic_dec_and_test(&page->_refcount) || !size)
		return;
	page->allocated = 0;
	memory_given(page_address(page), size, caller);
	free(page_address(page));
}

static void pages_put(struct page *page, unsigned int order, const void *caller)
{
	if (page->allocated != order + 1) {
		report_misuse("free_pages() of %u pages at %p, which are not so many got together",
			      1u << order, page_address(page));
		return;
	}
	page_put(page, caller);
}

struct page *alloc_pages(gfp_t flags, unsigned int order)
{
	return pages_get(flags, order, __builtin_return_address(0));
}

struct page *alloc_pages_node(int node, gfp_t flags, unsigned int order)
{
	return pages_get(flags, order, __builtin_return_address(0));
}

unsigned long __get_free_pages(gfp_t flags, unsigned int order)
{
	struct page *page = pages_get(flags, order, __builtin_return_address(0));

	return page ? (unsigned long)page_address(page) : 0;
}

unsigned long get_zeroed_page(gfp_t flags)
{
	struct page *page = pages_get(flags | __GFP_ZERO, 0, __builtin_return_address(0));

	return page ? (unsigned long)page_address(page) : 0;
}

/* The kernel gives the tail back; here it stays with the block. */
void *alloc_pages_exact(size_t size, gfp_t flags)
{
	struct page *page = pages_get(flags, get_order(size), __builtin_return_address(0));

	return page ? page_address(page) : NULL;
}

void free_pages_exact(void *address, size_t size)
{
	pages_put(virt_to_page(address), get_order(size), __builtin_return_address(0));
}

void __free_pages(struct page *page, unsigned int order)
{
	pages_put(page, order, __builtin_return_address(0));
}

void free_pages(unsigned long address, unsigned int order)
{
	if (address)
		pages_put(virt_to_page(address), order, __builtin_return_address(0));
}

void get_page(struct page *page)
{
	atomic_inc(&page->_refcount);
}

bool get_page_unless_zero(struct page *page)
{
	return atomic_inc_not_zero(&page->_refcount);
}

void put_page(struct page *page)
{
	page_put(page, __builtin_return_address(0));
}
