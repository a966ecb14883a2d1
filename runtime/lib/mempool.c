/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mempool.c - elements set aside for when allocating fails
 *
 * mm/mempool.c: who may sleep never gets NULL, it waits for an element to come
 * back; what is freed refills the reserve first.
 */
#include <linux/mempool.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/own.h"

static void elements_free(mempool_t *pool)
{
	while (pool->curr_nr)
		pool->free(pool->elements[--pool->curr_nr], pool->pool_data);
	kfree(pool->elements);
	pool->elements = NULL;
}

static int elements_fill(mempool_t *pool, gfp_t flags)
{
	while (pool->curr_nr < pool->min_nr) {
		void *element = pool->alloc(flags, pool->pool_data);

		if (!element)
			return -ENOMEM;
		pool->elements[pool->curr_nr++] = element;
	}
	return 0;
}

int mempool_init(mempool_t *pool, int min_nr, mempool_alloc_t *alloc, mempool_free_t *free,
		 void *pool_data)
{
	OWN_SERVES();
	int error;

	*pool = (mempool_t){
		.min_nr = min_nr, .alloc = alloc, .free = free, .pool_data = pool_data,
	};
	spin_lock_init(&pool->lock);
	init_waitqueue_head(&pool->wait);
	pool->elements = kmalloc_array(max(min_nr, 1), sizeof(void *), GFP_KERNEL);
	if (!pool->elements)
		return -ENOMEM;
	error = elements_fill(pool, GFP_KERNEL);
	if (error)
		elements_free(pool);
	return error;
}

void mempool_exit(mempool_t *pool)
{
	OWN_SERVES();

	if (pool->elements)
		elements_free(pool);
}

mempool_t *mempool_create(int min_nr, mempool_alloc_t *alloc, mempool_free_t *free,
			  void *pool_data)
{
	OWN_SERVES();
	mempool_t *pool = kzalloc(sizeof(*pool), GFP_KERNEL);

	if (!pool)
		return NULL;
	if (mempool_init(pool, min_nr, alloc, free, pool_data)) {
		kfree(pool);
		return NULL;
	}
	return pool;
}

mempool_t *mempool_create_node(int min_nr, mempool_alloc_t *alloc, mempool_free_t *free,
			       void *pool_data, gfp_t flags, int node)
{
	OWN_SERVES();

	return mempool_create(min_nr, alloc, free, pool_data);
}

void mempool_destroy(mempool_t *pool)
{
	OWN_SERVES();

	if (!pool)
		return;
	mempool_exit(pool);
	kfree(pool);
}

/* Under the lock; it is looked at without. */
static void reserve_count(mempool_t *pool, int count)
{
	__atomic_store_n(&pool->curr_nr, count, __ATOMIC_RELAXED);
}

static void *reserve_take(mempool_t *pool)
{
	unsigned long flags;
	void *element = NULL;

	spin_lock_irqsave(&pool->lock, flags);
	if (pool->curr_nr) {
		element = pool->elements[pool->curr_nr - 1];
		reserve_count(pool, pool->curr_nr - 1);
	}
	spin_unlock_irqrestore(&pool->lock, flags);
	return element;
}

static bool reserve_is_full(mempool_t *pool)
{
	return __atomic_load_n(&pool->curr_nr, __ATOMIC_RELAXED) >= pool->min_nr;
}

static bool reserve_is_empty(mempool_t *pool)
{
	return !__atomic_load_n(&pool->curr_nr, __ATOMIC_RELAXED);
}

/* Nearly always the reserve is full, and nobody needs the lock, as in the kernel. */
static bool reserve_give(mempool_t *pool, void *element)
{
	unsigned long flags;
	bool taken;

	if (reserve_is_full(pool))
		return false;
	spin_lock_irqsave(&pool->lock, flags);
	taken = pool->curr_nr < pool->min_nr;
	if (taken) {
		pool->elements[pool->curr_nr] = element;
		reserve_count(pool, pool->curr_nr + 1);
	}
	spin_unlock_irqrestore(&pool->lock, flags);
	return taken;
}

void *mempool_alloc(mempool_t *pool, gfp_t flags)
{
	OWN_SERVES();
	void *element;

	if (gfpflags_allow_blocking(flags))
		context_may_sleep("mempool_alloc", __builtin_return_address(0));
	for (;;) {
		element = pool->alloc(flags & ~(__GFP_DIRECT_RECLAIM | __GFP_IO),
				      pool->pool_data);
		if (!element)
			element = reserve_take(pool);
		if (element || !gfpflags_allow_blocking(flags))
			return element;
		/* nobody may ever give one back, but there may be memory again */
		wait_event_timeout(pool->wait, !reserve_is_empty(pool), 5 * HZ);
	}
}

void mempool_free(void *element, mempool_t *pool)
{
	OWN_SERVES();

	if (!element)
		return;
	if (reserve_give(pool, element))
		wake_up(&pool->wait);
	else
		pool->free(element, pool->pool_data);
}

void *mempool_alloc_slab(gfp_t flags, void *pool_data)
{
	return kmem_cache_alloc(pool_data, flags);
}

void mempool_free_slab(void *element, void *pool_data)
{
	kmem_cache_free(pool_data, element);
}

void *mempool_kmalloc(gfp_t flags, void *pool_data)
{
	return kmalloc((size_t)pool_data, flags);
}

void mempool_kfree(void *element, void *pool_data)
{
	kfree(element);
}

void *mempool_alloc_pages(gfp_t flags, void *pool_data)
{
	return alloc_pages(flags, (long)pool_data);
}

void mempool_free_pages(void *element, void *pool_data)
{
	__free_pages(element, (long)pool_data);
}
