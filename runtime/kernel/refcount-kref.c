// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * refcount-kref.c - <linux/kref.h>: the object goes with its last reference
 */
#include <linux/kref.h>
#include <linux/mutex.h>
#include <dmacheck/event.h>

void kref_init(struct kref *kref)
{
	refcount_set(&kref->refcount, 1);
	dmacheck_emit(REF_GET, .object = kref, .value = 1);
}

unsigned int kref_read(const struct kref *kref)
{
	return refcount_read(&kref->refcount);
}

void kref_get(struct kref *kref)
{
	refcount_inc(&kref->refcount);
}

int kref_get_unless_zero(struct kref *kref)
{
	return refcount_inc_not_zero(&kref->refcount);
}

int kref_put(struct kref *kref, void (*release)(struct kref *kref))
{
	if (!refcount_dec_and_test(&kref->refcount))
		return 0;
	release(kref);
	return 1;
}

/* @release gives the lock up, where it is called. */
int kref_put_mutex(struct kref *kref, void (*release)(struct kref *kref),
		   struct mutex *mutex)
{
	if (!refcount_dec_and_mutex_lock(&kref->refcount, mutex))
		return 0;
	release(kref);
	return 1;
}

int kref_put_lock(struct kref *kref, void (*release)(struct kref *kref),
		  spinlock_t *lock)
{
	if (!refcount_dec_and_lock(&kref->refcount, lock))
		return 0;
	release(kref);
	return 1;
}
