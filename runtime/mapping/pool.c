/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pool.c - small pieces of coherent memory
 *
 *   pool -> pages of coherent memory -> blocks: free (poisoned) or given out
 *
 * A block has a byte of its own outside the memory, so that a driver that writes
 * beyond or frees twice cannot break the pool. Words and poison as in
 * mm/dmapool.c with its checks on.
 */
#include <stdio.h>
#include <string.h>

#include <dmacheck/access.h>
#include <runtime/kernel/context.h>
#include <runtime/kernel/fault.h>
#include <runtime/kernel/raw.h>
#include <runtime/kernel/report.h>
#include "mapping.h"
#include "pool.h"
#include <linux/dmapool.h>

enum {
	POISON_FREED = 0xa7,
	POISON_TAKEN = 0xa6,
};

struct pool_page {
	struct pool_page *next;
	char *address;
	dma_addr_t handle;
	unsigned char taken[];	/* one a block */
};

struct dma_pool {
	struct raw_lock lock;
	struct device *dev;
	size_t size;		/* of a block, aligned */
	size_t page_size;
	size_t boundary;	/* that no block crosses */
	size_t blocks;		/* a page */
	struct pool_page *pages;	/* protected by lock */
	char name[32];
};

struct device *pool_device(const struct dma_pool *pool)
{
	return pool->dev;
}

/* Blocks fill a boundary and begin anew at the next. */
static size_t block_offset(const struct dma_pool *pool, size_t block)
{
	size_t each = pool->boundary / pool->size;

	return block / each * pool->boundary + block % each * pool->size;
}

static size_t blocks_of(size_t page_size, size_t boundary, size_t size)
{
	return page_size / boundary * (boundary / size) + page_size % boundary / size;
}

static bool pool_arguments_ok(size_t size, size_t align, size_t boundary)
{
	return size && size <= INT_MAX && !(align & (align - 1)) &&
	       (!boundary || (boundary >= size && !(boundary & (boundary - 1))));
}

struct dma_pool *dma_pool_create(const char *name, struct device *dev, size_t size,
				 size_t align, size_t boundary)
{
	struct dma_pool *pool;

	if (!align)
		align = 1;
	if (!dev || !pool_arguments_ok(size, align, boundary))
		return NULL;
	context_may_sleep("dma_pool_create", mapping_caller());
	pool = engine_zalloc(sizeof(*pool));
	if (!pool)
		return NULL;
	if (size < 4)
		size = 4;
	pool->size = (size + align - 1) & -align;
	pool->page_size = pool->size > MAPPING_PAGE ? pool->size : MAPPING_PAGE;
	pool->boundary = boundary && boundary < pool->page_size ? boundary : pool->page_size;
	if (pool->boundary < pool->size)
		pool->boundary = pool->page_size;
	pool->blocks = blocks_of(pool->page_size, pool->boundary, pool->size);
	pool->dev = dev;
	snprintf(pool->name, sizeof(pool->name), "%s", name);
	raw_lock_init(&pool->lock);
	return pool;
}

static bool page_busy(const struct dma_pool *pool, const struct pool_page *page)
{
	return memchr(page->taken, 1, pool->blocks);
}

/* As in the kernel a page with blocks still out is told, and left to the device. */
void dma_pool_destroy(struct dma_pool *pool)
{
	struct pool_page *page, *next;
	bool busy = false;

	if (!pool)
		return;
	context_may_sleep("dma_pool_destroy", mapping_caller());
	for (page = pool->pages; page; page = page->next)
		busy = busy || page_busy(pool, page);
	if (busy)
		report_misuse("%s %s: dma_pool_destroy %s busy", dev_driver_string(pool->dev),
			      dev_name(pool->dev), pool->name);
	for (page = pool->pages; page; page = next) {
		next = page->next;
		if (!busy)
			dma_free_attrs(pool->dev, pool->page_size, page->address,
				       page->handle, 0);
		engine_free(page);
	}
	engine_free(pool);
}

static struct pool_page *page_create(struct dma_pool *pool, gfp_t gfp)
{
	struct pool_page *page = engine_zalloc(sizeof(*page) + pool->blocks);

