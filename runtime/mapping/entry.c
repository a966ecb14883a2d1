/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * entry.c - a mapping comes and goes
 *
 * Every way to map ends in mapping_add(), every way to unmap in mapping_remove(). Events are
 * emitted under the lock, in the order of the tables; what is wrong is told after
 * it, from copies.
 */
#include <runtime/kernel/context.h>
#include <runtime/kernel/fork.h>
#include <runtime/kernel/options.h>
#include <runtime/kernel/sched.h>
#include <runtime/kernel/stack.h>
#include "mapping.h"

static uint64_t sequence;
static uint32_t resources;	/* mappings whose address is a bus address already */

void entries_reset(void)
{
	resources = 0;
}

static size_t entry_pages(const struct mapping *entry)
{
	size_t offset = entry->address & (MAPPING_PAGE - 1);

	return (offset + entry->size + MAPPING_PAGE - 1) >> MAPPING_PAGE_SHIFT;
}

static struct mapping entry_of(const struct map_request *request)
{
	return (struct mapping){
		.device = request->dev,
		.address = request->address,
		.size = request->size,
		.memory = request->memory,
		.stack = stack_intern(request->caller),
		.time = sched_now(),
		.attrs = request->attrs,
		.sg_entries = request->sg_entries,
		.type = request->type,
		.direction = request->direction,
		.error_check = request->error_check,
	};
}

/* @entry: in the table, or NULL */
static void emit_map(const struct map_request *request, dma_addr_t dma_address,
		     const struct mapping *entry)
{
	dmacheck_emit(MAP, .device = request->dev, .type = request->type,
		      .direction = request->direction, .address = request->address,
		      .dma_address = dma_address, .size = request->size,
		      .flags = request->attrs, .value = entry ? pfn_first(entry) : 0,
		      .caller = request->caller);
}

static bool entry_place(struct mapping *entry, uint32_t number, uint64_t mask)
{
	uint64_t page;

	if (entry->type == DMACHECK_MAPPED_RESOURCE) {
		entry->dma_address = entry->address;
		return true;
	}
	page = space_take(entry_pages(entry), mask, number);
	entry->dma_address = (page << MAPPING_PAGE_SHIFT) +
			     (entry->address & (MAPPING_PAGE - 1));
	return page;
}

static void entry_list(struct mapping *entry, uint32_t number,
		       struct frame_facts *facts)
{
	if (entry->type == DMACHECK_MAPPED_RESOURCE) {
		entry->next = resources;
		resources = number;
		return;
	}
	frames_insert(number, facts);
	pfn_record(entry);
	if (entry->attrs & DMA_ATTR_SKIP_CPU_SYNC)
		owner_to_cpu(entry, 0, entry->size);
}

/* What mapping_add() does under the lock. Return: NULL without DMA addresses. */
static struct mapping *entry_insert(struct mapping *entry, uint64_t mask,
				    struct frame_facts *facts)
{
	uint32_t number = mapping_table_get(TABLE_MAPPINGS);

	if (!entry_place(entry, number, mask)) {
		mapping_table_put(TABLE_MAPPINGS, number);
		return NULL;
	}
	entry->sequence = ++sequence;
	*mapping_entry(number) = *entry;
	entry_list(mapping_entry(number), number, facts);
	return mapping_entry(number);
}

static dma_addr_t add_untracked(const struct map_request *request)
{
	emit_map(request, request->address, NULL);
	return request->address;
}

