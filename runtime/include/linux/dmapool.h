/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dmapool.h - small pieces of coherent memory
 */
#ifndef LINUX_DMAPOOL_H
#define LINUX_DMAPOOL_H

#include <linux/types.h>
#include <linux/gfp.h>
#include <linux/scatterlist.h>

struct device;
struct dma_pool;

struct dma_pool *dma_pool_create(const char *name, struct device *dev, size_t size,
				 size_t align, size_t boundary);
void dma_pool_destroy(struct dma_pool *pool);
void *dma_pool_alloc(struct dma_pool *pool, gfp_t mem_flags, dma_addr_t *handle);
void dma_pool_free(struct dma_pool *pool, void *vaddr, dma_addr_t addr);
struct dma_pool *dmam_pool_create(const char *name, struct device *dev, size_t size,
				  size_t align, size_t boundary);
void dmam_pool_destroy(struct dma_pool *pool);

#define dma_pool_zalloc(pool, flags, handle) \
	dma_pool_alloc(pool, (flags) | __GFP_ZERO, handle)

#endif /* LINUX_DMAPOOL_H */
