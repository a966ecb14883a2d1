/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * map-sg.c - mapping memory in pieces; each entry becomes a mapping, none are merged
 */
#include <runtime/kernel/fault.h>
#include <runtime/kernel/sched.h>
#include "mapping.h"

struct sg_call {
	struct device *dev;
	struct scatterlist *sgl;
	int entries;
	enum dma_data_direction direction;
	unsigned long attrs;
	const void *caller;
};

static struct map_request sg_request(const struct sg_call *call, struct scatterlist *sg)
{
	struct device *dev = call->dev;

	return (struct map_request){
		.dev = dev, .type = DMACHECK_MAPPED_SG, .direction = call->direction,
		.address = (uintptr_t)sg_virt(sg), .size = sg->length,
		.attrs = call->attrs, .caller = call->caller,
		.sg_entries = call->entries,
		.mask = dev && dev->dma_mask ? *dev->dma_mask : 0,
	};
}

static void sg_unmap(const struct sg_call *call, struct scatterlist *sg,
		     unsigned int sg_entries, unsigned long attrs)
{
	const struct unmap_request request = {
		.dev = call->dev, .type = DMACHECK_MAPPED_SG,
		.direction = call->direction, .dma_address = sg_dma_address(sg),
		.size = sg_dma_len(sg), .attrs = attrs, .caller = call->caller,
		.sg_entries = sg_entries,
	};
	struct mapping entry;

	if (!mapping_remove(&request, &entry))
		return;
	if (!(attrs & DMA_ATTR_SKIP_CPU_SYNC))
		view_to_cpu(&entry, 0, entry.size, request.direction);
	if (entry.type <= DMACHECK_MAPPED_SG)
		limbo_put(entry.memory, entry.size);
}

static bool sg_map(const struct sg_call *call, struct scatterlist *sg)
{
	struct map_request request = sg_request(call, sg);

	if (!check_map(&request))
		return false;
	sg->dma_address = mapping_add(&request);
	sg->dma_length = sg->length;
	if (sg->dma_address == DMA_MAPPING_ERROR)
		return false;
	check_sg(call->dev, sg);
	return true;
}

/* What was mapped before an entry failed; nobody has seen it. */
static void sg_undo(const struct sg_call *call, int mapped)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(call->sgl, sg, mapped, i)
		sg_unmap(call, sg, 0, call->attrs | DMA_ATTR_SKIP_CPU_SYNC);
}

static int sg_map_all(const struct sg_call *call)
{
	struct scatterlist *sg;
	int i;

	if (call->entries <= 0 || !call->sgl)
		return -EINVAL;
	if (fault_now(FAULT_MAP))
		return -ENOMEM;
	for_each_sg(call->sgl, sg, call->entries, i) {
		if (!sg || !sg_map(call, sg)) {
			sg_undo(call, i);
			return sg ? -ENOMEM : -EINVAL;
		}
	}
	return call->entries;
}

static int map_sg(const struct sg_call *call)
{
	int mapped;

	sched_point(POINT_CALL);
	mapped = sg_map_all(call);
	dmacheck_emit(MAP_SG, .device = call->dev, .object = call->sgl,
		      .direction = call->direction, .size = call->entries,
		      .value = mapped > 0 ? mapped : 0, .caller = call->caller);
	return mapped;
}

/* Return: entries mapped, 0 if none could be. */
unsigned int dma_map_sg_attrs(struct device *dev, struct scatterlist *sg, int nents,
			      enum dma_data_direction dir, unsigned long attrs)
{
	const struct sg_call call = { dev, sg, nents, dir, attrs, mapping_caller() };
	int mapped = map_sg(&call);

	return mapped > 0 ? mapped : 0;
}

int dma_map_sgtable(struct device *dev, struct sg_table *sgt,
		    enum dma_data_direction dir, unsigned long attrs)
{
	const struct sg_call call = {
		dev, sgt->sgl, sgt->orig_nents, dir, attrs, mapping_caller()
	};
	int mapped = map_sg(&call);

	if (mapped < 0)
		return mapped;
	sgt->nents = mapped;
	return 0;
}

static void unmap_sg(const struct sg_call *call)
{
	struct scatterlist *sg;
	int i;

	sched_point(POINT_CALL);
	dmacheck_emit(UNMAP_SG, .device = call->dev, .object = call->sgl,
		      .direction = call->direction, .value = call->entries,
		      .caller = call->caller);
	for_each_sg(call->sgl, sg, call->entries, i) {
		if (!sg)
			break;
		/* a wrong count is told once, at the first entry */
		sg_unmap(call, sg, i ? 0 : call->entries, call->attrs);
	}
}

void dma_unmap_sg_attrs(struct device *dev, struct scatterlist *sg, int nents,
			enum dma_data_direction dir, unsigned long attrs)
{
	const struct sg_call call = { dev, sg, nents, dir, attrs, mapping_caller() };

	unmap_sg(&call);
}

void dma_unmap_sgtable(struct device *dev, struct sg_table *sgt,
		       enum dma_data_direction dir, unsigned long attrs)
{
	const struct sg_call call = {
		dev, sgt->sgl, sgt->orig_nents, dir, attrs, mapping_caller()
	};

	unmap_sg(&call);
}
