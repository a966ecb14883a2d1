/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * table.c - numbered entries in chunks that never move
 *
 * Chunks are allocated with no lock held and joined to a table under the mapping
 * lock, so nothing allocates under it. A freed mapping's number rests a while
 * before it is used again: who still has it sees a mapping that is not in use
 * rather than another one.
 */
#include <string.h>

#include <runtime/kernel/fault.h>
#include "mapping.h"

enum {
	CHUNK_SHIFT = 9,
	CHUNK = 1 << CHUNK_SHIFT,
	CHUNKS = 1 << 21,
	REST = 1024,	/* mappings that rest after use */
};

struct table {
	const size_t entry_size;
	const size_t link;	/* offset of the number of the next free one */
	const uint32_t rest;	/* 0: last freed, first used */
	void **chunks;		/* of CHUNKS */
	uint32_t chunk_count;
	uint32_t used;		/* numbers given out at least once, with 0 */
	uint32_t first;
	uint32_t last;
	uint32_t free;
};

static void *chunk_pointers[TABLE_COUNT][CHUNKS];

static struct table tables[TABLE_COUNT] = {
	[TABLE_MAPPINGS] = { sizeof(struct mapping), offsetof(struct mapping, next),
			     REST, chunk_pointers[TABLE_MAPPINGS], 0, 1, 0, 0, 0 },
	[TABLE_NODES] = { sizeof(struct frame_node), offsetof(struct frame_node, sibling),
			  0, chunk_pointers[TABLE_NODES], 0, 1, 0, 0, 0 },
	[TABLE_RANGES] = { sizeof(struct cpu_range), offsetof(struct cpu_range, next),
			   0, chunk_pointers[TABLE_RANGES], 0, 1, 0, 0, 0 },
};

void *mapping_table_entry(enum table_kind kind, uint32_t number)
{
	struct table *table = &tables[kind];
	char *chunk = table->chunks[number >> CHUNK_SHIFT];

	return chunk + (number & (CHUNK - 1)) * table->entry_size;
}

static uint32_t *table_link(enum table_kind kind, uint32_t number)
{
	return (uint32_t *)((char *)mapping_table_entry(kind, number) + tables[kind].link);
}

uint32_t mapping_table_end(enum table_kind kind)
{
	return tables[kind].used;
}

static size_t table_unused(const struct table *table)
{
	return ((size_t)table->chunk_count << CHUNK_SHIFT) - (table->chunk_count ? table->used : 0);
}

static bool table_has(const struct table *table, size_t count)
{
	size_t rested = table->free > table->rest ? table->free - table->rest : 0;

	return table_unused(table) + rested >= count;
}

/* Under the mapping lock. */
bool mapping_table_available(const struct table_need *need)
{
	return table_has(&tables[TABLE_MAPPINGS], need->mappings) &&
	       table_has(&tables[TABLE_NODES], need->nodes) &&
	       table_has(&tables[TABLE_RANGES], need->ranges);
}

/* Return: false without memory, or with the table full. */
static bool table_extend(struct table *table)
{
	void *chunk = engine_alloc(table->entry_size * CHUNK);
	bool full;

	if (!chunk)
		return false;
	mapping_lock();
	full = table->chunk_count == CHUNKS;
	if (!full)
		table->chunks[table->chunk_count++] = chunk;
	mapping_unlock();
	if (full)
		engine_free(chunk);
	return !full;
}

static bool table_lacks(struct table *table, size_t count)
{
	bool lacks;

	mapping_lock();
	lacks = !table_has(table, count);
	mapping_unlock();
	return lacks;
}

/* Not under the mapping lock: others may take what was made meanwhile. */
bool mapping_table_grow(const struct table_need *need)
{
	const size_t counts[TABLE_COUNT] = {
		need->mappings, need->nodes, need->ranges
	};

	for (unsigned int kind = 0; kind < TABLE_COUNT; kind++)
		while (table_lacks(&tables[kind], counts[kind]))
			if (!table_extend(&tables[kind]))
				return false;
	return true;
}

static uint32_t table_take_free(enum table_kind kind)
{
	struct table *table = &tables[kind];
	uint32_t number = table->first;

	table->first = *table_link(kind, number);
	if (!--table->free)
		table->last = 0;
	return number;
}

/* What mapping_table_available() has promised. Return: the number, never 0; zeroed. */
uint32_t mapping_table_get(enum table_kind kind)
{
	struct table *table = &tables[kind];
	uint32_t number;

	if (table->free > table->rest)
		number = table_take_free(kind);
	else
		number = table->used++;
	memset(mapping_table_entry(kind, number), 0, table->entry_size);
	return number;
}

void mapping_table_put(enum table_kind kind, uint32_t number)
{
	struct table *table = &tables[kind];

	if (!table->rest || !table->free) {
		*table_link(kind, number) = table->first;
		table->first = number;
		if (!table->free)
			table->last = number;
	} else {
		*table_link(kind, number) = 0;
		*table_link(kind, table->last) = number;
		table->last = number;
	}
	table->free++;
}

/* Forgets all entries and keeps the chunks. */
void mapping_table_reset(void)
{
	for (unsigned int kind = 0; kind < TABLE_COUNT; kind++) {
		tables[kind].used = 1;
		tables[kind].first = 0;
		tables[kind].last = 0;
		tables[kind].free = 0;
	}
}
