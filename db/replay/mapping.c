/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping.c - mappings begin, are found by either address, and are gone
 */
#include "db/replay/mapping.h"

struct mappings *mappings_of(struct replay *replay)
{
	struct world *world = &replay->world;

	if (!world->mappings)
		world->mappings = world_take(world, sizeof(*world->mappings));
	return world->mappings;
}

const char *mapping_direction(uint32_t direction)
{
	static const char *const words[] = {
		[MAPPED_BOTH_WAYS] = "DMA_BIDIRECTIONAL",
		[MAPPED_TO_DEVICE] = "DMA_TO_DEVICE",
		[MAPPED_FROM_DEVICE] = "DMA_FROM_DEVICE",
		[MAPPED_NO_WAY] = "DMA_NONE",
	};

	return direction < sizeof(words) / sizeof(*words) ? words[direction] : "?";
}

/* Coherent memory goes both ways, and of bad memory no direction is known. */
static bool has_direction(const struct mapping *mapping)
{
	return mapping->kind != DMACHECK_MAPPED_COHERENT &&
	       mapping->direction != MAPPED_NO_WAY;
}

void mapping_name(const struct thing *thing, char *text, size_t size)
{
	static const char *const kinds[] = {
		[DMACHECK_MAPPED_SINGLE] = "mapping",
		[DMACHECK_MAPPED_PAGE] = "mapping",
		[DMACHECK_MAPPED_SG] = "scatterlist entry",
		[DMACHECK_MAPPED_COHERENT] = "coherent buffer",
		[DMACHECK_MAPPED_NONCOHERENT] = "non-coherent buffer",
		[DMACHECK_MAPPED_RESOURCE] = "mapping of a resource",
	};
	const struct mapping *mapping = (const struct mapping *)thing;
	bool known = mapping->kind < sizeof(kinds) / sizeof(*kinds);
	const char *device = mapping->device->name;

	snprintf(text, size, "a %s%s%s of %llu bytes for %s",
		 has_direction(mapping) ? mapping_direction(mapping->direction) : "",
		 has_direction(mapping) ? " " : "",
		 kinds[known ? mapping->kind : DMACHECK_MAPPED_SINGLE],
		 (unsigned long long)mapping->size,
		 *device ? device : "a device without a name");
}

static struct mapping *mapping_new(struct replay *replay, const struct trace_event *event)
{
	struct mapping *mapping = world_new(&replay->world, OBJECT_MAPPING,
					    sizeof(*mapping));

	mapping->thing.id = 0;
	mapping->thing.describe = mapping_name;
	mapping->process = event->process;
	mapping->device = world_device(&replay->world, event->process, event->device);
	mapping->thing.device = mapping->device->thing.id;
	mapping->address = event->address;
	mapping->dma_address = event->dma_address;
	mapping->size = event->size;
	mapping->kind = event->type;
	mapping->direction = event->direction;
	return mapping;
}

struct mapping *mapping_stray(struct replay *replay, const struct trace_event *event)
{
	return mapping_new(replay, event);
}

static void spans_insert(struct replay *replay, struct mapping *mapping)
{
	struct process *process = world_process(&replay->world, mapping->process);

	mapping->dma_span = (struct span){
		.start = mapping->dma_address,
		.end = span_end(mapping->dma_address, mapping->size),
		.serial = (uint64_t)mapping->thing.id, .owner = mapping,
	};
	mapping->memory_span = (struct span){
		.start = mapping->address,
		.end = span_end(mapping->address, mapping->size),
		.serial = (uint64_t)mapping->thing.id, .owner = mapping,
	};
	span_insert(&process->dma, &mapping->dma_span);
	if (mapping->kind != DMACHECK_MAPPED_RESOURCE)
		span_insert(&process->memory, &mapping->memory_span);
}

static void spans_remove(struct replay *replay, struct mapping *mapping)
{
	struct process *process = world_process(&replay->world, mapping->process);

	span_remove(&process->dma, &mapping->dma_span);
	if (mapping->kind != DMACHECK_MAPPED_RESOURCE)
		span_remove(&process->memory, &mapping->memory_span);
}

struct mapping *mapping_begin(struct replay *replay, const struct trace_event *event)
{
	struct mapping *mapping = mapping_new(replay, event);

	mapping->thing.id = ++mappings_of(replay)->last;
	mapping->active = true;
	mapping->attrs = event->flags;
	mapping->pfn = replay->run.pfn_real ? (uint64_t)event->value :
					      event->address >> PAGE_SHIFT;
	spans_insert(replay, mapping);
	if (mapping->attrs & MAPPING_SKIP_CPU_SYNC)
		owner_to_cpu(replay, mapping, 0, mapping->size);
	return mapping;
}

