/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * view.c - what a device sees that does not share the CPU's caches
 *
 * With engine.coherent=0 a streaming mapping has a copy of its memory, made when
 * it is mapped and written back when it is unmapped; a sync moves the bytes it
 * names. Where a driver forgets one, either side keeps seeing the old bytes, each
 * time. A mapping for which there is no memory shares, as on a coherent machine.
 */
#include <string.h>

#include <dmacheck/access.h>
#include <runtime/kernel/fault.h>
#include <runtime/kernel/options.h>
#include "mapping.h"

enum {
	VIEW_POISON = 0xc5,	/* what a device has not written */
	LIMBO = 64,
};

#define LIMBO_BYTES (16ul << 20)

static bool view_wanted(const struct map_request *request)
{
	return !options.coherent && request->type <= DMACHECK_MAPPED_SG && mapping_tracking();
}

/* Return: the copy; NULL if the device is to share, or without memory. */
void *view_create(const struct map_request *request)
{
	void *view;

	if (!view_wanted(request))
		return NULL;
	view = engine_alloc(request->size);
	if (!view)
		return NULL;
	if (request->direction == DMA_FROM_DEVICE || request->attrs & DMA_ATTR_SKIP_CPU_SYNC)
		dmacheck_plain_memset(view, VIEW_POISON, request->size);
	else
		dmacheck_plain_memcpy(view, (void *)request->address, request->size);
	return view;
}

/* Memory that the API itself gave out non-coherently has its copy behind it. */
static char *view_of(const struct mapping *entry)
{
	if (entry->type == DMACHECK_MAPPED_COHERENT)
		return NULL;
	if (entry->type != DMACHECK_MAPPED_NONCOHERENT)
		return entry->memory;
	if (options.coherent || !entry->memory)
		return NULL;
	return (char *)entry->address + ((entry->size + MAPPING_PAGE - 1) & -MAPPING_PAGE);
}

void *view_bytes(const struct mapping *entry, uint64_t offset)
{
	char *view = view_of(entry);

	return view ? view + offset : (char *)entry->address + offset;
}

void view_to_device(const struct mapping *entry, uint64_t offset, uint64_t size,
		    enum dma_data_direction direction)
{
	char *view = view_of(entry);

	if (view && direction != DMA_FROM_DEVICE)
		dmacheck_plain_memcpy(view + offset, (char *)entry->address + offset, size);
}

void view_to_cpu(const struct mapping *entry, uint64_t offset, uint64_t size,
		 enum dma_data_direction direction)
{
	char *view = view_of(entry);

	if (view && direction != DMA_TO_DEVICE)
		dmacheck_plain_memcpy((char *)entry->address + offset, view + offset, size);
}

/* The last blocks given up; the oldest goes when a new one comes or all are too big. */
static struct {
	void *blocks[LIMBO];
	size_t sizes[LIMBO];
	unsigned int first;
	unsigned int count;
	size_t bytes;
} limbo;	/* protected by the mapping lock */

static void *limbo_take(void)
{
	void *block = NULL;

	mapping_lock();
	if (limbo.count == LIMBO ||
	    (limbo.count && limbo.bytes > LIMBO_BYTES)) {
		block = limbo.blocks[limbo.first];
		limbo.bytes -= limbo.sizes[limbo.first];
		limbo.first = (limbo.first + 1) % LIMBO;
		limbo.count--;
	}
	mapping_unlock();
	return block;
}

void limbo_put(void *memory, size_t size)
{
	unsigned int place;
	void *old;

	if (!memory)
		return;
	while ((old = limbo_take()))
		engine_free(old);
	mapping_lock();
	if (limbo.count < LIMBO) {
		place = (limbo.first + limbo.count++) % LIMBO;
		limbo.blocks[place] = memory;
		limbo.sizes[place] = size;
		limbo.bytes += size;
		memory = NULL;
	}
	mapping_unlock();
	engine_free(memory);
}
