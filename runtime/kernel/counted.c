/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * counted.c - which blocks of memory are objects with a reference count
 *
 * A count is set soon after its object was allocated: so the last blocks are
 * remembered, and only those that turn out to have a count are kept, by page. What was
 * freed is kept a while, until its memory is given out again: who still uses it is of
 * interest.
 */
#include <dmacheck/event.h>
#include <linux/list.h>

#include "runtime/kernel/counted.h"
#include "runtime/kernel/fault.h"
#include "runtime/kernel/raw.h"
#include "runtime/kernel/sched-private.h"

enum { PAGE_BITS = 12, BUCKETS = 1024, RECENT = 256, GONE = 64 };

struct block {
	uintptr_t address;
	size_t size;
	struct block *next;
	unsigned int gone;	/* 0, or one more than its place in gone[] */
};

/* All protected by lock, but that counts may be read at any time. */
static struct raw_lock lock = RAW_LOCK_INIT;
static struct block *buckets[BUCKETS];
static struct block *gone[GONE];	/* freed, the oldest is the next to be forgotten */
static unsigned int gone_next;
static unsigned int block_count, gone_count;
static struct block recent[RECENT];	/* allocated, by address; not counted so far */

uint64_t (*counted_look)(const void *block, size_t size);

static bool any(const unsigned int *count)
{
	return __atomic_load_n(count, __ATOMIC_RELAXED);
}

static void count_by(unsigned int *count, int by)
{
	__atomic_store_n(count, *count + by, __ATOMIC_RELAXED);
}

static struct block **bucket_of(uintptr_t page)
{
	return &buckets[page % BUCKETS];
}

/*
 * The link to a block that has bytes from @address on, or NULL. One begins in the
 * page of its bytes or in the one before.
 */
static struct block **block_link(uintptr_t address, size_t size)
{
	uintptr_t page = (address >> PAGE_BITS) - 1;
	struct block **link;

	for (; page <= (address + size - 1) >> PAGE_BITS; page++)
		for (link = bucket_of(page); *link; link = &(*link)->next)
			if ((*link)->address < address + size &&
			    address < (*link)->address + (*link)->size)
				return link;
	return NULL;
}

/* Return: whether there is one, in @ret_block. */
static bool block_find(const void *place, struct block *ret_block)
{
	struct block **link;

	if (!any(&block_count))
		return false;
	raw_lock(&lock);
	link = block_link((uintptr_t)place, 1);
	if (link)
		*ret_block = **link;
	raw_unlock(&lock);
	return link;
}

static struct block *recent_slot(uintptr_t address)
{
	return &recent[address / 16 % RECENT];
}

/* Of those that have @place, or NULL. */
static struct block *recent_find(uintptr_t place)
{
	for (unsigned int i = 0; i < RECENT; i++)
		if (place - recent[i].address < recent[i].size)
			return &recent[i];
	return NULL;
}

static void block_add(struct block *block)
{
	struct block **bucket = bucket_of(block->address >> PAGE_BITS);

	block->next = *bucket;
	*bucket = block;
	count_by(&block_count, 1);
}

static void block_drop(struct block **link)
{
	struct block *block = *link;

	*link = block->next;
	count_by(&block_count, -1);
	if (block->gone) {
		gone[block->gone - 1] = NULL;
		count_by(&gone_count, -1);
	}
	engine_free(block);
}

/* Others had this memory before. */
static void gone_forget(uintptr_t address, size_t size)
{
	struct block **link;

	while (gone_count && (link = block_link(address, size)))
		block_drop(link);
}

void counted_got(const void *address, size_t size)
{
	uintptr_t start = (uintptr_t)address;

	if (!dmacheck_recording || !address || !size)
		return;
	raw_lock(&lock);
	gone_forget(start, size);
	if (size <= 1u << PAGE_BITS)
		*recent_slot(start) = (struct block){ .address = start, .size = size };
	raw_unlock(&lock);
}

static void block_go(struct block *block)
{
	struct block *oldest = gone[gone_next];

	if (oldest)
		block_drop(block_link(oldest->address, 1));
	gone[gone_next] = block;
	block->gone = gone_next + 1;
	gone_next = (gone_next + 1) % GONE;
	count_by(&gone_count, 1);
}

void counted_given(const void *address)
{
	uintptr_t start = (uintptr_t)address;
	struct block **link;

	if (!dmacheck_recording)
		return;
	raw_lock(&lock);
	if (recent_slot(start)->address == start)
		recent_slot(start)->size = 0;
	link = block_count ? block_link(start, 1) : NULL;
	if (link && (*link)->address == start && !(*link)->gone)
		block_go(*link);
	raw_unlock(&lock);
}

/* Without memory the object's lists are not told. */
void counted_set(const void *count)
{
	struct block *fresh, *found, known;

	if (!dmacheck_recording || block_find(count, &known))
		return;
	fresh = engine_alloc(sizeof(*fresh));
	if (!fresh)
		return;
	raw_lock(&lock);
	found = recent_find((uintptr_t)count);
	if (found) {
		*fresh = *found;
		found->size = 0;
		block_add(fresh);
	}
	raw_unlock(&lock);
	if (!found)
		engine_free(fresh);
}

static uint64_t block_look(const struct block *block)
{
	if (block->gone || !counted_look)
		return 0;
	return counted_look((const void *)block->address, block->size);
}

uint64_t counted_held(const void *place)
{
	struct block block;

	return dmacheck_recording && block_find(place, &block) ? block_look(&block) : 0;
}

/* Of a list whose head is on the stack: nobody else finds what is on it. */
static bool is_own_list(const void *head)
{
	const struct sched_actor *self = actor_current();

	return (uintptr_t)head - self->stack_low < self->stack_high - self->stack_low;
}

static void tell_unlisted(const void *place, const void *caller)
{
	struct block block;

	if (block_find(place, &block))
		dmacheck_emit(LIST_DEL, .object = place,
			      .dma_address = block_look(&block), .caller = caller);
}

/* What is moved to a list of the caller's own is off the list it was on. */
static void tell_listed(const void *place, const void *where, const void *caller)
{
	struct block block;

	if (is_own_list(where))
		tell_unlisted(place, caller);
	else if (block_find(place, &block))
		dmacheck_emit(LIST_ADD, .object = place, .address = (uintptr_t)where,
			      .dma_address = block_look(&block), .caller = caller);
}

void dmacheck_listed(const void *node, const void *head)
{
	tell_listed(node, head, __builtin_return_address(0));
}

void dmacheck_unlisted(const void *node)
{
	tell_unlisted(node, __builtin_return_address(0));
}

void dmacheck_spliced(const struct list_head *list, const struct list_head *head)
{
	const void *caller = __builtin_return_address(0);

	if (!any(&block_count))
		return;
	for (const struct list_head *node = list->next; node != list; node = node->next)
		tell_listed(node, head, caller);
}

void counted_replaced(const void *old, const void *place, const void *table)
{
	if (!dmacheck_recording || old == place)
		return;
	if (old)
		tell_unlisted(old, NULL);
	if (place)
		tell_listed(place, table, NULL);
}
