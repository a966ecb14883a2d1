/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lockdep.h - assertions about the locks that a task holds
 *
 * They are checked, and reported in the kernel's words. Lock classes and
 * ordering are not: their annotations take their arguments and do no more.
 */
#ifndef _LINUX_LOCKDEP_H
#define _LINUX_LOCKDEP_H

#include <linux/spinlock_types.h>

struct lock_class_key {
	char unused;
};

struct lockdep_map {
	const char *name;
	struct lock_class_key *key;
};

struct pin_cookie {
	unsigned int value;
};

#define SINGLE_DEPTH_NESTING 1

#define LOCK_STATE_UNKNOWN (-1)
#define LOCK_STATE_NOT_HELD 0
#define LOCK_STATE_HELD 1

/* Every lock type begins with its struct dmacheck_lock. */
int dmacheck_lock_held(const void *lock);
int dmacheck_lock_held_by_reader(const void *lock);
void dmacheck_lock_assert(bool right, const char *what, const char *lock);

#define lockdep_is_held(l) dmacheck_lock_held(l)
#define lockdep_is_held_type(l, read) \
	((read) ? dmacheck_lock_held_by_reader(l) : dmacheck_lock_held(l))

#define lockdep_assert(condition) \
	dmacheck_lock_assert(condition, #condition, NULL)
#define lockdep_assert_once(condition) lockdep_assert(condition)
#define lockdep_assert_held(l) \
	dmacheck_lock_assert(dmacheck_lock_held(l), "lockdep_assert_held", #l)
#define lockdep_assert_held_once(l) lockdep_assert_held(l)
#define lockdep_assert_not_held(l) \
	dmacheck_lock_assert(!dmacheck_lock_held(l), "lockdep_assert_not_held", #l)
#define lockdep_assert_held_write(l) \
	dmacheck_lock_assert(dmacheck_lock_held(l) && \
			     !dmacheck_lock_held_by_reader(l), \
			     "lockdep_assert_held_write", #l)
#define lockdep_assert_held_read(l) \
	dmacheck_lock_assert(dmacheck_lock_held_by_reader(l), \
			     "lockdep_assert_held_read", #l)

void lockdep_assert_none_held_once(void);
void lockdep_assert_irqs_disabled(void);
void lockdep_assert_irqs_enabled(void);
void lockdep_assert_in_irq(void);
void lockdep_assert_in_softirq(void);
void lockdep_assert_preemption_enabled(void);
void lockdep_assert_preemption_disabled(void);

#define lockdep_assert_RT_in_threaded_ctx() do { } while (0)

static inline void lockdep_init_map(struct lockdep_map *map, const char *name,
				    struct lock_class_key *key, int subclass)
{
	map->name = name;
	map->key = key;
}

#define STATIC_LOCKDEP_MAP_INIT(text, class) \
	{ .name = text, .key = (void *)(class) }
#define lockdep_register_key(key) ((void)(key))
#define lockdep_unregister_key(key) ((void)(key))
#define lockdep_set_class(l, key) ((void)(l), (void)(key))
#define lockdep_set_class_and_name(l, key, name) ((void)(l), (void)(key))
#define lockdep_set_class_and_subclass(l, key, sub) ((void)(l), (void)(key))
#define lockdep_set_subclass(l, sub) ((void)(l))
#define lockdep_set_novalidate_class(l) ((void)(l))
#define lockdep_set_notrack_class(l) ((void)(l))
#define lockdep_off() do { } while (0)
#define lockdep_on() do { } while (0)
#define lock_map_acquire(map) ((void)(map))
#define lock_map_acquire_read(map) ((void)(map))
#define lock_map_release(map) ((void)(map))
#define might_lock(l) ((void)(l))
#define might_lock_read(l) ((void)(l))
#define might_lock_nested(l, sub) ((void)(l))

#endif /* _LINUX_LOCKDEP_H */
