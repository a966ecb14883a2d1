/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refcount.h - counts on behalf of a caller: a recorder is told of what is not ours
 */
#ifndef DMACHECK_REFCOUNT_H
#define DMACHECK_REFCOUNT_H

#include <linux/refcount.h>
#include <linux/spinlock_types.h>

struct mutex;

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

void refcount_begin(refcount_t *r, int n, const void *caller);
void refcount_get(int i, refcount_t *r, const void *caller);
bool refcount_get_not_zero(int i, refcount_t *r, const void *caller);

/* Return: whether the last reference is gone; with a lock, that it is held then. */
bool refcount_put(int i, refcount_t *r, const void *caller);
bool refcount_put_mutex(refcount_t *r, struct mutex *lock, const void *caller);
bool refcount_put_spin(refcount_t *r, spinlock_t *lock, const void *caller);

#pragma GCC visibility pop

#endif /* DMACHECK_REFCOUNT_H */
