/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wait.h - wait queues; see runtime/kernel/wait.c
 *
 * The macros look at their condition before they wait, after each wake-up, and
 * once more when the time is over, as the kernel's do: a condition with side
 * effects has them as often here as there.
 */
#ifndef _LINUX_WAIT_H
#define _LINUX_WAIT_H

#include <linux/types.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/sched.h>
#include <linux/ktime.h>

struct wait_queue_entry;

typedef int (*wait_queue_func_t)(struct wait_queue_entry *wq_entry,
				 unsigned int mode, int flags, void *key);
typedef struct wait_queue_entry wait_queue_entry_t;

#define WQ_FLAG_EXCLUSIVE	0x01
#define WQ_FLAG_WOKEN		0x02
#define WQ_FLAG_CUSTOM		0x04
#define WQ_FLAG_DONE		0x08
#define WQ_FLAG_PRIORITY	0x10

struct wait_queue_entry {
	unsigned int flags;
	void *private;
	wait_queue_func_t func;
	struct list_head entry;		/* protected by the head's lock */
};

struct wait_queue_head {
	spinlock_t lock;
	struct list_head head;
};
typedef struct wait_queue_head wait_queue_head_t;

int default_wake_function(struct wait_queue_entry *wq_entry, unsigned int mode,
			  int flags, void *key);
int autoremove_wake_function(struct wait_queue_entry *wq_entry,
			     unsigned int mode, int flags, void *key);
int woken_wake_function(struct wait_queue_entry *wq_entry, unsigned int mode,
			int flags, void *key);
long wait_woken(struct wait_queue_entry *wq_entry, unsigned int mode, long timeout);

#define __WAITQUEUE_INITIALIZER(name, task) \
	{ \
		.private = task, \
		.func = default_wake_function, \
		.entry = { NULL, NULL }, \
	}
#define DECLARE_WAITQUEUE(name, task) \
	struct wait_queue_entry name = __WAITQUEUE_INITIALIZER(name, task)

#define __WAIT_QUEUE_HEAD_INITIALIZER(name) \
	{ \
		.lock = __SPIN_LOCK_INITIALIZER(name.lock), \
		.head = LIST_HEAD_INIT(name.head), \
	}
#define DECLARE_WAIT_QUEUE_HEAD(name) \
	struct wait_queue_head name = __WAIT_QUEUE_HEAD_INITIALIZER(name)
#define DECLARE_WAIT_QUEUE_HEAD_ONSTACK(name) DECLARE_WAIT_QUEUE_HEAD(name)

void __init_waitqueue_head(struct wait_queue_head *wq_head, const char *name,
			   struct lock_class_key *key);
#define init_waitqueue_head(wq_head) \
	__init_waitqueue_head(wq_head, #wq_head, NULL)

static inline void init_waitqueue_entry(struct wait_queue_entry *wq_entry,
					struct task_struct *p)
{
	wq_entry->flags = 0;
	wq_entry->private = p;
	wq_entry->func = default_wake_function;
}

static inline void init_waitqueue_func_entry(struct wait_queue_entry *wq_entry,
					     wait_queue_func_t func)
{
	wq_entry->flags = 0;
	wq_entry->private = NULL;
	wq_entry->func = func;
}

#define DEFINE_WAIT_FUNC(name, function) \
	struct wait_queue_entry name = { \
		.private = current, \
		.func = function, \
		.entry = LIST_HEAD_INIT((name).entry), \
	}
#define DEFINE_WAIT(name) DEFINE_WAIT_FUNC(name, autoremove_wake_function)

void init_wait_entry(struct wait_queue_entry *wq_entry, int flags);
#define init_wait(wait) init_wait_entry(wait, 0)

int waitqueue_active(struct wait_queue_head *wq_head);
bool wq_has_sleeper(struct wait_queue_head *wq_head);
bool wq_has_single_sleeper(struct wait_queue_head *wq_head);

void add_wait_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
void add_wait_queue_exclusive(struct wait_queue_head *wq_head,
			      struct wait_queue_entry *wq_entry);
void add_wait_queue_priority(struct wait_queue_head *wq_head,
			     struct wait_queue_entry *wq_entry);
void remove_wait_queue(struct wait_queue_head *wq_head,
		       struct wait_queue_entry *wq_entry);

/* The head's lock is held: the two that put in, and the one that takes out. */
void __add_wait_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
void __add_wait_queue_entry_tail(struct wait_queue_head *wq_head,
				 struct wait_queue_entry *wq_entry);
void __remove_wait_queue(struct wait_queue_head *wq_head,
			 struct wait_queue_entry *wq_entry);
static inline void __add_wait_queue_exclusive(struct wait_queue_head *wq_head,
					      struct wait_queue_entry *wq_entry)
{
	wq_entry->flags |= WQ_FLAG_EXCLUSIVE;
	__add_wait_queue(wq_head, wq_entry);
}

static inline void
__add_wait_queue_entry_tail_exclusive(struct wait_queue_head *wq_head,
				      struct wait_queue_entry *wq_entry)
{
	wq_entry->flags |= WQ_FLAG_EXCLUSIVE;
	__add_wait_queue_entry_tail(wq_head, wq_entry);
}

void prepare_to_wait(struct wait_queue_head *wq_head,
		     struct wait_queue_entry *wq_entry, int state);
bool prepare_to_wait_exclusive(struct wait_queue_head *wq_head,
			       struct wait_queue_entry *wq_entry, int state);
long prepare_to_wait_event(struct wait_queue_head *wq_head,
			   struct wait_queue_entry *wq_entry, int state);
void finish_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);