/* Real frames are known of the first page only. */
uint64_t mapping_pfn(const struct replay *replay, const struct mapping *mapping,
		     uint64_t address)
{
	uint64_t page = address >> PAGE_SHIFT;

	if (!replay->run.pfn_real)
		return page;
	return page == mapping->address >> PAGE_SHIFT ? mapping->pfn : 0;
}

bool mapping_device_writes(const struct mapping *mapping)
{
	return mapping->direction != MAPPED_TO_DEVICE;
}

/* ---- found ---- */

struct mapping *mapping_at(struct replay *replay, uint32_t process, uint64_t device,
			   uint64_t dma_address)
{
	const struct span_tree *tree = &world_process(&replay->world, process)->dma;
	uint64_t end = span_end(dma_address, 1);
	const struct span *span = NULL;

	while ((span = span_next(tree, dma_address, end, span))) {
		struct mapping *mapping = span->owner;

		if (!device || mapping->device->thing.key.pointer == device)
			return mapping;
	}
	return NULL;
}

struct mapping *mapping_next(struct replay *replay, uint32_t process, uint64_t address,
			     uint64_t size, const struct mapping *after)
{
	const struct span *span =
		span_next(&world_process(&replay->world, process)->memory, address,
			  span_end(address, size), after ? &after->memory_span : NULL);

	return span ? span->owner : NULL;
}

struct mapping *mapping_in_page(struct replay *replay, const struct trace_event *event)
{
	const struct span_tree *tree = &world_process(&replay->world, event->process)->dma;
	const uint64_t page = event->dma_address & -(uint64_t)PAGE_SIZE;
	const struct span *span = NULL;

	while ((span = span_next(tree, page, span_end(page, PAGE_SIZE), span))) {
		struct mapping *mapping = span->owner;

		if (mapping->dma_address - mapping->address ==
		    event->dma_address - event->address)
			return mapping;
	}
	return NULL;
}

struct mapping *mapping_gone(struct replay *replay, const struct trace_event *event)
{
	struct mapping *mapping = world_find(&replay->world, OBJECT_MAPPING,
					     event->process, event->dma_address);

	if (mapping && event->device && mapping->device->thing.key.pointer != event->device)
		return NULL;
	return mapping;
}

/* ---- gone ---- */

static void mapping_tell(struct replay *replay, const struct mapping *mapping,
			 const struct trace_event *unmap)
{
	const struct step *mapped = &mapping->thing.origin;
	const struct replay_mapping row = {
		.id = mapping->thing.id, .device = mapping->thing.device,
		.kind = mapping->kind, .direction = mapping->direction,
		.address = mapping->address, .dma_address = mapping->dma_address,
		.size = mapping->size, .pfn = mapping->pfn,
		.pfn_real = replay->run.pfn_real,
		.mapped_at = mapped->time, .unmapped_at = unmap ? unmap->time : -1,
		.mapped_by = mapped->thread, .unmapped_by = unmap ? unmap->thread : 0,
		.map_stack = mapped->stack, .unmap_stack = unmap ? unmap->stack : 0,
	};

	replay_tell(replay, mapping, &row);
}

/* An entry that a failed map_sg undoes, the first one first. */
static void entry_unlist(struct mapping *mapping)
{
	struct mapping **link;

	if (!mapping->mapper)
		return;
	link = &mapping->mapper->sg_first;
	while (*link != mapping)
		link = &(*link)->next;
	*link = mapping->next;
	if (!*link)
		mapping->mapper->sg_link = link;
	mapping->mapper = NULL;
}

static void gone_keep(struct replay *replay, struct mapping *mapping)
{
	struct mappings *mappings = mappings_of(replay);
	struct mapping **place = &mappings->gone[mappings->gone_count++ % MAPPINGS_GONE];

	if (*place)
		world_forget(&replay->world, &(*place)->thing);
	*place = mapping;
	world_hash_as(&replay->world, &mapping->thing, mapping->process,
		      mapping->dma_address);
}

static void mapping_remove(struct replay *replay, struct mapping *mapping,
			   const struct trace_event *unmap)
{
	mapping_tell(replay, mapping, unmap);
	entry_unlist(mapping);
	spans_remove(replay, mapping);
	owner_clear(replay, mapping);
	mapping->active = false;
	gone_keep(replay, mapping);
}

void mapping_finish(struct replay *replay, struct mapping *mapping)
{
	mapping_remove(replay, mapping, replay->event);
}

void mappings_drop(struct replay *replay, struct process *process)
{
	struct span *span;

	while ((span = span_next(&process->dma, 0, UINT64_MAX, NULL)))
		mapping_remove(replay, span->owner, NULL);
	process->failed_list = 0;
}

/* What is left is told by process, then by DMA address. */
void derive_mappings_end(struct replay *replay)
{
	struct process *process, *next;

	HASH_ITER(hh, replay->world.processes, process, next) {
		const struct span *span = NULL;

		while ((span = span_next(&process->dma, 0, UINT64_MAX, span)))
			mapping_tell(replay, span->owner, NULL);
	}
}
