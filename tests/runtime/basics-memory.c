// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * basics-memory.c - alignment, pages, vmalloc, caches, pools, failing
 */
/* run: weakest, none */
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mempool.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "check.h"

static void small(void)
{
	for (size_t size = 8; size <= 65536; size *= 2) {
		void *a = kmalloc(size, GFP_KERNEL), *b = kmalloc(3 * size, GFP_ATOMIC);

		EXPECT(IS_ALIGNED((unsigned long)a, size) && IS_ALIGNED((unsigned long)b, size));
		kfree(a);
		kfree(b);
	}
	EXPECT(kmalloc(0, GFP_KERNEL) == ZERO_SIZE_PTR);
	kfree(ZERO_SIZE_PTR);
	kfree(NULL);
	EXPECT(!kmalloc_array(SIZE_MAX / 2, 3, GFP_KERNEL));
	EXPECT(!kmalloc(KMALLOC_MAX_SIZE + 1, GFP_KERNEL | __GFP_NOWARN));
}

static void growing(void)
{
	char *text = kstrdup("abc", GFP_KERNEL);
	char *bytes = kzalloc(10, GFP_KERNEL);

	text = krealloc(text, 10000, GFP_KERNEL);
	EXPECT(!strcmp(text, "abc"));
	bytes = krealloc(bytes, 5000, GFP_KERNEL | __GFP_ZERO);
	EXPECT(!memchr_inv(bytes, 0, 5000));
	kfree_sensitive(bytes);
	EXPECT(krealloc(text, 0, GFP_KERNEL) == ZERO_SIZE_PTR);
}

static void pages(void)
{
	struct page *page = alloc_pages(GFP_KERNEL | __GFP_ZERO, 2);
	char *address = page_address(page), *mapped;
	char on_stack;

	EXPECT(PAGE_ALIGNED(address) && virt_to_page(address + 4097) == page + 1);
	EXPECT(page_to_phys(page) == virt_to_phys(address) && phys_to_virt(__pa(address)) == address);
	EXPECT(pfn_to_page(page_to_pfn(page)) == page && page_count(page) == 1);
	EXPECT(!memchr_inv(address, 0, 4 * PAGE_SIZE));
	get_page(page);
	__free_pages(page, 2);
	EXPECT(page_count(page) == 1);
	mapped = kmap_local_page(page);
	mapped[0] = 1;
	kunmap_local(mapped);
	put_page(page);
	EXPECT(page_count(page) == 0);
	page = virt_to_page(&on_stack);
	EXPECT(page_address(page) == (void *)((unsigned long)&on_stack & PAGE_MASK));
	EXPECT(offset_in_page(0x12345678) == 0x678 && get_order(PAGE_SIZE + 1) == 1);
}

static void virtual(void)
{
	char *a = vmalloc(3 * PAGE_SIZE + 5), *b = vzalloc(10), *c;

	EXPECT(is_vmalloc_addr(a) && is_vmalloc_addr(b) && !is_vmalloc_addr(&a));
	EXPECT(b >= a + 5 * PAGE_SIZE && !virt_addr_valid(a));
	a[3 * PAGE_SIZE + 4] = 1;
	vfree(a);
	a = vmalloc(PAGE_SIZE);
	EXPECT(a > b);
	vfree(a);
	vfree(b);
	c = kvmalloc(100, GFP_KERNEL);
	EXPECT(!is_vmalloc_addr(c));
	kvfree(c);
	c = kvzalloc(100000, GFP_KERNEL);
	EXPECT(is_vmalloc_addr(c));
	kvfree(c);
}

static int constructed;

static void construct(void *object)
{
	constructed++;
}

static void pools(void)
{
	struct kmem_cache *cache = kmem_cache_create("proof", 40, 64, 0, construct);
	mempool_t *pool = mempool_create_slab_pool(2, cache);
	void *a, *b;

	EXPECT(pool && pool->curr_nr == 2 && constructed == 2);
	a = mempool_alloc(pool, GFP_KERNEL);
	b = mempool_alloc(pool, GFP_ATOMIC);
	EXPECT(IS_ALIGNED((unsigned long)a, 64) && a != b && pool->curr_nr == 2);
	mempool_free(a, pool);
	mempool_free(b, pool);
	mempool_destroy(pool);
	kmem_cache_destroy(cache);
}

static void scoped(void)
{
	char *kept __free(kfree) = kmalloc(10, GFP_KERNEL);

	EXPECT(kept);
}

static int __init memory_init(void)
{
	small();
	growing();
	pages();
	virtual();
	pools();
	scoped();
	return check_result();
}
module_init(memory_init);
MODULE_LICENSE("GPL");
