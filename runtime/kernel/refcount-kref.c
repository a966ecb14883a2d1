// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * refcount-kref.c - <linux/kref.h>: the object goes with its last reference
 */
#include <linux/kref.h>
#include <linux/mutex.h>
#include <dmacheck/event.h>
#include "runtime/kernel/own.h"
#include "runtime/kernel/refcount.h"

void kref_init(struct kref *kref)
{
	refcount_begin(&kref->refcount, 1, __builtin_return_address(0));
}

unsigned int kref_read(const struct kref *kref)
{
	return refcount_read(&kref->refcount);
}

void kref_get(struct kref *kref)
{
	refcount_get(1, &kref->refcount, __builtin_return_address(0));
}

int kref_get_unless_zero(struct kref *kref)
{
	return refcount_get_not_zero(1, &kref->refcount, __builtin_return_address(0));
}

int kref_put(struct kref *kref, void (*release)(struct kref *kref))
{
	if (!refcount_put(1, &kref->refcount, __builtin_return_address(0)))
		return 0;
	release(kref);
	return 1;
}

/* @release gives the lock up, where it is called. */
int kref_put_mutex(struct kref *kref, void (*release)(struct kref *kref),
		   struct mutex *mutex)
{
	if (!refcount_put_mutex(&kref->refcount, mutex, __builtin_return_address(0)))
		return 0;
	release(kref);
	return 1;
}

int kref_put_lock(struct kref *kref, void (*release)(struct kref *kref),
		  spinlock_t *lock)
{
	if (!refcount_put_spin(&kref->refcount, lock, __builtin_return_address(0)))
		return 0;
	release(kref);
	return 1;
}
