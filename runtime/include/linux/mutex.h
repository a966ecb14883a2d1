/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mutex.h - sleeping locks with an owner; see runtime/kernel/mutex.c
 */
#ifndef _LINUX_MUTEX_H
#define _LINUX_MUTEX_H

#include <linux/types.h>
#include <linux/list.h>
#include <linux/spinlock_types.h>
#include <linux/lockdep.h>
#include <linux/atomic.h>
#include <linux/cleanup.h>
#include <asm/processor.h>

struct device;

struct mutex {
	struct dmacheck_lock lock;
};

#define __MUTEX_INITIALIZER(name) { .lock = DMACHECK_LOCK_INIT(#name) }
#define DEFINE_MUTEX(name) struct mutex name = __MUTEX_INITIALIZER(name)

void __mutex_init(struct mutex *lock, const char *name, struct lock_class_key *key);
#define mutex_init(mutex) __mutex_init(mutex, #mutex, NULL)
#define mutex_init_with_key(mutex, key) __mutex_init(mutex, #mutex, key)
void mutex_destroy(struct mutex *lock);

void mutex_lock(struct mutex *lock);
int __must_check mutex_lock_interruptible(struct mutex *lock);
int __must_check mutex_lock_killable(struct mutex *lock);
void mutex_lock_io(struct mutex *lock);
int mutex_trylock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);
bool mutex_is_locked(struct mutex *lock);
int atomic_dec_and_mutex_lock(atomic_t *count, struct mutex *lock);

#define mutex_lock_nested(l, subclass) mutex_lock(((void)(subclass), (l)))
#define mutex_lock_nest_lock(l, nest) mutex_lock(((void)(nest), (l)))
#define mutex_lock_interruptible_nested(l, subclass) \
	mutex_lock_interruptible(((void)(subclass), (l)))
#define mutex_lock_killable_nested(l, subclass) \
	mutex_lock_killable(((void)(subclass), (l)))
#define mutex_lock_io_nested(l, subclass) mutex_lock_io(((void)(subclass), (l)))

int __must_check __devm_mutex_init(struct device *dev, struct mutex *lock);
#define devm_mutex_init(dev, mutex) \
	({ \
		mutex_init(mutex); \
		__devm_mutex_init(dev, mutex); \
	})

DEFINE_GUARD(mutex, struct mutex *, mutex_lock(_T), mutex_unlock(_T))
DEFINE_GUARD_COND(mutex, _try, mutex_trylock(_T))
DEFINE_GUARD_COND(mutex, _intr, mutex_lock_interruptible(_T) == 0)

#endif /* _LINUX_MUTEX_H */
