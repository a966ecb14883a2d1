/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * frames.c - which mappings have bytes in a page of memory
 *
 * One 32-bit number for each page of user space: 0, or the newest of a chain of
 * nodes. A reader without the lock looks at nothing but whether it is 0.
 */
#include <sys/mman.h>

#include <dmacheck/access.h>
#include <runtime/kernel/options.h>
#include "mapping.h"

enum {
	OVERLAPS = 7,	/* that three tag bits can count (document 003) */
};

#define FRAMES (1ul << (MAPPING_ADDRESS_BITS - MAPPING_PAGE_SHIFT))

static uint32_t *frames;
static uint32_t *frames_seen;	/* the same, or NULL once tracking is off */
static dmacheck_access_hook_fn access_hook;
static bool exceeded_once;

bool frames_reserve(void)
{
	size_t size = FRAMES * sizeof(*frames);
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (memory == MAP_FAILED)
		return false;
	madvise(memory, size, MADV_NOHUGEPAGE);
	madvise(memory, size, MADV_DONTDUMP);
	madvise(memory, size, MADV_WIPEONFORK);
	frames = memory;
	__atomic_store_n(&frames_seen, frames, __ATOMIC_RELEASE);
	return true;
}

void frames_hide(void)
{
	__atomic_store_n(&frames_seen, NULL, __ATOMIC_RELEASE);
}

bool dmacheck_frame_active(unsigned long pfn)
{
	const uint32_t *table = __atomic_load_n(&frames_seen, __ATOMIC_ACQUIRE);

	return table && pfn < FRAMES && __atomic_load_n(&table[pfn], __ATOMIC_RELAXED);
}

uint32_t frames_first(uintptr_t address)
{
	unsigned long pfn = address >> MAPPING_PAGE_SHIFT;

	return dmacheck_frame_active(pfn) ? __atomic_load_n(&frames[pfn], __ATOMIC_RELAXED) : 0;
}

struct frame_node *frame_node(uint32_t number)
{
	return mapping_table_entry(TABLE_NODES, number);
}

/* The granules of page @pfn that @entry has bytes in, as a mask. */
static uint64_t entry_granules(const struct mapping *entry, unsigned long pfn)
{
	uintptr_t page = pfn << MAPPING_PAGE_SHIFT;
	uintptr_t end = entry->address + entry->size;
	unsigned int from, to;

	if (entry->type == DMACHECK_MAPPED_COHERENT)
		return 0;	/* either side may touch it at any time */
	if (options.cpu_access != CPU_ACCESS_BYTE)
		return options.cpu_access == CPU_ACCESS_PAGE ? ~0ull : 0;
	from = entry->address > page ? (entry->address - page) >> DMACHECK_GRANULE_SHIFT : 0;
	to = end < page + MAPPING_PAGE ? (end - 1 - page) >> DMACHECK_GRANULE_SHIFT : 63;
	return (~0ull >> (63 - (to - from))) << from;
}

static bool entries_share_bytes(const struct mapping *a, const struct mapping *b)
{
	return a->address < b->address + b->size && b->address < a->address + a->size;
}

/* Two that the device may write. */
static bool entries_collide(const struct mapping *a, const struct mapping *b)
{
	return a->direction != DMA_TO_DEVICE && b->direction != DMA_TO_DEVICE &&
	       entries_share_bytes(a, b);
}

/* Walks the chain of a page only as far as its answers need. */
static void frame_facts(const struct mapping *entry, unsigned long pfn, uint32_t head,
			struct frame_facts *facts)
{
	unsigned int count = 0;

	if (exceeded_once && entry->direction == DMA_TO_DEVICE)
		return;
	for (uint32_t n = head; n; n = frame_node(n)->next) {
		if (!facts->overlapped &&
		    entries_collide(entry, mapping_entry(frame_node(n)->mapping)))
			facts->overlapped = frame_node(n)->mapping;
		if (++count > OVERLAPS && !exceeded_once) {
			exceeded_once = true;
			facts->exceeded = pfn;
		}
		if (count > OVERLAPS && (facts->overlapped || entry->direction == DMA_TO_DEVICE))
			break;
	}
}

