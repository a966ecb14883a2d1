/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sync.c - handing mapped bytes to the CPU and back to the device
 */
#include <runtime/kernel/fork.h>
#include <runtime/kernel/sched.h>
#include "mapping.h"

struct sync_call {
	struct sync_facts facts;
	unsigned int type;
	const void *caller;
};

static void emit_sync(const struct sync_call *call)
{
	const struct sync_facts *facts = &call->facts;

	dmacheck_event(&(const struct dmacheck_event){
		.kind = facts->to_cpu ? DMACHECK_SYNC_CPU : DMACHECK_SYNC_DEVICE,
		.device = facts->dev, .type = call->type,
		.direction = facts->direction, .dma_address = facts->dma_address,
		.size = facts->size, .value = facts->sg_entries, .caller = call->caller });
}

/* The part of the sync that lies in the mapping changes hands. */
static void sync_owner(const struct sync_facts *facts, struct mapping *entry)
{
	uint64_t offset = facts->dma_address - entry->dma_address;
	uint64_t size = facts->size;

	if (size > entry->size - offset)
		size = entry->size - offset;
	if (!size)
		return;
	if (facts->to_cpu)
		owner_to_cpu(entry, offset, size);
	else
		owner_to_device(entry, offset, size);
}

static void sync_bytes(const struct sync_facts *facts, const struct mapping *entry)
{
	uint64_t offset = facts->dma_address - entry->dma_address;
	uint64_t size = facts->size;

	if (size > entry->size - offset)
		size = entry->size - offset;
	if (facts->to_cpu)
		view_to_cpu(entry, offset, size, facts->direction);
	else
		view_to_device(entry, offset, size, facts->direction);
}

static void sync_range(const struct sync_call *call)
{
	static const struct table_need need = { .ranges = 2 };
	struct moved_facts moved = { 0 };
	struct mapping entry;
	uint32_t number;

	if (engine_refuses("dma_sync", call->facts.dev ? dev_name(call->facts.dev) : NULL))
		return;
	sched_stir();
	if (!mapping_lock_with(&need)) {
		emit_sync(call);
		return;
	}
	number = mapping_find(call->facts.dev, call->facts.dma_address);
	if (number) {
		entry = *mapping_entry(number);
		if (entry.type != DMACHECK_MAPPED_RESOURCE)
			sync_owner(&call->facts, mapping_entry(number));
		pfn_compare(mapping_entry(number), &moved);
	}
	emit_sync(call);
	mapping_unlock();

	check_sync(&call->facts, number ? &entry : NULL);
	pfn_report(&entry, &moved);
	if (number && entry.type != DMACHECK_MAPPED_RESOURCE)
		sync_bytes(&call->facts, &entry);
}

static void sync_single(struct device *dev, dma_addr_t addr, size_t size,
			enum dma_data_direction dir, bool to_cpu, const void *caller)
{
	const struct sync_call call = {
		.facts = { dev, addr, size, dir, 0, to_cpu },
		.type = DMACHECK_MAPPED_SINGLE, .caller = caller,
	};

	sched_point(POINT_CALL);
	sync_range(&call);
}

static void sync_sg(struct device *dev, struct scatterlist *sgl, int nelems,
		    enum dma_data_direction dir, bool to_cpu, const void *caller)
{
	struct scatterlist *sg;
	int i;

	sched_point(POINT_CALL);
	for_each_sg(sgl, sg, nelems, i) {
		const struct sync_call call = {
			.facts = { dev, sg ? sg_dma_address(sg) : 0,
				   sg ? sg_dma_len(sg) : 0, dir, i ? 0 : nelems, to_cpu },
			.type = DMACHECK_MAPPED_SG, .caller = caller,
		};

		if (!sg)
			break;
		sync_range(&call);
	}
}

void dma_sync_single_for_cpu(struct device *dev, dma_addr_t addr, size_t size,
			     enum dma_data_direction dir)
{
	sync_single(dev, addr, size, dir, true, mapping_caller());
}

void dma_sync_single_for_device(struct device *dev, dma_addr_t addr, size_t size,
				enum dma_data_direction dir)
{
	sync_single(dev, addr, size, dir, false, mapping_caller());
}

void dma_sync_single_range_for_cpu(struct device *dev, dma_addr_t addr,
				   unsigned long offset, size_t size,
				   enum dma_data_direction dir)
{
	sync_single(dev, addr + offset, size, dir, true, mapping_caller());
}

void dma_sync_single_range_for_device(struct device *dev, dma_addr_t addr,
				      unsigned long offset, size_t size,
				      enum dma_data_direction dir)
{
	sync_single(dev, addr + offset, size, dir, false, mapping_caller());
}

void dma_sync_sg_for_cpu(struct device *dev, struct scatterlist *sg, int nelems,
			 enum dma_data_direction dir)
{
	sync_sg(dev, sg, nelems, dir, true, mapping_caller());
}

void dma_sync_sg_for_device(struct device *dev, struct scatterlist *sg, int nelems,
			    enum dma_data_direction dir)
{
	sync_sg(dev, sg, nelems, dir, false, mapping_caller());
}

void dma_sync_sgtable_for_cpu(struct device *dev, struct sg_table *sgt,
			      enum dma_data_direction dir)
{
	sync_sg(dev, sgt->sgl, sgt->orig_nents, dir, true, mapping_caller());
}

void dma_sync_sgtable_for_device(struct device *dev, struct sg_table *sgt,
				 enum dma_data_direction dir)
{
	sync_sg(dev, sgt->sgl, sgt->orig_nents, dir, false, mapping_caller());
}
