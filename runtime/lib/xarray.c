/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * xarray.c - the kernel's calls on a table, with its lock around them
 *
 * Behaviour: Documentation/core-api/xarray.rst. Without ranges and without the
 * advanced interface.
 */
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/minmax.h>
#include <linux/xarray.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/counted.h"
#include "runtime/kernel/fault.h"
#include "runtime/lib/xarray-table.h"

static void *error_entry(int error)
{
	return (void *)(((unsigned long)error << 2) | 2);
}

/* NULL in an array that gives out indexes keeps the index taken. */
static void *stored(const struct xarray *xa, void *entry)
{
	return !entry && (xa->xa_flags & XA_FLAGS_TRACK_FREE) ? XA_ZERO_ENTRY : entry;
}

void *xa_load(struct xarray *xa, unsigned long index)
{
	return xa_table_get(xa, index);
}

void *__xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t flags)
{
	void *old;
	int error;

	if (entry && fault_now(FAULT_ALLOC))
		return error_entry(-ENOMEM);
	error = xa_table_set(xa, index, stored(xa, entry), &old);
	if (error)
		return error_entry(error);
	counted_replaced(old, entry, xa);
	return old;
}

void *__xa_erase(struct xarray *xa, unsigned long index)
{
	void *old = NULL;

	xa_table_set(xa, index, NULL, &old);
	counted_replaced(old, NULL, xa);
	return old;
}

void *__xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t flags)
{
	void *found = NULL;
	int error = xa_table_set_if(xa, index, old, entry, &found);

	if (!error)
		counted_replaced(old, entry, xa);
	return error == -ENOMEM ? error_entry(error) : xa_is_zero(found) ? NULL : found;
}

int __xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t flags)
{
	int error;

	if (fault_now(FAULT_ALLOC))
		return -ENOMEM;
	error = xa_table_set_if(xa, index, NULL, entry ? entry : XA_ZERO_ENTRY, NULL);
	if (!error)
		counted_replaced(NULL, entry, xa);
	return error == -EEXIST ? -EBUSY : error;
}

static int id_alloc(struct xarray *xa, u32 *ret_id, void *entry, u32 min, u32 max)
{
	unsigned long index;
	int error;

	if (fault_now(FAULT_ALLOC))
		return -ENOMEM;
	if (!min && (xa->xa_flags & XA_FLAGS_ZERO_BUSY))
		min = 1;
	error = xa_table_alloc(xa, &index, entry ? entry : XA_ZERO_ENTRY, min, max);
	if (error)
		return error;
	*ret_id = index;
	counted_replaced(NULL, entry, xa);
	return 0;
}

int __xa_alloc(struct xarray *xa, u32 *ret_id, void *entry, struct xa_limit limit, gfp_t flags)
{
	return id_alloc(xa, ret_id, entry, limit.min, limit.max);
}

/* Return: 1 if it began again at the lowest. */
int __xa_alloc_cyclic(struct xarray *xa, u32 *ret_id, void *entry, struct xa_limit limit,
		      u32 *next, gfp_t flags)
{
	u32 from = max(limit.min, *next);
	int error = id_alloc(xa, ret_id, entry, from, limit.max);
	bool wrapped = error == -EBUSY && from > limit.min;

	if (wrapped)
		error = id_alloc(xa, ret_id, entry, limit.min, limit.max);
	if (error)
		return error;
	*next = *ret_id + 1;
	return wrapped;
}

/* Where the kernel takes memory it may drop the lock of the array and sleep. */
static void may_sleep(gfp_t flags, const char *what, const void *caller)
{
	if (gfpflags_allow_blocking(flags))
		context_may_sleep(what, caller);
}

#define LOCKED(type, call) \
	type result; \
\
	xa_lock(xa); \
	result = call; \
	xa_unlock(xa); \
	return result

#define LOCKED_ALLOC(type, call, flags) \
	may_sleep(flags, __func__, __builtin_return_address(0)); \
	LOCKED(type, call)

void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t flags)
{
	LOCKED_ALLOC(void *, __xa_store(xa, index, entry, flags), flags);
}

void *xa_erase(struct xarray *xa, unsigned long index)
{
	LOCKED(void *, __xa_erase(xa, index));
}

void *xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t flags)
{
	LOCKED_ALLOC(void *, __xa_cmpxchg(xa, index, old, entry, flags), flags);
}

int xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t flags)
{
	LOCKED_ALLOC(int, __xa_insert(xa, index, entry, flags), flags);
}

int xa_alloc(struct xarray *xa, u32 *ret_id, void *entry, struct xa_limit limit, gfp_t flags)
{
	LOCKED_ALLOC(int, __xa_alloc(xa, ret_id, entry, limit, flags), flags);
}

int xa_alloc_cyclic(struct xarray *xa, u32 *ret_id, void *entry, struct xa_limit limit, u32 *next,
		    gfp_t flags)
{
	LOCKED_ALLOC(int, __xa_alloc_cyclic(xa, ret_id, entry, limit, next, flags), flags);
}

void xa_destroy(struct xarray *xa)
{
	xa_table_drop(xa);
}

void *xa_find(struct xarray *xa, unsigned long *index, unsigned long max, xa_mark_t filter)
{
	return xa_table_find(xa, index, max, filter, false);
}

void *xa_find_after(struct xarray *xa, unsigned long *index, unsigned long max, xa_mark_t filter)
{
	unsigned long after = *index + 1;
	void *entry;

	if (!after)
		return NULL;
	entry = xa_table_find(xa, &after, max, filter, false);
	if (entry)
		*index = after;
	return entry;
}

unsigned int xa_extract(struct xarray *xa, void **dst, unsigned long start, unsigned long max,
			unsigned int n, xa_mark_t filter)
{
	unsigned int count = 0;
	unsigned long index;
	void *entry;

	for (index = start; count < n && (entry = xa_find(xa, &index, max, filter)); index++) {
		dst[count++] = entry;
		if (index == ULONG_MAX)
			break;
	}
	return count;
}

bool xa_get_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	return xa_table_marked(xa, index, mark);
}

void xa_set_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	xa_table_mark(xa, index, mark, true);
}

void xa_clear_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	xa_table_mark(xa, index, mark, false);
}

bool xa_marked(const struct xarray *xa, xa_mark_t mark)
{
	unsigned long index = 0;

	return xa_table_find(xa, &index, ULONG_MAX, mark, true);
}
