/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-unmap.c - pages to be unmapped when the last user of a transfer is done
 *
 * Four sizes, each with one spare one that is handed out when memory is short:
 * so a caller that may sleep always gets one, as from the kernel's mempools.
 * Semantics of drivers/dma/dmaengine.c.
 */
#define DMACHECK_CORE
#include <linux/bug.h>
#include <linux/dma-mapping.h>
#include <linux/export.h>
#include <linux/gfp.h>

#include "runtime/engine/core.h"
#include "runtime/kernel/context.h"
#include "runtime/kernel/fault.h"
#include "runtime/kernel/raw.h"

struct pool {
	unsigned int entries;
	struct dmaengine_unmap_data *spare;	/* protected by pool_lock */
};

static struct pool pools[] = {
	{ .entries = 2 }, { .entries = 16 }, { .entries = 128 }, { .entries = 256 },
};
static struct raw_lock pool_lock = RAW_LOCK_INIT;

static struct pool *pool_for(unsigned int entries)
{
	struct pool *pool;

	BUG_ON(!entries);
	for (pool = pools; pool < pools + ARRAY_SIZE(pools); pool++)
		if (entries <= pool->entries)
			return pool;
	BUG();
}

static struct dmaengine_unmap_data *take_spare(struct pool *pool)
{
	struct dmaengine_unmap_data *spare;

	raw_lock(&pool_lock);
	spare = pool->spare;
	pool->spare = NULL;
	raw_unlock(&pool_lock);
	return spare;
}

static void give_back(struct pool *pool, struct dmaengine_unmap_data *unmap)
{
	raw_lock(&pool_lock);
	if (!pool->spare) {
		pool->spare = unmap;
		unmap = NULL;
	}
	raw_unlock(&pool_lock);
	engine_free(unmap);
}

/* What an earlier user has left of the addresses is behind the counts. */
static struct dmaengine_unmap_data *begin_unmap(struct dmaengine_unmap_data *unmap,
						struct device *dev, int count)
{
	*unmap = (struct dmaengine_unmap_data) { .dev = dev, .map_cnt = count };
	kref_init(&unmap->kref);
	return unmap;
}

/* Only a caller that may not sleep can be refused. */
struct dmaengine_unmap_data *
dmaengine_get_unmap_data(struct device *dev, int nr, gfp_t flags)
{
	struct pool *pool = pool_for(nr);
	struct dmaengine_unmap_data *unmap;

	if (gfpflags_allow_blocking(flags))
		context_may_sleep("mempool_alloc", __builtin_return_address(0));
	else if (fault_now(FAULT_ALLOC))
		return NULL;
	unmap = engine_zalloc(struct_size(unmap, addr, pool->entries));
	if (!unmap)
		unmap = take_spare(pool);
	return unmap ? begin_unmap(unmap, dev, nr) : NULL;
}
EXPORT_SYMBOL(dmaengine_get_unmap_data);

static void unmap_pages(struct dmaengine_unmap_data *unmap, unsigned int first,
			unsigned int count, enum dma_data_direction direction)
{
	unsigned int i;

	for (i = first; i < first + count; i++) {
		if (direction == DMA_BIDIRECTIONAL && !unmap->addr[i])
			continue;
		dma_unmap_page(unmap->dev, unmap->addr[i], unmap->len, direction);
	}
}

static void release_unmap(struct kref *kref)
{
	struct dmaengine_unmap_data *unmap =
		container_of(kref, struct dmaengine_unmap_data, kref);
	unsigned int from = unmap->to_cnt;
	unsigned int bidi = from + unmap->from_cnt;

	unmap_pages(unmap, 0, unmap->to_cnt, DMA_TO_DEVICE);
	unmap_pages(unmap, from, unmap->from_cnt, DMA_FROM_DEVICE);
	unmap_pages(unmap, bidi, unmap->bidi_cnt, DMA_BIDIRECTIONAL);
	give_back(pool_for(unmap->map_cnt), unmap);
}

void dmaengine_unmap_put(struct dmaengine_unmap_data *unmap)
{
	if (unmap)
		kref_put(&unmap->kref, release_unmap);
}
EXPORT_SYMBOL_GPL(dmaengine_unmap_put);

void dma_set_unmap(struct dma_async_tx_descriptor *tx,
		   struct dmaengine_unmap_data *unmap)
{
	kref_get(&unmap->kref);
	tx->unmap = unmap;
}
EXPORT_SYMBOL_GPL(dma_set_unmap);

void dma_descriptor_unmap(struct dma_async_tx_descriptor *tx)
{
	struct dmaengine_unmap_data *unmap = tx->unmap;

	tx->unmap = NULL;
	dmaengine_unmap_put(unmap);
}
EXPORT_SYMBOL_GPL(dma_descriptor_unmap);
