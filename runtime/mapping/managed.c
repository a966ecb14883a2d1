/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * managed.c - coherent memory and pools that go with their driver
 */
#include "mapping.h"
#include "pool.h"
#include <linux/device.h>
#include <linux/dmapool.h>

struct managed_memory {
	size_t size;
	void *address;
	dma_addr_t handle;
	unsigned long attrs;
};

static void memory_release(struct device *dev, void *data)
{
	struct managed_memory *memory = data;

	dma_free_attrs(dev, memory->size, memory->address, memory->handle, memory->attrs);
}

static int memory_match(struct device *dev, void *data, void *wanted)
{
	return ((struct managed_memory *)data)->address == wanted;
}

void *dmam_alloc_attrs(struct device *dev, size_t size, dma_addr_t *dma_handle,
		       gfp_t gfp, unsigned long attrs)
{
	struct managed_memory *memory = devres_alloc(memory_release, sizeof(*memory), gfp);

	if (!memory)
		return NULL;
	memory->address = dma_alloc_attrs(dev, size, dma_handle, gfp, attrs);
	if (!memory->address) {
		devres_free(memory);
		return NULL;
	}
	memory->size = size;
	memory->handle = *dma_handle;
	memory->attrs = attrs;
	devres_add(dev, memory);
	return memory->address;
}

void *dmam_alloc_coherent(struct device *dev, size_t size, dma_addr_t *dma_handle,
			  gfp_t gfp)
{
	return dmam_alloc_attrs(dev, size, dma_handle, gfp, 0);
}

void dmam_free_coherent(struct device *dev, size_t size, void *vaddr,
			dma_addr_t dma_handle)
{
	devres_destroy(dev, memory_release, memory_match, vaddr);
	dma_free_coherent(dev, size, vaddr, dma_handle);
}

static void pool_release(struct device *dev, void *data)
{
	dma_pool_destroy(*(struct dma_pool **)data);
}

static int pool_match(struct device *dev, void *data, void *wanted)
{
	return *(struct dma_pool **)data == wanted;
}

struct dma_pool *dmam_pool_create(const char *name, struct device *dev, size_t size,
				  size_t align, size_t boundary)
{
	struct dma_pool **pool = devres_alloc(pool_release, sizeof(*pool), GFP_KERNEL);

	if (!pool)
		return NULL;
	*pool = dma_pool_create(name, dev, size, align, boundary);
	if (!*pool) {
		devres_free(pool);
		return NULL;
	}
	devres_add(dev, pool);
	return *pool;
}

/* Released by its entry if it has one, so never twice. */
void dmam_pool_destroy(struct dma_pool *pool)
{
	devres_release(pool_device(pool), pool_release, pool_match, pool);
}