int __wake_up(struct wait_queue_head *wq_head, unsigned int mode, int nr, void *key);
void __wake_up_locked(struct wait_queue_head *wq_head, unsigned int mode, int nr);
void __wake_up_locked_key(struct wait_queue_head *wq_head, unsigned int mode, void *key);
void __wake_up_sync(struct wait_queue_head *wq_head, unsigned int mode);
void __wake_up_sync_key(struct wait_queue_head *wq_head, unsigned int mode, void *key);
void __wake_up_pollfree(struct wait_queue_head *wq_head);

#define wake_up(q)			__wake_up(q, TASK_NORMAL, 1, NULL)
#define wake_up_nr(q, nr)		__wake_up(q, TASK_NORMAL, nr, NULL)
#define wake_up_all(q)			__wake_up(q, TASK_NORMAL, 0, NULL)
#define wake_up_sync(q)			__wake_up_sync(q, TASK_NORMAL)
#define wake_up_locked(q)		__wake_up_locked(q, TASK_NORMAL, 1)
#define wake_up_all_locked(q)		__wake_up_locked(q, TASK_NORMAL, 0)
#define wake_up_interruptible(q)	__wake_up(q, TASK_INTERRUPTIBLE, 1, NULL)
#define wake_up_interruptible_nr(q, nr)	__wake_up(q, TASK_INTERRUPTIBLE, nr, NULL)
#define wake_up_interruptible_all(q)	__wake_up(q, TASK_INTERRUPTIBLE, 0, NULL)
#define wake_up_interruptible_sync(q)	__wake_up_sync(q, TASK_INTERRUPTIBLE)

#define poll_to_key(mask) ((void *)(unsigned long)(mask))
#define key_to_poll(key) ((__poll_t)(unsigned long)(key))
#define wake_up_poll(q, mask) \
	__wake_up(q, TASK_NORMAL, 1, poll_to_key(mask))
#define wake_up_locked_poll(q, mask) \
	__wake_up_locked_key(q, TASK_NORMAL, poll_to_key(mask))
#define wake_up_interruptible_poll(q, mask) \
	__wake_up(q, TASK_INTERRUPTIBLE, 1, poll_to_key(mask))
#define wake_up_interruptible_sync_poll(q, mask) \
	__wake_up_sync_key(q, TASK_INTERRUPTIBLE, poll_to_key(mask))
#define wake_up_pollfree(q) __wake_up_pollfree(q)

/* might_sleep() of the wait_event family */
void dmacheck_wait_may_sleep(const char *what);

/* True once the wait is over; the time left is at least 1 where the condition holds. */
#define ___wait_cond_timeout(condition) \
	({ \
		bool __holds = (condition); \
		if (__holds && !__ret) \
			__ret = 1; \
		__holds || !__ret; \
	})

#define ___wait_is_interruptible(state) \
	(!__builtin_constant_p(state) || \
	 ((state) & (TASK_INTERRUPTIBLE | TASK_WAKEKILL)))