dma_addr_t mapping_add(const struct map_request *request)
{
	struct mapping entry = entry_of(request), other = { 0 };
	struct frame_facts facts = { 0 };
	struct table_need need = { .mappings = 1, .ranges = 1 };
	struct mapping *inserted;

	if (engine_refuses("dma_map", request->dev ? dev_name(request->dev) : NULL))
		return DMA_MAPPING_ERROR;
	sched_stir();
	if (request->type != DMACHECK_MAPPED_RESOURCE)
		need.nodes = entry_pages(&entry);
	if (!entry.memory)
		entry.memory = view_create(request);
	if (!mapping_lock_with(&need)) {
		if (entry.memory != request->memory)
			limbo_put(entry.memory, entry.size);
		return add_untracked(request);
	}
	inserted = entry_insert(&entry, request->mask, &facts);
	if (request->attrs & DMA_ATTR_SKIP_CPU_SYNC)
		facts.overlapped = 0;
	if (facts.overlapped)
		other = *mapping_entry(facts.overlapped);
	emit_map(request, inserted ? entry.dma_address : DMA_MAPPING_ERROR, inserted);
	mapping_unlock();

	if (!inserted) {
		held_failed(request->address);
		if (entry.memory != request->memory)
			limbo_put(entry.memory, entry.size);
		return DMA_MAPPING_ERROR;
	}
	if (facts.overlapped || facts.exceeded)
		check_overlap(request->dev, &other, &facts);
	return entry.dma_address;
}

static uint32_t resource_find(const struct device *dev, dma_addr_t address)
{
	uint32_t number = resources;

	for (; number; number = mapping_entry(number)->next) {
		const struct mapping *entry = mapping_entry(number);

		if ((!dev || entry->device == dev) &&
		    address - entry->dma_address < entry->size)
			break;
	}
	return number;
}

/**
 * mapping_find() - the mapping that has a DMA address
 * @dev: its device; NULL: of any
 * Context: under the mapping lock.
 * Return: its number, or 0.
 */
uint32_t mapping_find(const struct device *dev, dma_addr_t address)
{
	uint32_t number = space_lookup(address);
	const struct mapping *entry;

	if (!number)
		return resources ? resource_find(dev, address) : 0;
	entry = mapping_entry(number);
	if ((dev && entry->device != dev) || address - entry->dma_address >= entry->size)
		return 0;
	return number;
}

static void resource_unlist(uint32_t number)
{
	uint32_t *link = &resources;

	while (*link != number)
		link = &mapping_entry(*link)->next;
	*link = mapping_entry(number)->next;
}

static void entry_remove(struct mapping *entry, uint32_t number)
{
	if (entry->type == DMACHECK_MAPPED_RESOURCE) {
		resource_unlist(number);
	} else {
		space_put(entry->dma_address >> MAPPING_PAGE_SHIFT, entry_pages(entry));
		frames_remove(number);
		owner_clear(entry);
	}
	entry->device = NULL;
	mapping_table_put(TABLE_MAPPINGS, number);
}

static void emit_unmap(const struct unmap_request *request)
{
	dmacheck_emit(UNMAP, .device = request->dev, .type = request->type,
		      .direction = request->direction,
		      .dma_address = request->dma_address, .size = request->size,
		      .address = (uintptr_t)request->address,
		      .flags = context_current()->unmapping ? DMACHECK_BY_PROVIDER : 0,
		      .caller = request->caller);
}

bool mapping_remove(const struct unmap_request *request, struct mapping *ret_entry)
{
	struct moved_facts moved = { 0 };
	struct mapping entry = { 0 };
	uint32_t number;
	bool exact;

	if (engine_refuses("dma_unmap", request->dev ? dev_name(request->dev) : NULL))
		return false;
	sched_stir();
	mapping_lock();
	number = mapping_find(request->dev, request->dma_address);
	if (number)
		entry = *mapping_entry(number);
	exact = number && entry.dma_address == request->dma_address;
	if (exact) {
		pfn_compare(mapping_entry(number), &moved);
		entry_remove(mapping_entry(number), number);
	}
	emit_unmap(request);
	mapping_unlock();

	if (number || mapping_tracking())
		check_unmap(request, number ? &entry : NULL, exact);
	pfn_report(&entry, &moved);
	if (exact)
		*ret_entry = entry;
	return exact;
}
