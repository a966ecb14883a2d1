/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kref.h - reference counts that release their object; see
 * runtime/kernel/refcount.c
 */
#ifndef _KREF_H_
#define _KREF_H_

#include <linux/spinlock.h>
#include <linux/refcount.h>

struct kref {
	refcount_t refcount;
};

#define KREF_INIT(n) { .refcount = REFCOUNT_INIT(n) }

void kref_init(struct kref *kref);
unsigned int kref_read(const struct kref *kref);
void kref_get(struct kref *kref);
int __must_check kref_get_unless_zero(struct kref *kref);
int kref_put(struct kref *kref, void (*release)(struct kref *kref));
int kref_put_mutex(struct kref *kref, void (*release)(struct kref *kref),
		   struct mutex *mutex);
int kref_put_lock(struct kref *kref, void (*release)(struct kref *kref),
		  spinlock_t *lock);

#endif /* _KREF_H_ */
