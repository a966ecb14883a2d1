/* SPDX-License-Identifier: GPL-2.0-or-later */
/* wait.h - wait queues; the waits are statement expressions */
#ifndef DMACHECK_TEST_WAIT_H
#define DMACHECK_TEST_WAIT_H

#include <linux/spinlock.h>

typedef struct wait_queue_head {
	spinlock_t lock;
	struct list_head head;
} wait_queue_head_t;

void __init_waitqueue_head(struct wait_queue_head *queue);
#define init_waitqueue_head(queue) do { __init_waitqueue_head(queue); } while (0)
void __wake_up(struct wait_queue_head *queue, int nr);
#define wake_up(queue) __wake_up(queue, 1)
#define wake_up_all(queue) __wake_up(queue, 0)
#define wake_up_interruptible(queue) __wake_up(queue, 1)
long schedule_timeout(long timeout);
void schedule(void);

#define wait_event(queue, condition)					\
	do {								\
		might_sleep();						\
		for (;;) {						\
			(void)&(queue);					\
			if (condition)					\
				break;					\
			schedule();					\
		}							\
	} while (0)

#define ___wait_event_timeout(queue, condition, timeout)		\
	({								\
		long __ret = (timeout);					\
		might_sleep();						\
		(void)&(queue);						\
		while (!(condition) && __ret)				\
			__ret = schedule_timeout(__ret);		\
		__ret;							\
	})
#define wait_event_timeout(queue, condition, timeout) \
	___wait_event_timeout(queue, condition, timeout)
#define wait_event_interruptible_timeout(queue, condition, timeout) \
	___wait_event_timeout(queue, condition, timeout)

#endif
