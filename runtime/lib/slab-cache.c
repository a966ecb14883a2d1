/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * slab-cache.c - kmem_cache: objects of one size, counted
 */
#include <linux/atomic.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "runtime/kernel/report.h"
#include "runtime/lib/slab.h"

struct kmem_cache {
	char *name;
	unsigned int size;
	unsigned int align;
	void (*constructor)(void *object);
	atomic_t objects;	/* out */
};

static struct kmem_cache *cache_make(const char *name, unsigned int size, unsigned int align,
				     slab_flags_t flags, void (*constructor)(void *))
{
	struct kmem_cache *cache = kzalloc(sizeof(*cache), GFP_KERNEL);

	if (!cache)
		return NULL;
	cache->name = kstrdup(name, GFP_KERNEL);
	if (!cache->name) {
		kfree(cache);
		return NULL;
	}
	cache->size = size;
	cache->align = max_t(unsigned int, align, ARCH_SLAB_MINALIGN);
	if (flags & SLAB_HWCACHE_ALIGN)
		cache->align = max_t(unsigned int, cache->align, L1_CACHE_BYTES);
	cache->constructor = constructor;
	return cache;
}

struct kmem_cache *kmem_cache_create(const char *name, unsigned int size, unsigned int align,
				     slab_flags_t flags, void (*constructor)(void *))
{
	struct kmem_cache *cache = cache_make(name, size, align, flags, constructor);

	if (!cache && (flags & SLAB_PANIC))
		panic("kmem_cache_create(%s) failed", name);
	return cache;
}

struct kmem_cache *kmem_cache_create_usercopy(const char *name, unsigned int size,
					      unsigned int align, slab_flags_t flags,
					      unsigned int offset, unsigned int length,
					      void (*constructor)(void *))
{
	return kmem_cache_create(name, size, align, flags, constructor);
}

/* mm/slab_common.c: a cache with objects left is complained about and stays. */
void kmem_cache_destroy(struct kmem_cache *cache)
{
	if (!cache)
		return;
	might_sleep();
	if (atomic_read(&cache->objects)) {
		report_misuse("kmem_cache_destroy() of %s with %d objects left", cache->name,
			      atomic_read(&cache->objects));
		return;
	}
	kfree(cache->name);
	kfree(cache);
}

int kmem_cache_shrink(struct kmem_cache *cache)
{
	return 0;
}

unsigned int kmem_cache_size(struct kmem_cache *cache)
{
	return cache->size;
}

static void *object_get(struct kmem_cache *cache, gfp_t flags, const void *caller)
{
	void *object = slab_get(cache->size, cache->align, flags, "kmem_cache_alloc", caller);

	if (!object)
		return NULL;
	atomic_inc(&cache->objects);
	if (cache->constructor)
		cache->constructor(object);
	return object;
}

static void object_put(struct kmem_cache *cache, void *object, const void *caller)
{
	if (!object)
		return;
	atomic_dec(&cache->objects);
	slab_put(object, caller);
}

void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t flags)
{
	return object_get(cache, flags, __builtin_return_address(0));
}

void kmem_cache_free(struct kmem_cache *cache, void *object)
{
	object_put(cache, object, __builtin_return_address(0));
}

/* All or none. Return: how many. */
int kmem_cache_alloc_bulk(struct kmem_cache *cache, gfp_t flags, size_t count, void **objects)
{
	const void *caller = __builtin_return_address(0);

	for (size_t i = 0; i < count; i++) {
		objects[i] = object_get(cache, flags, caller);
		if (objects[i])
			continue;
		while (i--)
			object_put(cache, objects[i], caller);
		return 0;
	}
	return count;
}

void kmem_cache_free_bulk(struct kmem_cache *cache, size_t count, void **objects)
{
	for (size_t i = 0; i < count; i++)
		object_put(cache, objects[i], __builtin_return_address(0));
}