/* The heart of all; @cmd waits, and may leave its loop by break or continue. */
#define ___wait_event(wq_head, condition, state, exclusive, ret, cmd) \
	({ \
		__label__ __wait_over; \
		struct wait_queue_entry __wq_entry; \
		long __ret = ret; \
		init_wait_entry(&__wq_entry, (exclusive) ? WQ_FLAG_EXCLUSIVE : 0); \
		for (;;) { \
			long __interrupted = \
				prepare_to_wait_event(&(wq_head), &__wq_entry, state); \
			if (condition) \
				break; \
			if (___wait_is_interruptible(state) && __interrupted) { \
				__ret = __interrupted; \
				goto __wait_over; \
			} \
			cmd; \
		} \
		finish_wait(&(wq_head), &__wq_entry); \
__wait_over: __attribute__((__unused__)); \
		__ret; \
	})

#define wait_event(wq_head, condition) \
	do { \
		dmacheck_wait_may_sleep("wait_event"); \
		if (condition) \
			break; \
		(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, 0, \
				    schedule()); \
	} while (0)

#define io_wait_event(wq_head, condition) \
	do { \
		dmacheck_wait_may_sleep("io_wait_event"); \
		if (condition) \
			break; \
		(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, 0, \
				    io_schedule()); \
	} while (0)

#define wait_event_cmd(wq_head, condition, cmd1, cmd2) \
	do { \
		dmacheck_wait_may_sleep("wait_event_cmd"); \
		if (condition) \
			break; \
		(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, 0, \
				    cmd1; schedule(); cmd2); \
	} while (0)

#define wait_event_exclusive_cmd(wq_head, condition, cmd1, cmd2) \
	do { \
		dmacheck_wait_may_sleep("wait_event_exclusive_cmd"); \
		if (condition) \
			break; \
		(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 1, 0, \
				    cmd1; schedule(); cmd2); \
	} while (0)

#define wait_event_idle(wq_head, condition) \
	do { \
		dmacheck_wait_may_sleep("wait_event_idle"); \
		if (condition) \
			break; \
		(void)___wait_event(wq_head, condition, TASK_IDLE, 0, 0, \
				    schedule()); \
	} while (0)

#define wait_event_idle_exclusive(wq_head, condition) \
	do { \
		dmacheck_wait_may_sleep("wait_event_idle_exclusive"); \
		if (condition) \
			break; \
		(void)___wait_event(wq_head, condition, TASK_IDLE, 1, 0, \
				    schedule()); \
	} while (0)

#define wait_event_interruptible(wq_head, condition) \
	({ \
		int __waited = 0; \
		dmacheck_wait_may_sleep("wait_event_interruptible"); \
		if (!(condition)) \
			__waited = ___wait_event(wq_head, condition, TASK_INTERRUPTIBLE, \
						 0, 0, schedule()); \
		__waited; \
	})

#define wait_event_interruptible_exclusive(wq_head, condition) \
	({ \
		int __waited = 0; \
		dmacheck_wait_may_sleep("wait_event_interruptible_exclusive"); \
		if (!(condition)) \
			__waited = ___wait_event(wq_head, condition, TASK_INTERRUPTIBLE, \
						 1, 0, schedule()); \
		__waited; \
	})

#define wait_event_killable(wq_head, condition) \
	({ \
		int __waited = 0; \
		dmacheck_wait_may_sleep("wait_event_killable"); \
		if (!(condition)) \
			__waited = ___wait_event(wq_head, condition, TASK_KILLABLE, \
						 0, 0, schedule()); \
		__waited; \
	})

#define wait_event_killable_exclusive(wq_head, condition) \
	({ \
		int __waited = 0; \
		dmacheck_wait_may_sleep("wait_event_killable_exclusive"); \
		if (!(condition)) \
			__waited = ___wait_event(wq_head, condition, TASK_KILLABLE, \
						 1, 0, schedule()); \
		__waited; \
	})

#define wait_event_freezable(wq_head, condition) \
	({ \
		int __waited = 0; \
		dmacheck_wait_may_sleep("wait_event_freezable"); \
		if (!(condition)) \
			__waited = ___wait_event(wq_head, condition, (TASK_INTERRUPTIBLE | TASK_FREEZABLE), \
						 0, 0, schedule()); \
		__waited; \
	})

#define wait_event_freezable_exclusive(wq_head, condition) \
	({ \
		int __waited = 0; \
		dmacheck_wait_may_sleep("wait_event_freezable_exclusive"); \
		if (!(condition)) \
			__waited = ___wait_event(wq_head, condition, (TASK_INTERRUPTIBLE | TASK_FREEZABLE), \
						 1, 0, schedule()); \
		__waited; \
	})

