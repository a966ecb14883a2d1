/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vmalloc.c - memory from an area of its own, so that it can be told apart
 *
 *   | block | hole | block | hole | ...        next ->        | nothing yet |
 *
 * A page that cannot be touched follows each block. What is freed is not touched
 * again before the area has been gone through once.
 */
#include <sys/mman.h>

#include <linux/mm.h>
#include <linux/overflow.h>
#include <linux/preempt.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/fault.h"
#include "runtime/lib/memory.h"
#include "runtime/kernel/raw.h"
#include "runtime/kernel/report.h"
#include "runtime/lib/slab.h"

static const size_t area_size = 64UL << 30;

struct block {
	uintptr_t begin;
	size_t size;		/* in whole pages, without the page after it */
	struct block *next;	/* ascending */
};

static struct raw_lock area_lock = RAW_LOCK_INIT;
static uintptr_t area_begin;	/* written once, under area_lock; read anywhere */
static uintptr_t area_next;	/* protected by area_lock, as what follows */
static struct block *blocks;

static uintptr_t area_reserve(void)
{
	void *area;

	if (area_begin)
		return area_begin;
	area = mmap(NULL, area_size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
		    -1, 0);
	if (area == MAP_FAILED)
		return 0;
	area_next = (uintptr_t)area;
	__atomic_store_n(&area_begin, (uintptr_t)area, __ATOMIC_RELEASE);
	return area_begin;
}

/* The first gap of @size at or after @from. Return: where, with the link to put it. */
static uintptr_t gap_find(uintptr_t from, size_t size, struct block ***ret_link)
{
	struct block **link = &blocks;

	for (; *link; link = &(*link)->next) {
		if ((*link)->begin >= from + size)
			break;
		from = max(from, (*link)->begin + (*link)->size + PAGE_SIZE);
	}
	*ret_link = link;
	return from + size <= area_begin + area_size ? from : 0;
}

static bool block_place(struct block *block)
{
	size_t room = block->size + PAGE_SIZE;
	struct block **link;

	if (!area_reserve())
		return false;
	block->begin = gap_find(area_next, room, &link);
	if (!block->begin)
		block->begin = gap_find(area_begin, room, &link);
	if (!block->begin || mprotect((void *)block->begin, block->size, PROT_READ | PROT_WRITE))
		return false;
	area_next = block->begin + room;
	block->next = *link;
	*link = block;
	return true;
}

static void *block_get(size_t size)
{
	struct block *block = engine_zalloc(sizeof(*block));
	bool placed;

	if (!block)
		return NULL;
	block->size = PAGE_ALIGN(size);
	raw_lock(&area_lock);
	placed = block_place(block);
	raw_unlock(&area_lock);
	if (placed)
		return (void *)block->begin;
	engine_free(block);
	return NULL;
}

void *vmalloc_get(unsigned long size, gfp_t flags, const void *caller)
{
	void *memory = NULL;

	if (!size || size > area_size)
		return NULL;
	if (!memory_may_fail(flags, "vmalloc", caller))
		memory = block_get(size);
	memory_got(memory, size, caller);
	return memory;
}

static struct block *block_unlink(uintptr_t begin)
{
	struct block **link = &blocks, *block;

	while (*link && (*link)->begin != begin)
		link = &(*link)->next;
	block = *link;
	if (block)
		*link = block->next;
	return block;
}

/* Return: whether @address was the begin of a block. */
static bool block_drop(const void *address)
{
	struct block *block;

	raw_lock(&area_lock);
	block = block_unlink((uintptr_t)address);
	if (block)
		mmap((void *)block->begin, block->size, PROT_NONE,
		     MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	raw_unlock(&area_lock);
	engine_free(block);
	return block;
}

void vmalloc_put(const void *address, const void *caller)
{
	/* mm/vmalloc.c: put off in interrupts, else it may sleep */
	if (!in_interrupt())
		context_may_sleep("vfree", caller);
	if (!address)
		return;
	memory_given(address, vmalloc_size(address), caller);
	if (!block_drop(address))
		report_misuse("vfree() of a bad address %p", address);
}

bool is_vmalloc_addr(const void *address)
{
	uintptr_t begin = __atomic_load_n(&area_begin, __ATOMIC_ACQUIRE);

	return begin && (uintptr_t)address - begin < area_size;
}

struct page *vmalloc_to_page(const void *address)
{
	return is_vmalloc_addr(address) ? virt_to_page(address) : NULL;
}

/* Return: how many bytes of the block at @address can be touched, 0 if there is none. */
size_t vmalloc_size(const void *address)
{
	size_t size = 0;

	raw_lock(&area_lock);
	for (struct block *block = blocks; block; block = block->next)
		if (block->begin == (uintptr_t)address)
			size = block->size;
	raw_unlock(&area_lock);
	return size;
}

unsigned long vmalloc_to_pfn(const void *address)
{
	return virt_to_pfn(address);
}

/* Fresh pages of the area are zero in any case. */
void *vmalloc(unsigned long size)
{
	return vmalloc_get(size, GFP_KERNEL, __builtin_return_address(0));
}

void *vzalloc(unsigned long size)
{
	return vmalloc_get(size, GFP_KERNEL, __builtin_return_address(0));
}

void *vmalloc_node(unsigned long size, int node)
{
	return vmalloc_get(size, GFP_KERNEL, __builtin_return_address(0));
}

void *vzalloc_node(unsigned long size, int node)
{
	return vmalloc_get(size, GFP_KERNEL, __builtin_return_address(0));
}

void *vmalloc_user(unsigned long size)
{
	return vmalloc_get(size, GFP_KERNEL, __builtin_return_address(0));
}

void *vmalloc_32(unsigned long size)
{
	return vmalloc_get(size, GFP_KERNEL, __builtin_return_address(0));
}

void *__vmalloc(unsigned long size, gfp_t flags)
{
	return vmalloc_get(size, flags, __builtin_return_address(0));
}

void *vmalloc_array(size_t n, size_t size)
{
	return vmalloc_get(size_mul(n, size), GFP_KERNEL, __builtin_return_address(0));
}

void *vcalloc(size_t n, size_t size)
{
	return vmalloc_get(size_mul(n, size), GFP_KERNEL, __builtin_return_address(0));
}

void vfree(const void *address)
{
	vmalloc_put(address, __builtin_return_address(0));
}
