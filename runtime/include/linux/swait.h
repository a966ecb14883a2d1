/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * swait.h - simple wait queues: exclusive waiters, no functions
 */
#ifndef _LINUX_SWAIT_H
#define _LINUX_SWAIT_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

struct swait_queue_head {
	raw_spinlock_t lock;
	struct list_head task_list;	/* protected by lock */
};

struct swait_queue {
	struct task_struct *task;
	struct list_head task_list;
};

#define __SWAITQUEUE_INITIALIZER(name) \
	{ .task = current, .task_list = LIST_HEAD_INIT((name).task_list) }
#define DECLARE_SWAITQUEUE(name) \
	struct swait_queue name = __SWAITQUEUE_INITIALIZER(name)
#define __SWAIT_QUEUE_HEAD_INITIALIZER(name) \
	{ \
		.lock = __RAW_SPIN_LOCK_INITIALIZER(name.lock), \
		.task_list = LIST_HEAD_INIT((name).task_list), \
	}
#define DECLARE_SWAIT_QUEUE_HEAD(name) \
	struct swait_queue_head name = __SWAIT_QUEUE_HEAD_INITIALIZER(name)
#define DECLARE_SWAIT_QUEUE_HEAD_ONSTACK(name) DECLARE_SWAIT_QUEUE_HEAD(name)

void __init_swait_queue_head(struct swait_queue_head *q, const char *name,
			     struct lock_class_key *key);
#define init_swait_queue_head(q) __init_swait_queue_head(q, #q, NULL)

int swait_active(struct swait_queue_head *wq);
bool swq_has_sleeper(struct swait_queue_head *wq);
void swake_up_one(struct swait_queue_head *q);
void swake_up_all(struct swait_queue_head *q);
void swake_up_locked(struct swait_queue_head *q, int wake_flags);
void prepare_to_swait_exclusive(struct swait_queue_head *q,
				struct swait_queue *wait, int state);
long prepare_to_swait_event(struct swait_queue_head *q, struct swait_queue *wait,
			    int state);
void finish_swait(struct swait_queue_head *q, struct swait_queue *wait);

#define ___swait_event(wq, condition, state, ret, cmd) \
	({ \
		__label__ __swait_over; \
		struct swait_queue __swait = { \
			.task_list = LIST_HEAD_INIT(__swait.task_list), \
		}; \
		long __ret = ret; \
		for (;;) { \
			long __interrupted = \
				prepare_to_swait_event(&(wq), &__swait, state); \
			if (condition) \
				break; \
			if (___wait_is_interruptible(state) && __interrupted) { \
				__ret = __interrupted; \
				goto __swait_over; \
			} \
			cmd; \
		} \
		finish_swait(&(wq), &__swait); \
__swait_over: __attribute__((__unused__)); \
		__ret; \
	})

#define swait_event_exclusive(wq, condition) \
	do { \
		if (condition) \
			break; \
		(void)___swait_event(wq, condition, TASK_UNINTERRUPTIBLE, 0, \
				     schedule()); \
	} while (0)
#define swait_event_idle_exclusive(wq, condition) \
	do { \
		if (condition) \
			break; \
		(void)___swait_event(wq, condition, TASK_IDLE, 0, schedule()); \
	} while (0)
#define swait_event_interruptible_exclusive(wq, condition) \
	({ \
		int __waited = 0; \
		if (!(condition)) \
			__waited = ___swait_event(wq, condition, \
						  TASK_INTERRUPTIBLE, 0, \
						  schedule()); \
		__waited; \
	})
#define DMACHECK_SWAIT_TIMEOUT(wq, condition, timeout, state) \
	({ \
		long __ret = timeout; \
		if (!___wait_cond_timeout(condition)) \
			__ret = ___swait_event(wq, \
					       ___wait_cond_timeout(condition), \
					       state, timeout, \
					       __ret = schedule_timeout(__ret)); \
		__ret; \
	})
#define swait_event_timeout_exclusive(wq, condition, timeout) \
	DMACHECK_SWAIT_TIMEOUT(wq, condition, timeout, TASK_UNINTERRUPTIBLE)
#define swait_event_interruptible_timeout_exclusive(wq, condition, timeout) \
	DMACHECK_SWAIT_TIMEOUT(wq, condition, timeout, TASK_INTERRUPTIBLE)
#define swait_event_idle_timeout_exclusive(wq, condition, timeout) \
	DMACHECK_SWAIT_TIMEOUT(wq, condition, timeout, TASK_IDLE)

#endif /* _LINUX_SWAIT_H */