	if (!page)
		return NULL;
	page->address = dma_alloc_attrs(pool->dev, pool->page_size, &page->handle, gfp, 0);
	if (!page->address) {
		engine_free(page);
		return NULL;
	}
	dmacheck_plain_memset(page->address, POISON_FREED, pool->page_size);
	return page;
}

/* Return: the block's address, NULL if none is free. Under the pool's lock. */
static char *block_take(struct dma_pool *pool, dma_addr_t *ret_handle)
{
	for (struct pool_page *page = pool->pages; page; page = page->next) {
		unsigned char *free = memchr(page->taken, 0, pool->blocks);
		size_t offset;

		if (!free)
			continue;
		*free = 1;
		offset = block_offset(pool, free - page->taken);
		*ret_handle = page->handle + offset;
		return page->address + offset;
	}
	return NULL;
}

static void block_check(const struct dma_pool *pool, const char *block)
{
	for (size_t i = 0; i < pool->size; i++) {
		if ((unsigned char)block[i] == POISON_FREED)
			continue;
		report_misuse("%s %s: dma_pool_alloc %s, %p (corrupted)",
			      dev_driver_string(pool->dev), dev_name(pool->dev),
			      pool->name, block);
		return;
	}
}

static char *pool_take(struct dma_pool *pool, gfp_t gfp, dma_addr_t *ret_handle)
{
	struct pool_page *page;
	char *block;

	raw_lock(&pool->lock);
	block = block_take(pool, ret_handle);
	raw_unlock(&pool->lock);
	if (block)
		return block;
	page = page_create(pool, gfp);
	if (!page)
		return NULL;
	raw_lock(&pool->lock);
	page->next = pool->pages;
	pool->pages = page;
	block = block_take(pool, ret_handle);
	raw_unlock(&pool->lock);
	return block;
}

void *dma_pool_alloc(struct dma_pool *pool, gfp_t mem_flags, dma_addr_t *handle)
{
	char *block;

	if (gfpflags_allow_blocking(mem_flags))
		context_may_sleep("dma_pool_alloc", mapping_caller());
	block = pool_take(pool, mem_flags & ~__GFP_ZERO, handle);
	if (!block)
		return NULL;
	block_check(pool, block);
	dmacheck_plain_memset(block, mem_flags & __GFP_ZERO ? 0 : POISON_TAKEN, pool->size);
	return block;
}

/* Return: the number of the block that begins there, or -1. */
static long block_number(const struct dma_pool *pool, const struct pool_page *page,
			 dma_addr_t address)
{
	for (size_t block = 0; block < pool->blocks; block++)
		if (page->handle + block_offset(pool, block) == address)
			return block;
	return -1;
}

/* Return: what is wrong, NULL if the block is free now. Under the pool's lock. */
static const char *block_put(struct dma_pool *pool, char *block, dma_addr_t address)
{
	struct pool_page *page = pool->pages;
	long number;

	while (page && address - page->handle >= pool->page_size)
		page = page->next;
	if (!page)
		return "(bad dma)";
	number = block_number(pool, page, address);
	if (number < 0 || page->address + block_offset(pool, number) != block)
		return "(bad vaddr)";
	if (!page->taken[number])
		return "already free";
	page->taken[number] = 0;
	dmacheck_plain_memset(block, POISON_FREED, pool->size);
	return NULL;
}

void dma_pool_free(struct dma_pool *pool, void *vaddr, dma_addr_t addr)
{
	const char *wrong;

	raw_lock(&pool->lock);
	wrong = block_put(pool, vaddr, addr);
	raw_unlock(&pool->lock);
	if (!wrong)
		return;
	if (*wrong == 'a')
		report_misuse("%s %s: dma_pool_free %s, dma 0x%016llx already free",
			      dev_driver_string(pool->dev), dev_name(pool->dev),
			      pool->name, (unsigned long long)addr);
	else
		report_misuse("%s %s: dma_pool_free %s, %p/0x%016llx %s",
			      dev_driver_string(pool->dev), dev_name(pool->dev),
			      pool->name, vaddr, (unsigned long long)addr, wrong);
}
