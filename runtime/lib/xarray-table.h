/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * xarray-table.h - what an xarray and an idr are: entries sorted by index
 *
 * Found by bisection. Reading needs nobody's lock, as in the kernel: a table is
 * looked at and changed under a lock of the table's own, for some instructions.
 */
#ifndef DMACHECK_XARRAY_TABLE_H
#define DMACHECK_XARRAY_TABLE_H

#include <linux/types.h>
#include <linux/xarray.h>

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

/* Reserved entries are seen as NULL by whoever loads them. */
void *xa_table_get(const struct xarray *xa, unsigned long index);

/**
 * xa_table_set() - put, replace or, with NULL, take out an entry
 * @ret_old: what was there before, or NULL for none; may be NULL
 * Return: 0 or -ENOMEM, with nothing changed.
 */
int xa_table_set(struct xarray *xa, unsigned long index, void *entry, void **ret_old);

/* The same where @expected is there. Return: 0, -ENOMEM, -EEXIST if it is not. */
int xa_table_set_if(struct xarray *xa, unsigned long index, void *expected, void *entry,
		 void **ret_old);

/**
 * xa_table_alloc() - put an entry at the lowest free index from @min to @max
 * Return: 0, -ENOMEM, -EBUSY if there is none.
 */
int xa_table_alloc(struct xarray *xa, unsigned long *ret_index, void *entry, unsigned long min,
		unsigned long max);

/* The first at or after *@index, up to @max, that passes @filter. NULL: none. */
void *xa_table_find(const struct xarray *xa, unsigned long *index, unsigned long max,
		 xa_mark_t filter, bool reserved_too);

bool xa_table_mark(struct xarray *xa, unsigned long index, xa_mark_t mark, bool value);
bool xa_table_marked(const struct xarray *xa, unsigned long index, xa_mark_t mark);
void xa_table_drop(struct xarray *xa);

#pragma GCC visibility pop

#endif /* DMACHECK_XARRAY_TABLE_H */
