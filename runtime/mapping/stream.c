/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stream.c - mapping and unmapping memory of the driver's own
 */
#include <runtime/kernel/fault.h>
#include <runtime/kernel/sched.h>
#include "mapping.h"
#include <linux/mm.h>

static uint64_t device_mask(struct device *dev)
{
	return dev && dev->dma_mask ? *dev->dma_mask : 0;
}

static dma_addr_t map_failed(const struct map_request *request)
{
	dmacheck_emit(MAP, .device = request->dev, .type = request->type,
		      .direction = request->direction, .address = request->address,
		      .dma_address = DMA_MAPPING_ERROR, .size = request->size,
		      .flags = request->attrs, .caller = request->caller);
	held_failed(request->address);
	return DMA_MAPPING_ERROR;
}

static dma_addr_t map_bytes(const struct map_request *request)
{
	sched_point(POINT_CALL);
	if (!check_map(request) || fault_now(FAULT_MAP))
		return map_failed(request);
	return mapping_add(request);
}

static void unmap_bytes(const struct unmap_request *request)
{
	struct mapping entry;

	sched_point(POINT_CALL);
	if (!mapping_remove(request, &entry))
		return;
	if (!(request->attrs & DMA_ATTR_SKIP_CPU_SYNC))
		view_to_cpu(&entry, 0, entry.size, request->direction);
	if (entry.type <= DMACHECK_MAPPED_SG)
		limbo_put(entry.memory, entry.size);
}

/* In the kernel's order: kernel/dma/mapping.c, include/linux/dma-mapping.h. */
dma_addr_t dma_map_single_attrs(struct device *dev, void *ptr, size_t size,
				enum dma_data_direction dir, unsigned long attrs)
{
	const struct map_request request = {
		.dev = dev, .type = DMACHECK_MAPPED_SINGLE, .direction = dir,
		.address = (uintptr_t)ptr, .size = size, .attrs = attrs,
		.caller = mapping_caller(), .mask = device_mask(dev),
		.error_check = DMACHECK_CHECK_MISSING,
	};

	if (is_vmalloc_addr(ptr)) {
		check_bad(dev, (uintptr_t)ptr, size, DMACHECK_BAD_VMALLOC);
		return map_failed(&request);
	}
	return map_bytes(&request);
}

dma_addr_t dma_map_page_attrs(struct device *dev, struct page *page, size_t offset,
			      size_t size, enum dma_data_direction dir,
			      unsigned long attrs)
{
	const struct map_request request = {
		.dev = dev, .type = DMACHECK_MAPPED_PAGE, .direction = dir,
		.address = (uintptr_t)page_address(page) + offset,
		.size = size, .attrs = attrs,
		.caller = mapping_caller(), .mask = device_mask(dev),
		.error_check = DMACHECK_CHECK_MISSING,
	};

	return map_bytes(&request);
}

dma_addr_t dma_map_resource(struct device *dev, phys_addr_t phys_addr, size_t size,
			    enum dma_data_direction dir, unsigned long attrs)
{
	const struct map_request request = {
		.dev = dev, .type = DMACHECK_MAPPED_RESOURCE, .direction = dir,
		.address = phys_addr, .size = size, .attrs = attrs,
		.caller = mapping_caller(), .mask = device_mask(dev),
		.error_check = DMACHECK_CHECK_MISSING,
	};

	if (size && phys_addr + size - 1 > request.mask)
		return map_failed(&request);
	return map_bytes(&request);
}

void dma_unmap_single_attrs(struct device *dev, dma_addr_t addr, size_t size,
			    enum dma_data_direction dir, unsigned long attrs)
{
	unmap_bytes(&(const struct unmap_request){
		.dev = dev, .type = DMACHECK_MAPPED_SINGLE, .direction = dir,
		.dma_address = addr, .size = size, .attrs = attrs,
		.caller = mapping_caller() });
}

void dma_unmap_page_attrs(struct device *dev, dma_addr_t addr, size_t size,
			  enum dma_data_direction dir, unsigned long attrs)
{
	unmap_bytes(&(const struct unmap_request){
		.dev = dev, .type = DMACHECK_MAPPED_PAGE, .direction = dir,
		.dma_address = addr, .size = size, .attrs = attrs,
		.caller = mapping_caller() });
}

void dma_unmap_resource(struct device *dev, dma_addr_t addr, size_t size,
			enum dma_data_direction dir, unsigned long attrs)
{
	unmap_bytes(&(const struct unmap_request){
		.dev = dev, .type = DMACHECK_MAPPED_RESOURCE, .direction = dir,
		.dma_address = addr, .size = size, .attrs = attrs,
		.caller = mapping_caller() });
}

/* The driver looks whether a mapping has failed; a mapping remembers that. */
static void mapping_checked(struct device *dev, dma_addr_t dma_addr, const void *caller)
{
	struct mapping *entry;
	uint32_t number;

	mapping_lock();
	number = mapping_find(dev, dma_addr);
	entry = number ? mapping_entry(number) : NULL;
	if (entry && entry->dma_address == dma_addr &&
	    entry->error_check == DMACHECK_CHECK_MISSING)
		entry->error_check = DMACHECK_CHECK_DONE;
	dmacheck_emit(MAP_CHECKED, .device = dev, .dma_address = dma_addr,
		      .value = dma_addr == DMA_MAPPING_ERROR, .caller = caller);
	mapping_unlock();
}

void debug_dma_mapping_error(struct device *dev, dma_addr_t dma_addr)
{
	mapping_checked(dev, dma_addr, mapping_caller());
}

int dma_mapping_error(struct device *dev, dma_addr_t dma_addr)
{
	mapping_checked(dev, dma_addr, mapping_caller());
	return dma_addr == DMA_MAPPING_ERROR ? -ENOMEM : 0;
}

void debug_dma_map_single(struct device *dev, const void *addr, unsigned long len)
{
	if (!virt_addr_valid(addr))
		check_bad(dev, (uintptr_t)addr, len, DMACHECK_BAD_INVALID);
}
