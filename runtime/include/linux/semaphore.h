/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * semaphore.h - counting semaphores; see runtime/kernel/semaphore.c
 */
#ifndef __LINUX_SEMAPHORE_H
#define __LINUX_SEMAPHORE_H

#include <linux/list.h>
#include <linux/spinlock.h>

struct semaphore {
	raw_spinlock_t lock;
	unsigned int count;		/* protected by lock, as the list */
	struct list_head wait_list;
};

#define __SEMAPHORE_INITIALIZER(name, n) \
	{ \
		.lock = __RAW_SPIN_LOCK_INITIALIZER((name).lock), \
		.count = n, \
		.wait_list = LIST_HEAD_INIT((name).wait_list), \
	}
#define DEFINE_SEMAPHORE(name, n) \
	struct semaphore name = __SEMAPHORE_INITIALIZER(name, n)

void sema_init(struct semaphore *sem, int val);
void down(struct semaphore *sem);
int __must_check down_interruptible(struct semaphore *sem);
int __must_check down_killable(struct semaphore *sem);
int __must_check down_trylock(struct semaphore *sem);
int __must_check down_timeout(struct semaphore *sem, long timeout);
void up(struct semaphore *sem);

#endif /* __LINUX_SEMAPHORE_H */
