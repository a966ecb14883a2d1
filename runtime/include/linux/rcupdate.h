/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rcupdate.h - readers without locks; see runtime/kernel/rcu.c
 */
#ifndef __LINUX_RCUPDATE_H
#define __LINUX_RCUPDATE_H

#include <dmacheck/timing.h>
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/atomic.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>
#include <linux/bottom_half.h>
#include <linux/lockdep.h>
#include <linux/cleanup.h>
#include <asm/processor.h>
#include <asm/barrier.h>

/**
 * struct dmacheck_rcu - readers that know each other's grace periods
 * @now: new readers count in readers[now & 1]
 * @lock: one grace period at a time
 * @first: callbacks in order, to @last; under the lock of rcu-readers.c
 * @running: a thread is at them, or @again will make it
 * @begun: and @completed: grace periods
 */
struct dmacheck_rcu {
	unsigned long now;
	unsigned long readers[2];
	struct dmacheck_lock lock;
	struct rcu_head *first;
	struct rcu_head *last;
	bool running;
	struct sched_timer again;
	unsigned long begun;
	unsigned long completed;
};

#define DMACHECK_RCU_INIT(text) { .lock = DMACHECK_LOCK_INIT(text) }

void rcu_read_lock(void);
void rcu_read_unlock(void);
void rcu_read_lock_bh(void);
void rcu_read_unlock_bh(void);
void rcu_read_lock_sched(void);
void rcu_read_unlock_sched(void);
int rcu_read_lock_held(void);
int rcu_read_lock_bh_held(void);
int rcu_read_lock_sched_held(void);
int rcu_read_lock_any_held(void);

void synchronize_rcu(void);
void synchronize_rcu_expedited(void);
void synchronize_net(void);
void call_rcu(struct rcu_head *head, rcu_callback_t func);
void call_rcu_hurry(struct rcu_head *head, rcu_callback_t func);
void rcu_barrier(void);
unsigned long get_state_synchronize_rcu(void);
bool poll_state_synchronize_rcu(unsigned long oldstate);
void cond_synchronize_rcu(unsigned long oldstate);

/* With an rcu_head in the object: nothing sleeps; without one: it may. */
void dmacheck_kfree_rcu(void *object, struct rcu_head *head);
void dmacheck_kfree_rcu_mightsleep(void *object);

#define kvfree_rcu_arg_2(ptr, rhf) \
	do { \
		__typeof__(ptr) __object = (ptr); \
		if (__object) \
			dmacheck_kfree_rcu(__object, &__object->rhf); \
	} while (0)
#define kvfree_rcu_arg_1(ptr) dmacheck_kfree_rcu_mightsleep((void *)(ptr))
#define DMACHECK_KFREE_RCU(a, b, name, ...) name
#define kfree_rcu(...) \
	DMACHECK_KFREE_RCU(__VA_ARGS__, kvfree_rcu_arg_2, \
			   kvfree_rcu_arg_1, )(__VA_ARGS__)
#define kvfree_rcu(...) kfree_rcu(__VA_ARGS__)
#define kfree_rcu_mightsleep(ptr) kvfree_rcu_arg_1(ptr)
#define kvfree_rcu_mightsleep(ptr) kvfree_rcu_arg_1(ptr)

static inline void init_rcu_head(struct rcu_head *head)
{
}

static inline void destroy_rcu_head(struct rcu_head *head)
{
}

static inline void init_rcu_head_on_stack(struct rcu_head *head)
{
}

static inline void destroy_rcu_head_on_stack(struct rcu_head *head)
{
}

/* Said once for each place: a condition that lockdep would have refuted. */
void dmacheck_rcu_assert(bool right, const char *what, const void *site);
#define RCU_LOCKDEP_WARN(condition, text) \
	do { \
		static const char __site; \
		dmacheck_rcu_assert(!(condition), text, &__site); \
	} while (0)

#define RCU_INITIALIZER(v) ((__typeof__(*(v)) *)(v))
#define RCU_INIT_POINTER(p, v) \
	__atomic_store_n(&(p), RCU_INITIALIZER(v), __ATOMIC_RELAXED)
#define RCU_POINTER_INITIALIZER(p, v) .p = RCU_INITIALIZER(v)

/* Pairs with the load of rcu_dereference(): the object was written before. */
#define rcu_assign_pointer(p, v) \
	__atomic_store_n(&(p), (__typeof__(p))(v), __ATOMIC_RELEASE)
#define rcu_replace_pointer(rcu_ptr, ptr, condition) \
	({ \
		__typeof__(ptr) __replaced = \
			rcu_dereference_protected(rcu_ptr, condition); \
		rcu_assign_pointer(rcu_ptr, ptr); \
		__replaced; \
	})
#define unrcu_pointer(p) (p)

/* An acquiring load orders at least what the dependency of the pointer does. */
#define DMACHECK_RCU_LOAD(p) __atomic_load_n(&(p), __ATOMIC_ACQUIRE)

#define DMACHECK_RCU_CHECKED(p, condition) \
	({ \
		static const char __site; \
		dmacheck_rcu_assert(condition, \
				    "suspicious rcu_dereference_check() usage", \
				    &__site); \
		DMACHECK_RCU_LOAD(p); \
	})
#define rcu_dereference_check(p, condition) \
	DMACHECK_RCU_CHECKED(p, (condition) || rcu_read_lock_held())
#define rcu_dereference_bh_check(p, condition) \
	DMACHECK_RCU_CHECKED(p, (condition) || rcu_read_lock_bh_held())
#define rcu_dereference_sched_check(p, condition) \
	DMACHECK_RCU_CHECKED(p, (condition) || rcu_read_lock_sched_held())
#define rcu_dereference(p) rcu_dereference_check(p, 0)
#define rcu_dereference_bh(p) rcu_dereference_bh_check(p, 0)
#define rcu_dereference_sched(p) rcu_dereference_sched_check(p, 0)
#define rcu_dereference_raw(p) DMACHECK_RCU_LOAD(p)
#define rcu_dereference_raw_check(p) DMACHECK_RCU_LOAD(p)
#define rcu_dereference_protected(p, condition) \
	({ \
		static const char __site; \
		dmacheck_rcu_assert(condition, \
				    "suspicious rcu_dereference_protected() usage", \
				    &__site); \
		__atomic_load_n(&(p), __ATOMIC_RELAXED); \
	})
#define rcu_access_pointer(p) __atomic_load_n(&(p), __ATOMIC_RELAXED)
#define rcu_pointer_handoff(p) (p)

DEFINE_LOCK_GUARD_0(rcu, rcu_read_lock(), rcu_read_unlock())

#endif /* __LINUX_RCUPDATE_H */
