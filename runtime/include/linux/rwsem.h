/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rwsem.h - sleeping locks with readers; see runtime/kernel/rwsem.c
 */
#ifndef _LINUX_RWSEM_H
#define _LINUX_RWSEM_H

#include <linux/types.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/cleanup.h>

struct rw_semaphore {
	struct dmacheck_lock lock;
};

#define __RWSEM_INITIALIZER(name) { .lock = DMACHECK_LOCK_INIT(#name) }
#define DECLARE_RWSEM(name) struct rw_semaphore name = __RWSEM_INITIALIZER(name)

#define init_rwsem(sem) dmacheck_lock_init(&(sem)->lock, #sem)

void down_read(struct rw_semaphore *sem);
int __must_check down_read_interruptible(struct rw_semaphore *sem);
int __must_check down_read_killable(struct rw_semaphore *sem);
int down_read_trylock(struct rw_semaphore *sem);
void down_write(struct rw_semaphore *sem);
int __must_check down_write_killable(struct rw_semaphore *sem);
int down_write_trylock(struct rw_semaphore *sem);
void up_read(struct rw_semaphore *sem);
void up_write(struct rw_semaphore *sem);
void downgrade_write(struct rw_semaphore *sem);
int rwsem_is_locked(struct rw_semaphore *sem);
int rwsem_is_contended(struct rw_semaphore *sem);

#define rwsem_assert_held(sem) lockdep_assert_held(sem)
#define rwsem_assert_held_write(sem) lockdep_assert_held_write(sem)
#define down_read_nested(sem, subclass) down_read(((void)(subclass), (sem)))
#define down_read_killable_nested(sem, subclass) \
	down_read_killable(((void)(subclass), (sem)))
#define down_write_nested(sem, subclass) down_write(((void)(subclass), (sem)))
#define down_write_killable_nested(sem, subclass) \
	down_write_killable(((void)(subclass), (sem)))
#define down_write_nest_lock(sem, nest) down_write(((void)(nest), (sem)))

DEFINE_GUARD(rwsem_read, struct rw_semaphore *, down_read(_T), up_read(_T))
DEFINE_GUARD_COND(rwsem_read, _try, down_read_trylock(_T))
DEFINE_GUARD_COND(rwsem_read, _intr, down_read_interruptible(_T) == 0)
DEFINE_GUARD(rwsem_write, struct rw_semaphore *, down_write(_T), up_write(_T))
DEFINE_GUARD_COND(rwsem_write, _try, down_write_trylock(_T))

#endif /* _LINUX_RWSEM_H */