static uint32_t frame_insert(uint32_t number, unsigned long pfn,
			     struct frame_facts *facts)
{
	struct mapping *entry = mapping_entry(number);
	uint32_t head = __atomic_load_n(&frames[pfn], __ATOMIC_RELAXED);
	uint32_t n = mapping_table_get(TABLE_NODES);
	struct frame_node *node = frame_node(n);

	if (head)
		frame_facts(entry, pfn, head, facts);
	node->mapping = number;
	node->frame = 0;
	node->next = head;
	if (head)
		frame_node(head)->prev = n;
	__atomic_store_n(&frames[pfn], n, __ATOMIC_RELEASE);
	if (access_hook)
		access_hook(pfn, entry_granules(entry, pfn), 0);
	return n;
}

void frames_insert(uint32_t number, struct frame_facts *ret_facts)
{
	struct mapping *entry = mapping_entry(number);
	unsigned long first = entry->address >> MAPPING_PAGE_SHIFT;
	unsigned long last = (entry->address + entry->size - 1) >> MAPPING_PAGE_SHIFT;
	uint32_t *link = &entry->nodes;

	for (unsigned long pfn = first; pfn <= last; pfn++) {
		*link = frame_insert(number, pfn, ret_facts);
		link = &frame_node(*link)->sibling;
	}
}

/* Granules that others in the chain still cover, of those asked for. */
static uint64_t chain_granules(unsigned long pfn, uint64_t asked)
{
	uint64_t covered = 0;

	for (uint32_t n = frames[pfn]; n && (covered & asked) != asked; n = frame_node(n)->next)
		covered |= entry_granules(mapping_entry(frame_node(n)->mapping), pfn);
	return covered;
}

static void frame_remove(const struct mapping *entry, uint32_t n, unsigned long pfn)
{
	struct frame_node *node = frame_node(n);
	uint64_t granules;

	if (node->next)
		frame_node(node->next)->prev = node->prev;
	if (node->prev)
		frame_node(node->prev)->next = node->next;
	else
		__atomic_store_n(&frames[pfn], node->next, __ATOMIC_RELEASE);
	if (!access_hook)
		return;
	granules = entry_granules(entry, pfn);
	access_hook(pfn, 0, granules & ~chain_granules(pfn, granules));
}

void frames_remove(uint32_t number)
{
	struct mapping *entry = mapping_entry(number);
	unsigned long pfn = entry->address >> MAPPING_PAGE_SHIFT;

	for (uint32_t n = entry->nodes, next; n; n = next, pfn++) {
		next = frame_node(n)->sibling;
		frame_remove(entry, n, pfn);
		mapping_table_put(TABLE_NODES, n);
	}
	entry->nodes = 0;
}

unsigned int dmacheck_frame_mappings(unsigned long pfn)
{
	unsigned int count = 0;

	if (!dmacheck_frame_active(pfn))
		return 0;
	mapping_lock();
	for (uint32_t n = frames[pfn]; n; n = frame_node(n)->next)
		count++;
	mapping_unlock();
	return count;
}

static void hook_tell(const struct mapping *entry)
{
	unsigned long pfn = entry->address >> MAPPING_PAGE_SHIFT;

	for (uint32_t n = entry->nodes; n; n = frame_node(n)->sibling, pfn++)
		access_hook(pfn, entry_granules(entry, pfn), 0);
}

void dmacheck_access_register(dmacheck_access_hook_fn hook)
{
	mapping_lock();
	access_hook = hook;
	for (uint32_t number = 1; number < mapping_table_end(TABLE_MAPPINGS); number++)
		if (mapping_entry(number)->device)
			hook_tell(mapping_entry(number));
	mapping_unlock();
}
