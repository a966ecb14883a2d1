/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mutex.h - a lock whose taker may sleep */
#ifndef DMACHECK_TEST_MUTEX_H
#define DMACHECK_TEST_MUTEX_H

#include <linux/cleanup.h>
#include <linux/kernel.h>

struct mutex {
	int owner;
};

void __mutex_init(struct mutex *lock, const char *name);
#define mutex_init(lock) do { __mutex_init((lock), #lock); } while (0)
#define DEFINE_MUTEX(name) struct mutex name
void mutex_lock(struct mutex *lock);
int mutex_lock_interruptible(struct mutex *lock);
int mutex_trylock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);

DEFINE_GUARD(mutex, struct mutex *, mutex_lock(_T), mutex_unlock(_T))

#endif
