/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * coherent.c - memory that the API gives out already mapped
 *
 * Whole pages, zeroed, from the engine's own memory: the driver's allocations are
 * counted elsewhere. Non-coherent memory has room behind it for the device's copy.
 */
#include <string.h>

#include <runtime/kernel/context.h>
#include <runtime/kernel/fault.h>
#include <runtime/kernel/options.h>
#include <runtime/kernel/report.h>
#include <runtime/kernel/sched.h>
#include "mapping.h"
#include <linux/mm.h>

static size_t page_round(size_t size)
{
	return (size + MAPPING_PAGE - 1) & -MAPPING_PAGE;
}

static dma_addr_t alloc_failed(const struct map_request *request)
{
	dmacheck_emit(MAP, .device = request->dev, .type = request->type,
		      .direction = request->direction,
		      .dma_address = DMA_MAPPING_ERROR, .size = request->size,
		      .flags = request->attrs, .caller = request->caller);
	return DMA_MAPPING_ERROR;
}

/* Fills in the request's memory and address. Return: false without memory. */
static bool block_alloc(struct map_request *request)
{
	size_t size = page_round(request->size);

	if (!request->size || size < request->size)
		return false;
	if (request->type == DMACHECK_MAPPED_NONCOHERENT && !options.coherent)
		size *= 2;
	request->memory = engine_zalloc_aligned(size, MAPPING_PAGE);
	request->address = (uintptr_t)request->memory;
	return request->memory;
}

static bool alloc_allowed(struct map_request *request, gfp_t gfp)
{
	sched_point(POINT_CALL);
	if (gfpflags_allow_blocking(gfp))
		context_may_sleep("dma_alloc", request->caller);
	if (request->dev && request->mask)
		return !fault_now(FAULT_DMA_ALLOC);
	report_misuse_once(request->caller, "WARNING: DMA allocation for %s, which has no DMA mask",
			   request->dev ? dev_name(request->dev) : "no device");
	return false;
}

static void *alloc_mapped(struct map_request *request, dma_addr_t *ret_handle, gfp_t gfp)
{
	dma_addr_t handle;

	if (!alloc_allowed(request, gfp) || !block_alloc(request)) {
		alloc_failed(request);
		return NULL;
	}
	handle = mapping_add(request);
	if (handle == DMA_MAPPING_ERROR) {
		engine_free(request->memory);
		return NULL;
	}
	*ret_handle = handle;
	return (void *)request->address;
}

/* Given out while mappings are not tracked: its handle is its address. */
static bool is_untracked(const struct unmap_request *request)
{
	return !mapping_tracking() && request->dma_address == (uintptr_t)request->address;
}

static void free_mapped(const struct unmap_request *request)
{
	struct mapping entry = { 0 };

	sched_point(POINT_CALL);
	if (!mapping_remove(request, &entry)) {
		if (is_untracked(request))
			limbo_put((void *)request->address, request->size);
		return;
	}
	/* freed by the wrong function: only the memory of this one is ours to free */
	limbo_put(entry.memory, entry.size);
}

static void *alloc_coherent(struct device *dev, size_t size, dma_addr_t *handle, gfp_t gfp,
			    unsigned long attrs, const void *caller)
{
	struct map_request request = {
		.dev = dev, .type = DMACHECK_MAPPED_COHERENT,
		.direction = DMA_BIDIRECTIONAL, .size = size, .attrs = attrs,
		.caller = caller, .mask = dev ? dev->coherent_dma_mask : 0,
	};

	return alloc_mapped(&request, handle, gfp);
}

static void free_coherent(struct device *dev, size_t size, void *cpu_addr,
			  dma_addr_t handle, unsigned long attrs, const void *caller)
{
	if (context_flags() & DMACHECK_IRQS_OFF)
		report_misuse_once(caller, "WARNING: dma_free_attrs() with interrupts disabled");
	if (!cpu_addr)
		return;
	free_mapped(&(const struct unmap_request){
		.dev = dev, .type = DMACHECK_MAPPED_COHERENT,
		.direction = DMA_BIDIRECTIONAL, .dma_address = handle, .size = size,
		.attrs = attrs, .caller = caller, .address = cpu_addr });
}

void *dma_alloc_attrs(struct device *dev, size_t size, dma_addr_t *dma_handle,
		      gfp_t gfp, unsigned long attrs)
{
	return alloc_coherent(dev, size, dma_handle, gfp, attrs, mapping_caller());
}

void dma_free_attrs(struct device *dev, size_t size, void *cpu_addr,
		    dma_addr_t dma_handle, unsigned long attrs)
{
	free_coherent(dev, size, cpu_addr, dma_handle, attrs, mapping_caller());
}

void *dma_alloc_coherent(struct device *dev, size_t size, dma_addr_t *dma_handle,
			 gfp_t gfp)
{
	return alloc_coherent(dev, size, dma_handle, gfp, 0, mapping_caller());
}

void dma_free_coherent(struct device *dev, size_t size, void *cpu_addr,
		       dma_addr_t dma_handle)
{
	free_coherent(dev, size, cpu_addr, dma_handle, 0, mapping_caller());
}

static void *alloc_noncoherent(struct device *dev, size_t size, dma_addr_t *handle,
			       enum dma_data_direction dir, gfp_t gfp, const void *caller)
{
	struct map_request request = {
		.dev = dev, .type = DMACHECK_MAPPED_NONCOHERENT, .direction = dir,
		.size = size, .caller = caller,
		.mask = dev ? dev->coherent_dma_mask : 0,
	};

	return alloc_mapped(&request, handle, gfp);
}

static void free_noncoherent(struct device *dev, size_t size, void *address,
			     dma_addr_t handle, enum dma_data_direction dir,
			     const void *caller)
{
	free_mapped(&(const struct unmap_request){
		.dev = dev, .type = DMACHECK_MAPPED_NONCOHERENT, .direction = dir,
		.dma_address = handle, .size = size, .caller = caller,
		.address = address });
}

void *dma_alloc_noncoherent(struct device *dev, size_t size, dma_addr_t *dma_handle,
			    enum dma_data_direction dir, gfp_t gfp)
{
	return alloc_noncoherent(dev, size, dma_handle, dir, gfp, mapping_caller());
}

void dma_free_noncoherent(struct device *dev, size_t size, void *vaddr,
			  dma_addr_t dma_handle, enum dma_data_direction dir)
{
	free_noncoherent(dev, size, vaddr, dma_handle, dir, mapping_caller());
}

struct page *dma_alloc_pages(struct device *dev, size_t size, dma_addr_t *dma_handle,
			     enum dma_data_direction dir, gfp_t gfp)
{
	void *memory = alloc_noncoherent(dev, size, dma_handle, dir, gfp, mapping_caller());

	return memory ? virt_to_page(memory) : NULL;
}

void dma_free_pages(struct device *dev, size_t size, struct page *page,
		    dma_addr_t dma_handle, enum dma_data_direction dir)
{
	free_noncoherent(dev, size, page_address(page), dma_handle, dir, mapping_caller());
}

int dma_get_sgtable_attrs(struct device *dev, struct sg_table *sgt, void *cpu_addr,
			  dma_addr_t dma_addr, size_t size, unsigned long attrs)
{
	int result = sg_alloc_table(sgt, 1, GFP_KERNEL);

	if (!result)
		sg_set_page(sgt->sgl, virt_to_page(cpu_addr), page_round(size), 0);
	return result;
}
