/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * counted.c - which blocks of memory are objects with a reference count
 *
 * A count is set soon after its object was allocated, by the same thread: so each
 * thread remembers its last few blocks, and only those that turn out to have a count
 * are kept, by page. What was freed is kept a while, until its memory is given out
 * again: who still uses it is of interest.
 */
#include <dmacheck/event.h>
#include <linux/list.h>

#include "runtime/kernel/counted.h"
#include "runtime/kernel/fault.h"
#include "runtime/kernel/raw.h"
#include "runtime/kernel/sched-private.h"

enum { PAGE_BITS = 12, BUCKETS = 1024, RECENT = 16, GONE = 64 };

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

static __thread struct block recent[RECENT];
static __thread unsigned int recent_next;

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

static void block_add(const struct block *fresh)
{
	struct block **bucket = bucket_of(fresh->address >> PAGE_BITS);
	struct block *block = engine_alloc(sizeof(*block));

	if (!block)
		return;	/* its lists are not told */
	*block = *fresh;
	raw_lock(&lock);
	block->next = *bucket;
	*bucket = block;
	count_by(&block_count, 1);
	raw_unlock(&lock);
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

/* Others had their memory here. */
static void gone_forget(uintptr_t address, size_t size)
{
	struct block **link;

	if (!any(&gone_count))
		return;
	raw_lock(&lock);
	while ((link = block_link(address, size)))
		block_drop(link);
	raw_unlock(&lock);
}

void counted_got(const void *address, size_t size)
{
	if (!dmacheck_recording || !address || !size)
		return;
	gone_forget((uintptr_t)address, size);
	if (size > (1u << PAGE_BITS))
		return;
	recent[recent_next++ % RECENT] = (struct block){
		.address = (uintptr_t)address, .size = size,
	};
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
	struct block **link;

	if (!any(&block_count))
		return;
	raw_lock(&lock);
	link = block_link((uintptr_t)address, 1);
	if (link && (*link)->address == (uintptr_t)address && !(*link)->gone)
		block_go(*link);
	raw_unlock(&lock);
}

/* The newest first: an older one at the same place has been freed since. */
void counted_set(const void *count)
{
	struct block known;

	if (!dmacheck_recording || block_find(count, &known))
		return;
	for (unsigned int i = 1; i <= RECENT; i++) {
		const struct block *block = &recent[(recent_next - i) % RECENT];

		if ((uintptr_t)count - block->address >= block->size)
			continue;
		block_add(block);
		return;
	}
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
