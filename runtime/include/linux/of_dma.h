/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * linux/of_dma.h - channels by device tree, on a machine that has none
 *
 * As the kernel's without CONFIG_DMA_OF: controllers cannot be registered.
 */
#ifndef __LINUX_OF_DMA_H
#define __LINUX_OF_DMA_H

#include <linux/dmaengine.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/of.h>

struct of_dma {
	struct list_head of_dma_controllers;
	struct device_node *of_node;
	struct dma_chan *(*of_dma_xlate)(struct of_phandle_args *,
					 struct of_dma *);
	void *(*of_dma_route_allocate)(struct of_phandle_args *,
				       struct of_dma *);
	struct dma_router *dma_router;
	void *of_dma_data;
};

struct of_dma_filter_info {
	dma_cap_mask_t dma_cap;
	dma_filter_fn filter_fn;
};

static inline int
of_dma_controller_register(struct device_node *np,
			   struct dma_chan *(*of_dma_xlate)(
				struct of_phandle_args *, struct of_dma *),
			   void *data)
{
	return -ENODEV;
}

static inline void of_dma_controller_free(struct device_node *np) { }

static inline int
of_dma_router_register(struct device_node *np,
		       void *(*of_dma_route_allocate)(
				struct of_phandle_args *, struct of_dma *),
		       struct dma_router *dma_router)
{
	return -ENODEV;
}

#define of_dma_router_free of_dma_controller_free

static inline struct dma_chan *
of_dma_request_slave_channel(struct device_node *np, const char *name)
{
	return ERR_PTR(-ENODEV);
}

static inline struct dma_chan *
of_dma_simple_xlate(struct of_phandle_args *dma_spec, struct of_dma *ofdma)
{
	return NULL;
}

#define of_dma_xlate_by_chan_id NULL

#endif /* __LINUX_OF_DMA_H */