#define wait_event_state(wq_head, condition, state) \
	({ \
		int __waited = 0; \
		dmacheck_wait_may_sleep("wait_event_state"); \
		if (!(condition)) \
			__waited = ___wait_event(wq_head, condition, state, \
						 0, 0, schedule()); \
		__waited; \
	})

#define wait_event_timeout(wq_head, condition, timeout) \
	({ \
		long __ret = timeout; \
		dmacheck_wait_may_sleep("wait_event_timeout"); \
		if (!___wait_cond_timeout(condition)) \
			__ret = ___wait_event(wq_head, \
					      ___wait_cond_timeout(condition), \
					      TASK_UNINTERRUPTIBLE, 0, timeout, \
					      __ret = schedule_timeout(__ret)); \
		__ret; \
	})

#define wait_event_interruptible_timeout(wq_head, condition, timeout) \
	({ \
		long __ret = timeout; \
		dmacheck_wait_may_sleep("wait_event_interruptible_timeout"); \
		if (!___wait_cond_timeout(condition)) \
			__ret = ___wait_event(wq_head, \
					      ___wait_cond_timeout(condition), \
					      TASK_INTERRUPTIBLE, 0, timeout, \
					      __ret = schedule_timeout(__ret)); \
		__ret; \
	})

#define wait_event_killable_timeout(wq_head, condition, timeout) \
	({ \
		long __ret = timeout; \
		dmacheck_wait_may_sleep("wait_event_killable_timeout"); \
		if (!___wait_cond_timeout(condition)) \
			__ret = ___wait_event(wq_head, \
					      ___wait_cond_timeout(condition), \
					      TASK_KILLABLE, 0, timeout, \
					      __ret = schedule_timeout(__ret)); \
		__ret; \
	})

#define wait_event_freezable_timeout(wq_head, condition, timeout) \
	({ \
		long __ret = timeout; \
		dmacheck_wait_may_sleep("wait_event_freezable_timeout"); \
		if (!___wait_cond_timeout(condition)) \
			__ret = ___wait_event(wq_head, \
					      ___wait_cond_timeout(condition), \
					      (TASK_INTERRUPTIBLE | TASK_FREEZABLE), 0, timeout, \
					      __ret = schedule_timeout(__ret)); \
		__ret; \
	})

#define wait_event_idle_timeout(wq_head, condition, timeout) \
	({ \
		long __ret = timeout; \
		dmacheck_wait_may_sleep("wait_event_idle_timeout"); \
		if (!___wait_cond_timeout(condition)) \
			__ret = ___wait_event(wq_head, \
					      ___wait_cond_timeout(condition), \
					      TASK_IDLE, 0, timeout, \
					      __ret = schedule_timeout(__ret)); \
		__ret; \
	})

#define wait_event_idle_exclusive_timeout(wq_head, condition, timeout) \
	({ \
		long __ret = timeout; \
		dmacheck_wait_may_sleep("wait_event_idle_exclusive_timeout"); \
		if (!___wait_cond_timeout(condition)) \
			__ret = ___wait_event(wq_head, \
					      ___wait_cond_timeout(condition), \
					      TASK_IDLE, 1, timeout, \
					      __ret = schedule_timeout(__ret)); \
		__ret; \
	})

/*
 * With a lock of the caller's, which is held while the condition is looked at
 * and given up around each wait.
 */
#define wait_event_lock_irq_cmd(wq_head, condition, lock, cmd) \
	do { \
		if (condition) \
			break; \
		(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, 0, \
				    spin_unlock_irq(&(lock)); cmd; schedule(); spin_lock_irq(&(lock))); \
	} while (0)

#define wait_event_interruptible_lock_irq_cmd(wq_head, condition, lock, cmd) \
	({ \
		int __waited = 0; \
		if (!(condition)) \
			__waited = ___wait_event(wq_head, condition, TASK_INTERRUPTIBLE, \
						 0, 0, spin_unlock_irq(&(lock)); cmd; schedule(); spin_lock_irq(&(lock))); \
		__waited; \
	})

#define wait_event_lock_irq(wq_head, condition, lock) \
	wait_event_lock_irq_cmd(wq_head, condition, lock, )
#define wait_event_interruptible_lock_irq(wq_head, condition, lock) \
	wait_event_interruptible_lock_irq_cmd(wq_head, condition, lock, )

