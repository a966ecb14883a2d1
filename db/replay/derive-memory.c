/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive-memory.c - memory is allocated, freed and moved, with or without mappings
 */
#include "db/replay/mapping.h"

/* struct heap_block - what an allocation gave; its span is in the heap of its process */
struct heap_block {
	struct span span;
	struct step step;
	struct heap_block *next;
};

static struct span_tree *heap_of(struct replay *replay, uint32_t process)
{
	return &world_process(&replay->world, process)->heap;
}

/* The block that has this byte, or NULL. */
static struct heap_block *block_at(struct replay *replay, uint32_t process,
				   uint64_t address)
{
	struct span *span = span_next(heap_of(replay, process), address,
				      span_end(address, 1), NULL);

	return span ? span->owner : NULL;
}

uint64_t memory_size(struct replay *replay, uint32_t process, uint64_t address)
{
	const struct heap_block *block = block_at(replay, process, address);

	return block && block->span.start == address ? block->span.end - address : 0;
}

bool memory_block(struct replay *replay, uint32_t process, uint64_t address,
		  uint64_t *ret_start, uint64_t *ret_end)
{
	const struct heap_block *block = block_at(replay, process, address);

	if (!block)
		return false;
	*ret_start = block->span.start;
	*ret_end = block->span.end;
	return true;
}

const struct step *memory_born(struct replay *replay, uint32_t process, uint64_t address)
{
	const struct heap_block *block = block_at(replay, process, address);

	return block ? &block->step : NULL;
}

static void block_forget(struct replay *replay, struct span_tree *heap,
			 struct heap_block *block)
{
	span_remove(heap, &block->span);
	block->next = replay->world.unused_heap_blocks;
	replay->world.unused_heap_blocks = block;
}

static struct heap_block *block_new(struct world *world)
{
	struct heap_block *block = world->unused_heap_blocks;

	if (!block)
		return world_take(world, sizeof(*block));
	world->unused_heap_blocks = block->next;
	return block;
}

void memory_drop(struct replay *replay, struct process *process)
{
	struct span *span;

	while ((span = span_next(&process->heap, 0, UINT64_MAX, NULL)))
		block_forget(replay, &process->heap, span->owner);
}

/* What was there has been freed, by somebody who was not seen. */
void derive_memory_alloc(struct replay *replay, const struct trace_event *event)
{
	struct span_tree *heap = heap_of(replay, event->process);
	uint64_t end = span_end(event->address, event->size ? event->size : 1);
	struct heap_block *block;
	struct span *old;

	if (!event->address)
		return;
	while ((old = span_next(heap, event->address, end, NULL)))
		block_forget(replay, heap, old->owner);
	block = block_new(&replay->world);
	block->step = step_of(event, "allocated");
	block->span = (struct span){ .start = event->address, .end = end,
				     .serial = event->number, .owner = block };
	span_insert(heap, &block->span);
}

/* ---- freed ---- */

/*
 * Memory of a transfer that may still run is another rule's, and has been judged.
 * @address: of the first byte; @size: 0: unknown
 */
static void mapped_free(struct replay *replay, const struct trace_event *event,
			uint64_t size)
{
	bool in_flight = world_in_flight(replay, event->process, event->address, size);
	struct mapping *mapping = NULL;

	while ((mapping = mapping_next(replay, event->process, event->address, size,
				       mapping))) {
		const struct occasion occasion = {
			.address = mapping->address, .size = mapping->size,
			.pfn = mapping_pfn(replay, mapping, mapping->address),
			.detail = event->name,
		};

		if (!in_flight && !mapping->freed)
			judge(replay, &mapping->thing, EVENT_FREE, &occasion);
		mapping->freed = true;
		thing_note(&mapping->thing, event, "its memory is freed");
	}
}

void derive_memory_free(struct replay *replay, const struct trace_event *event)
{
	uint64_t size = event->size;

	if (!size)
		size = memory_size(replay, event->process, event->address);
	mapped_free(replay, event, size ? size : 1);
}

void derive_memory_release(struct replay *replay, const struct trace_event *event)
{
	mapped_free(replay, event, event->size);
}

/* When all others have looked. */
void derive_memory_forget(struct replay *replay, const struct trace_event *event)
{
	struct heap_block *block = block_at(replay, event->process, event->address);

	if (block && block->span.start == event->address)
		block_forget(replay, heap_of(replay, event->process), block);
}

/* ---- moved ---- */

static void move_judge(struct replay *replay, struct mapping *mapping,
		       const struct trace_event *event, const char *doubt)
{
	const struct step *forked = &world_process(&replay->world, event->process)->forked;
	const struct occasion occasion = {
		.address = event->address, .pfn = mapping_pfn(replay, mapping, event->address),
		.size = event->kind == DMACHECK_PAGE_MOVED ? PAGE_SIZE : event->size,
		.detail = event->name, .doubt = doubt,
		.also = forked->event > mapping->thing.origin.event ? forked : NULL,
	};

	/* what was freed is no longer where it was: that has been told */
	if (!mapping->freed)
		judge(replay, &mapping->thing, EVENT_MOVE, &occasion);
}

/* By frames: there is no doubt. */
void derive_page_moved(struct replay *replay, const struct trace_event *event)
{
	struct mapping *mapping = mapping_in_page(replay, event);

	if (mapping)
		move_judge(replay, mapping, event, NULL);
}

/*
 * A call that may have put other pages behind mapped addresses. Where frames are
 * read they say so when the mapping is looked at again. Else only memory that was
 * moved away has certainly moved; what a madvise() drops may be of a file.
 */
void derive_memory_move(struct replay *replay, const struct trace_event *event)
{
	bool away = event->value && (uint64_t)event->value != event->address;
	struct mapping *mapping = NULL;

	while ((mapping = mapping_next(replay, event->process, event->address, event->size,
				       mapping))) {
		if (!replay->run.pfn_real)
			move_judge(replay, mapping, event,
				   away ? NULL : "page frames were not read");
		thing_note(&mapping->thing, event, "its pages may have been replaced");
	}
}

void derive_memory_fork(struct replay *replay, const struct trace_event *event)
{
	world_process(&replay->world, event->process)->forked =
		step_of(event, "the process forks");
}
