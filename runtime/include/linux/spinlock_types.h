/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * spinlock_types.h - what a lock is made of, for those that only embed one
 *
 * All locks, spinning and sleeping, are one structure, so that there is one way
 * to wait and one way to find out who waits for whom.
 */
#ifndef _LINUX_SPINLOCK_TYPES_H
#define _LINUX_SPINLOCK_TYPES_H

#include <linux/types.h>

struct task_struct;

#define DMACHECK_LOCK_MAGIC 0xdead4eadu

/**
 * struct dmacheck_lock - one lock
 * @value: readers, or a bit for the writer; a bit for "somebody waits"
 * @magic: DMACHECK_LOCK_MAGIC once it has been initialised
 * @owner: the task that holds it alone, NULL otherwise
 * @name: the text of the initialiser's argument
 */
struct dmacheck_lock {
	unsigned int value;
	unsigned int magic;
	struct task_struct *owner;
	const char *name;
};

#define DMACHECK_LOCK_INIT(text) { .magic = DMACHECK_LOCK_MAGIC, .name = text }

typedef struct raw_spinlock {
	struct dmacheck_lock lock;
} raw_spinlock_t;

typedef struct spinlock {
	struct raw_spinlock rlock;
} spinlock_t;

typedef struct {
	struct dmacheck_lock lock;
} rwlock_t;

#define __RAW_SPIN_LOCK_INITIALIZER(name) { .lock = DMACHECK_LOCK_INIT(#name) }
#define __RAW_SPIN_LOCK_UNLOCKED(name) \
	((raw_spinlock_t)__RAW_SPIN_LOCK_INITIALIZER(name))
#define __SPIN_LOCK_INITIALIZER(name) \
	{ .rlock = __RAW_SPIN_LOCK_INITIALIZER(name) }
#define __SPIN_LOCK_UNLOCKED(name) ((spinlock_t)__SPIN_LOCK_INITIALIZER(name))
#define __RW_LOCK_UNLOCKED(name) { .lock = DMACHECK_LOCK_INIT(#name) }

#define DEFINE_RAW_SPINLOCK(name) \
	raw_spinlock_t name = __RAW_SPIN_LOCK_INITIALIZER(name)
#define DEFINE_SPINLOCK(name) spinlock_t name = __SPIN_LOCK_INITIALIZER(name)
#define DEFINE_RWLOCK(name) rwlock_t name = __RW_LOCK_UNLOCKED(name)

#endif /* _LINUX_SPINLOCK_TYPES_H */