#define wait_event_lock_irq_timeout(wq_head, condition, lock, timeout) \
	({ \
		long __ret = timeout; \
		if (!___wait_cond_timeout(condition)) \
			__ret = ___wait_event(wq_head, \
					      ___wait_cond_timeout(condition), \
					      TASK_UNINTERRUPTIBLE, 0, timeout, \
					      spin_unlock_irq(&(lock)); __ret = schedule_timeout(__ret); \
					      spin_lock_irq(&(lock))); \
		__ret; \
	})

#define wait_event_interruptible_lock_irq_timeout(wq_head, condition, lock, timeout) \
	({ \
		long __ret = timeout; \
		if (!___wait_cond_timeout(condition)) \
			__ret = ___wait_event(wq_head, \
					      ___wait_cond_timeout(condition), \
					      TASK_INTERRUPTIBLE, 0, timeout, \
					      spin_unlock_irq(&(lock)); __ret = schedule_timeout(__ret); \
					      spin_lock_irq(&(lock))); \
		__ret; \
	})

/* The lock is the queue's own; one turn of the wait, in wait.c. */
int do_wait_intr(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
int do_wait_intr_irq(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);

#define __wait_event_interruptible_locked(wq, condition, exclusive, turn) \
	({ \
		int __turned = 0; \
		DEFINE_WAIT(__wait); \
		if (exclusive) \
			__wait.flags |= WQ_FLAG_EXCLUSIVE; \
		do { \
			__turned = turn(&(wq), &__wait); \
		} while (!__turned && !(condition)); \
		__remove_wait_queue(&(wq), &__wait); \
		__set_current_state(TASK_RUNNING); \
		__turned; \
	})

#define DMACHECK_WAIT_LOCKED(wq, condition, exclusive, turn) \
	((condition) ? 0 : \
	 __wait_event_interruptible_locked(wq, condition, exclusive, turn))
#define wait_event_interruptible_locked(wq, condition) \
	DMACHECK_WAIT_LOCKED(wq, condition, 0, do_wait_intr)
#define wait_event_interruptible_locked_irq(wq, condition) \
	DMACHECK_WAIT_LOCKED(wq, condition, 0, do_wait_intr_irq)
#define wait_event_interruptible_exclusive_locked(wq, condition) \
	DMACHECK_WAIT_LOCKED(wq, condition, 1, do_wait_intr)
#define wait_event_interruptible_exclusive_locked_irq(wq, condition) \
	DMACHECK_WAIT_LOCKED(wq, condition, 1, do_wait_intr_irq)

/* @timeout is a ktime_t; -ETIME when it is over, KTIME_MAX waits for ever. */
struct dmacheck_wait_clock {
	u64 end;
	bool forever;
};
void dmacheck_wait_clock_start(struct dmacheck_wait_clock *clock, ktime_t timeout);
/* Waits in the state set before. Return: whether the time is over. */
bool dmacheck_wait_clock_turn(struct dmacheck_wait_clock *clock);

#define __wait_event_hrtimeout(wq_head, condition, timeout, state) \
	({ \
		struct dmacheck_wait_clock __clock; \
		dmacheck_wait_clock_start(&__clock, timeout); \
		___wait_event(wq_head, condition, state, 0, 0, \
			      if (dmacheck_wait_clock_turn(&__clock)) { \
				      if (!(condition)) \
					      __ret = -62; /* -ETIME */ \
				      break; \
			      }); \
	})
#define DMACHECK_WAIT_HRTIMEOUT(wq_head, condition, timeout, state, text) \
	({ \
		long __waited = 0; \
		dmacheck_wait_may_sleep(text); \
		if (!(condition)) \
			__waited = __wait_event_hrtimeout(wq_head, condition, \
							  timeout, state); \
		__waited; \
	})
#define wait_event_hrtimeout(wq_head, condition, timeout) \
	((int)DMACHECK_WAIT_HRTIMEOUT(wq_head, condition, timeout, \
				      TASK_UNINTERRUPTIBLE, "wait_event_hrtimeout"))
#define wait_event_interruptible_hrtimeout(wq_head, condition, timeout) \
	DMACHECK_WAIT_HRTIMEOUT(wq_head, condition, timeout, TASK_INTERRUPTIBLE, \
				"wait_event_interruptible_hrtimeout")

#endif /* _LINUX_WAIT_H */
