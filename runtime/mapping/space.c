/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * space.c - DMA addresses, as an IOMMU would hand them out
 *
 * Zone z has the addresses from 2^(z-1) to 2^z, so a device whose mask has n bits
 * takes from zone n and, if that is full, from the next below; one with more than
 * 32 bits never gets an address below 4 GiB, so that cutting it to 32 bits faults.
 * A range is a power of two of pages, aligned to its size, and has at least one
 * page more than asked for: running over the end faults too. What was freed
 * goes to the end of a queue of its zone and size, and is used again only when
 * enough others were freed after it.
 *
 * index[] has for each page its mapping; or, for the first page of a freed range, the
 * next in the queue with SPACE_FREE set.
 */
#include <string.h>
#include <sys/mman.h>

#include "mapping.h"

enum {
	SPACE_BITS = 44,
	ZONE_LEAST = 14,
	ZONE_HIGH = 33,		/* the least above 4 GiB */
	ORDERS = SPACE_BITS - MAPPING_PAGE_SHIFT,
	QUARANTINE = 1024,
};

#define SPACE_PAGES	(1ul << (SPACE_BITS - MAPPING_PAGE_SHIFT))
#define SPACE_FREE	(1u << 31)
#define SPACE_LINK	(SPACE_FREE - 1)

/* Ranges of one size that were freed; links are numbers in the zone, from 1. */
struct queue {
	uint32_t first;
	uint32_t last;
	uint32_t count;
};

struct zone {
	uint64_t next;		/* page never used yet, relative to the zone */
	struct queue free[ORDERS];
};

static struct zone zones[SPACE_BITS + 1];
static uint32_t *space_index;

bool space_reserve(void)
{
	void *index = mmap(NULL, SPACE_PAGES * sizeof(uint32_t), PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (index == MAP_FAILED)
		return false;
	madvise(index, SPACE_PAGES * sizeof(uint32_t), MADV_NOHUGEPAGE);
	madvise(index, SPACE_PAGES * sizeof(uint32_t), MADV_DONTDUMP);
	madvise(index, SPACE_PAGES * sizeof(uint32_t), MADV_WIPEONFORK);
	space_index = index;
	return true;
}

void space_reset(void)
{
	memset(zones, 0, sizeof(zones));
}

static uint64_t zone_pages(unsigned int zone)
{
	return 1ul << (zone - 1 - MAPPING_PAGE_SHIFT);
}

/* The zone's first page is as many pages up as the zone has. */
static uint32_t *range_index(unsigned int zone, unsigned int order, uint32_t link)
{
	return &space_index[zone_pages(zone) + ((uint64_t)(link - 1) << order)];
}

static void queue_put(unsigned int zone, unsigned int order, uint64_t relative)
{
	struct queue *queue = &zones[zone].free[order];
	uint32_t link = (relative >> order) + 1;

	*range_index(zone, order, link) = SPACE_FREE;
	if (queue->count)
		*range_index(zone, order, queue->last) = SPACE_FREE | link;
	else
		queue->first = link;
	queue->last = link;
	queue->count++;
}

/* Return: the page of the range freed first, relative to the zone. */
static uint64_t queue_take(unsigned int zone, unsigned int order)
{
	struct queue *queue = &zones[zone].free[order];
	uint32_t link = queue->first;

	queue->first = *range_index(zone, order, link) & SPACE_LINK;
	queue->count--;
	*range_index(zone, order, link) = 0;
	return (uint64_t)(link - 1) << order;
}

/* Takes a larger range apart; the rest is free at its own sizes. */
static bool zone_split(unsigned int zone, unsigned int order, uint64_t *ret_relative)
{
	unsigned int from = order + 1;

	while (from < ORDERS && !zones[zone].free[from].count)
		from++;
	if (from >= ORDERS)
		return false;
	*ret_relative = queue_take(zone, from);
	while (from-- > order)
		queue_put(zone, from, *ret_relative + (1ul << from));
	return true;
}

static bool zone_take(unsigned int zone, unsigned int order, uint64_t *ret_relative)
{
	struct queue *queue = &zones[zone].free[order];
	uint64_t size = 1ul << order;
	uint64_t next = (zones[zone].next + size - 1) & ~(size - 1);

	if (queue->count <= QUARANTINE && next + size <= zone_pages(zone)) {
		zones[zone].next = next + size;
		*ret_relative = next;
		return true;
	}
	if (!queue->count)
		return zone_split(zone, order, ret_relative);
	*ret_relative = queue_take(zone, order);
	return true;
}

/* The smallest order with room for @pages and one that stays unmapped. */
static unsigned int range_order(size_t pages)
{
	return 64 - __builtin_clzl(pages);
}

static unsigned int mask_bits(uint64_t mask)
{
	unsigned int bits = mask + 1 ? 63 - __builtin_clzl(mask + 1) : 64;

	return bits > SPACE_BITS ? SPACE_BITS : bits;
}

uint64_t space_take(size_t pages, uint64_t mask, uint32_t number)
{
	unsigned int order = range_order(pages), zone = mask_bits(mask);
	unsigned int least = zone >= ZONE_HIGH ? ZONE_HIGH : ZONE_LEAST;
	uint64_t relative;

	if (order >= ORDERS)
		return 0;
	while (zone >= least && !zone_take(zone, order, &relative))
		zone--;
	if (zone < least)
		return 0;
	relative += zone_pages(zone);
	for (size_t i = 0; i < pages; i++)
		space_index[relative + i] = number;
	return relative;
}

void space_put(uint64_t page, size_t pages)
{
	unsigned int zone = 64 - __builtin_clzl(page) + MAPPING_PAGE_SHIFT;

	memset(&space_index[page], 0, pages * sizeof(*space_index));
	queue_put(zone, range_order(pages), page - zone_pages(zone));
}

/* Return: the mapping of the page of @dma_address, or 0. */
uint32_t space_lookup(uint64_t dma_address)
{
	uint64_t page = dma_address >> MAPPING_PAGE_SHIFT;
	uint32_t number;

	if (!space_index || page >= SPACE_PAGES)
		return 0;
	number = space_index[page];
	return number & SPACE_FREE ? 0 : number;
}
