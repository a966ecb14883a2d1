/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * idr.c - numbers given out, on the table of an xarray
 *
 * A NULL pointer may have a number too, so NULL is kept as a reserved entry.
 */
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/idr.h>
#include <linux/kernel.h>
#include <linux/preempt.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/counted.h"
#include "runtime/kernel/report.h"
#include "runtime/lib/memory.h"
#include "runtime/lib/xarray-table.h"

/* There is nothing to load, but who has preloaded may not sleep, as in the kernel. */
void idr_preload(gfp_t flags)
{
	if (gfpflags_allow_blocking(flags))
		context_may_sleep("idr_preload", __builtin_return_address(0));
	preempt_disable();
}

void idr_preload_end(void)
{
	preempt_enable();
}

static void *kept(void *pointer)
{
	return pointer ? pointer : XA_ZERO_ENTRY;
}

static void *given(void *entry)
{
	return xa_is_zero(entry) ? NULL : entry;
}

/* Return: 0, -ENOMEM, -ENOSPC. */
static int number_get(struct idr *idr, void *pointer, unsigned long *ret_id, unsigned long min,
		      unsigned long max, gfp_t flags, const void *caller)
{
	int error;

	if (memory_may_fail(flags, "idr_alloc", caller))
		return -ENOMEM;
	error = xa_table_alloc(&idr->idr_rt, ret_id, kept(pointer), min, max);
	if (!error)
		counted_replaced(NULL, pointer, idr);
	return error == -EBUSY ? -ENOSPC : error;
}

static unsigned long highest(int end)
{
	return end > 0 ? end - 1 : INT_MAX;
}

int idr_alloc(struct idr *idr, void *pointer, int start, int end, gfp_t flags)
{
	unsigned long id;
	int error;

	if (start < 0)
		return -EINVAL;
	error = number_get(idr, pointer, &id, max_t(unsigned long, start, idr->idr_base),
			   highest(end), flags, __builtin_return_address(0));
	return error ? error : (int)id;
}

int idr_alloc_u32(struct idr *idr, void *pointer, u32 *id, unsigned long max, gfp_t flags)
{
	unsigned long number;
	int error = number_get(idr, pointer, &number, max_t(unsigned long, *id, idr->idr_base),
			       max, flags, __builtin_return_address(0));

	if (!error)
		*id = number;
	return error;
}

int idr_alloc_cyclic(struct idr *idr, void *pointer, int start, int end, gfp_t flags)
{
	unsigned long from = max_t(unsigned long, start, idr->idr_next), id;
	const void *caller = __builtin_return_address(0);
	int error = number_get(idr, pointer, &id, from, highest(end), flags, caller);

	if (error == -ENOSPC && from > (unsigned long)start)
		error = number_get(idr, pointer, &id, start, highest(end), flags, caller);
	if (error)
		return error;
	idr->idr_next = id + 1;
	return id;
}

void *idr_remove(struct idr *idr, unsigned long id)
{
	void *old = NULL;

	xa_table_set(&idr->idr_rt, id, NULL, &old);
	counted_replaced(old, NULL, idr);
	return old;
}

void *idr_find(const struct idr *idr, unsigned long id)
{
	return xa_table_get(&idr->idr_rt, id);
}

void *idr_replace(struct idr *idr, void *pointer, unsigned long id)
{
	unsigned long found = id;
	void *old = xa_table_find(&idr->idr_rt, &found, id, XA_PRESENT, true);

	if (!old)
		return ERR_PTR(-ENOENT);
	xa_table_set(&idr->idr_rt, id, kept(pointer), NULL);
	counted_replaced(given(old), pointer, idr);
	return given(old);
}

int idr_for_each(const struct idr *idr, int (*fn)(int id, void *pointer, void *data), void *data)
{
	unsigned long id = 0;
	void *entry;
	int result;

	for (; (entry = xa_table_find(&idr->idr_rt, &id, INT_MAX, XA_PRESENT, true)); id++) {
		result = fn(id, given(entry), data);
		if (result)
			return result;
	}
	return 0;
}

void *idr_get_next_ul(struct idr *idr, unsigned long *id)
{
	return xa_table_find(&idr->idr_rt, id, ULONG_MAX, XA_PRESENT, false);
}

void *idr_get_next(struct idr *idr, int *id)
{
	unsigned long next = *id;
	void *entry = xa_table_find(&idr->idr_rt, &next, INT_MAX, XA_PRESENT, false);

	if (entry)
		*id = next;
	return entry;
}

void idr_destroy(struct idr *idr)
{
	xa_table_drop(&idr->idr_rt);
}

int ida_alloc_range(struct ida *ida, unsigned int min, unsigned int max, gfp_t flags)
{
	unsigned long id;
	int error;

	if ((int)min < 0)
		return -ENOSPC;
	if (memory_may_fail(flags, "ida_alloc", __builtin_return_address(0)))
		return -ENOMEM;
	error = xa_table_alloc(&ida->xa, &id, xa_mk_value(1), min, min_t(unsigned int, max, INT_MAX));
	return error == -EBUSY ? -ENOSPC : error ? error : (int)id;
}

void ida_free(struct ida *ida, unsigned int id)
{
	void *old = NULL;

	if ((int)id < 0)
		return;
	xa_table_set(&ida->xa, id, NULL, &old);
	if (!old)
		report_misuse("ida_free() of %u, which is not given out", id);
}

bool ida_exists(struct ida *ida, unsigned int id)
{
	return xa_table_get(&ida->xa, id);
}

void ida_destroy(struct ida *ida)
{
	xa_table_drop(&ida->xa);
}
