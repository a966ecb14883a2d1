/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * xarray-table.c - a sorted array that grows
 *
 * An empty table is not there: xa_empty() is then a look at a pointer, and an
 * array that was emptied needs no destroying.
 */
#include <linux/minmax.h>
#include <linux/string.h>
#include <linux/xarray.h>

#include "runtime/kernel/fault.h"
#include "runtime/kernel/raw.h"
#include "runtime/lib/xarray-table.h"

struct slot {
	unsigned long index;
	void *entry;
	unsigned int marks;
};

struct xa_table {
	size_t count;
	size_t room;
	struct slot slots[];	/* ascending by index, none NULL */
};

/* One for all: what it guards takes nanoseconds. */
static struct raw_lock table_lock = RAW_LOCK_INIT;

/* The number of slots whose index is below @index. */
static size_t position(const struct xa_table *table, unsigned long index)
{
	size_t low = 0, high = table ? table->count : 0;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (table->slots[middle].index < index)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct slot *slot_find(const struct xarray *xa, unsigned long index)
{
	struct xa_table *table = xa->xa_head;
	size_t at = position(table, index);

	return table && at < table->count && table->slots[at].index == index ?
	       &table->slots[at] : NULL;
}

static struct xa_table *table_grow(struct xarray *xa)
{
	struct xa_table *old = xa->xa_head, *table;
	size_t room = old ? old->room * 2 : 8;

	if (old && old->count < old->room)
		return old;
	table = engine_alloc(sizeof(*table) + room * sizeof(struct slot));
	if (!table)
		return NULL;
	table->count = old ? old->count : 0;
	table->room = room;
	if (old)
		memcpy(table->slots, old->slots, old->count * sizeof(struct slot));
	engine_free(old);
	WRITE_ONCE(xa->xa_head, table);
	return table;
}

static int slot_insert(struct xarray *xa, unsigned long index, void *entry)
{
	struct xa_table *table = table_grow(xa);
	size_t at;

	if (!table)
		return -ENOMEM;
	at = position(table, index);
	memmove(&table->slots[at + 1], &table->slots[at],
		(table->count - at) * sizeof(struct slot));
	table->slots[at] = (struct slot){ .index = index, .entry = entry };
	table->count++;
	return 0;
}

static void slot_remove(struct xarray *xa, struct slot *slot)
{
	struct xa_table *table = xa->xa_head;
	size_t at = slot - table->slots;

	table->count--;
	memmove(slot, slot + 1, (table->count - at) * sizeof(*slot));
	if (table->count)
		return;
	WRITE_ONCE(xa->xa_head, NULL);
	engine_free(table);
}

static void *seen(void *entry)
{
	return xa_is_zero(entry) ? NULL : entry;
}

void *xa_table_get(const struct xarray *xa, unsigned long index)
{
	struct slot *slot;
	void *entry;

	raw_lock(&table_lock);
	slot = slot_find(xa, index);
	entry = slot ? seen(slot->entry) : NULL;
	raw_unlock(&table_lock);
	return entry;
}

/* Called with the lock. */
static int entry_set(struct xarray *xa, unsigned long index, void *entry)
{
	struct slot *slot = slot_find(xa, index);

	if (!slot)
		return entry ? slot_insert(xa, index, entry) : 0;
	if (entry)
		slot->entry = entry;
	else
		slot_remove(xa, slot);
	return 0;
}

static void *entry_at(const struct xarray *xa, unsigned long index)
{
	struct slot *slot = slot_find(xa, index);

	return slot ? slot->entry : NULL;
}

int xa_table_set(struct xarray *xa, unsigned long index, void *entry, void **ret_old)
{
	void *old;
	int error;

	raw_lock(&table_lock);
	old = entry_at(xa, index);
	error = entry_set(xa, index, entry);
	raw_unlock(&table_lock);
	if (!error && ret_old)
		*ret_old = seen(old);
	return error;
}

int xa_table_set_if(struct xarray *xa, unsigned long index, void *expected, void *entry,
		 void **ret_old)
{
	void *old;
	int error;

	raw_lock(&table_lock);
	old = entry_at(xa, index);
	error = old == expected ? entry_set(xa, index, entry) : -EEXIST;
	raw_unlock(&table_lock);
	if (ret_old)
		*ret_old = old;
	return error;
}

/* Slots are dense where none is free, so the first gap can be bisected. */
static bool free_find(const struct xa_table *table, unsigned long *index, unsigned long max)
{
	size_t first = position(table, *index);
	size_t low = first, high = table ? table->count : 0;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (table->slots[middle].index == *index + (middle - first))
			low = middle + 1;
		else
			high = middle;
	}
	if (low - first > max - *index)
		return false;
	*index += low - first;
	return true;
}

int xa_table_alloc(struct xarray *xa, unsigned long *ret_index, void *entry, unsigned long min,
		unsigned long max)
{
	unsigned long index = min;
	int error;

	raw_lock(&table_lock);
	if (min > max || !free_find(xa->xa_head, &index, max))
		error = -EBUSY;
	else
		error = slot_insert(xa, index, entry);
	raw_unlock(&table_lock);
	if (!error)
		*ret_index = index;
	return error;
}

static bool slot_passes(const struct slot *slot, xa_mark_t filter, bool reserved_too)
{
	if (!reserved_too && xa_is_zero(slot->entry))
		return false;
	return filter == XA_PRESENT || (slot->marks & 1u << filter);
}

void *xa_table_find(const struct xarray *xa, unsigned long *index, unsigned long max,
		 xa_mark_t filter, bool reserved_too)
{
	const struct xa_table *table;
	void *entry = NULL;

	raw_lock(&table_lock);
	table = xa->xa_head;
	for (size_t at = position(table, *index); table && at < table->count; at++) {
		if (table->slots[at].index > max)
			break;
		if (!slot_passes(&table->slots[at], filter, reserved_too))
			continue;
		*index = table->slots[at].index;
		entry = table->slots[at].entry;
		break;
	}
	raw_unlock(&table_lock);
	return entry;
}

bool xa_table_mark(struct xarray *xa, unsigned long index, xa_mark_t mark, bool value)
{
	struct slot *slot;

	raw_lock(&table_lock);
	slot = slot_find(xa, index);
	if (slot)
		slot->marks = value ? slot->marks | 1u << mark : slot->marks & ~(1u << mark);
	raw_unlock(&table_lock);
	return slot;
}

bool xa_table_marked(const struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	struct slot *slot;
	bool marked;

	raw_lock(&table_lock);
	slot = slot_find(xa, index);
	marked = slot && (slot->marks & 1u << mark);
	raw_unlock(&table_lock);
	return marked;
}

void xa_table_drop(struct xarray *xa)
{
	struct xa_table *table;

	raw_lock(&table_lock);
	table = xa->xa_head;
	WRITE_ONCE(xa->xa_head, NULL);
	raw_unlock(&table_lock);
	engine_free(table);
}
