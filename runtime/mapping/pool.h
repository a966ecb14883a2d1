/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pool.h - what managed pools ask of a pool
 */
#ifndef DMACHECK_POOL_H
#define DMACHECK_POOL_H

struct device;
struct dma_pool;

struct device *pool_device(const struct dma_pool *pool)
	__attribute__((visibility("hidden")));

#endif /* DMACHECK_POOL_H */
