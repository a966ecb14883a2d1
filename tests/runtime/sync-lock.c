// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sync-lock.c - spinlocks, rwlocks, mutexes, rwsems, semaphores and seqlocks
 * exclude; each variant leaves the context as it was
 */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/rwsem.h>
#include <linux/sched/task.h>
#include <linux/semaphore.h>
#include <linux/seqlock.h>
#include <linux/spinlock.h>

#include "check.h"

enum { THREADS = 4, ROUNDS = 200 };

static DEFINE_SPINLOCK(spin);
static DEFINE_RAW_SPINLOCK(raw);
static DEFINE_RWLOCK(rw);
static DEFINE_MUTEX(mutex);
static DECLARE_RWSEM(rwsem);
static DEFINE_SEMAPHORE(semaphore, 1);
static DEFINE_SEQLOCK(seq);

static int counts[7];
static int left, right, begun;

/* A lost update shows that two were inside. */
static void count(int *counter)
{
	int seen = READ_ONCE(*counter);

	cpu_relax();
	WRITE_ONCE(*counter, seen + 1);
}

static void read_pair(void)
{
	unsigned int start;
	int a, b;

	do {
		start = read_seqbegin(&seq);
		a = READ_ONCE(left);
		cpu_relax();
		b = READ_ONCE(right);
	} while (read_seqretry(&seq, start));
	EXPECT(a == b);
}

static void one_round(int i)
{
	unsigned long flags;

	if (i & 1) {
		spin_lock_irqsave(&spin, flags);
		count(&counts[0]);
		spin_unlock_irqrestore(&spin, flags);
	} else {
		guard(spinlock_bh)(&spin);
		count(&counts[0]);
	}
	scoped_guard(raw_spinlock_irq, &raw)
		count(&counts[1]);
	write_lock(&rw);
	count(&counts[2]);
	write_unlock(&rw);
	read_lock(&rw);
	read_lock(&rw);
	read_unlock(&rw);
	read_unlock(&rw);
	scoped_guard(mutex, &mutex)
		count(&counts[3]);
	down_write(&rwsem);
	count(&counts[4]);
	downgrade_write(&rwsem);
	up_read(&rwsem);
	EXPECT(!down_interruptible(&semaphore));
	count(&counts[5]);
	up(&semaphore);
	write_seqlock(&seq);
	count(&left);
	count(&right);
	write_sequnlock(&seq);
	read_pair();
}

static int thread(void *data)
{
	int i;

	__atomic_fetch_add(&begun, 1, __ATOMIC_SEQ_CST);
	for (i = 0; i < ROUNDS; i++)
		one_round(i);
	EXPECT(!in_atomic() && !irqs_disabled());
	return 0;
}

static void check_tries(void)
{
	spin_lock(&spin);
	lockdep_assert_held(&spin);
	EXPECT(!spin_trylock(&spin));
	EXPECT(spin_is_locked(&spin) && in_atomic());
	spin_unlock(&spin);
	EXPECT(mutex_trylock(&mutex) && !mutex_trylock(&mutex));
	mutex_unlock(&mutex);
	EXPECT(!down_trylock(&semaphore) && down_trylock(&semaphore));
	EXPECT(down_timeout(&semaphore, 2) == -ETIME);
	up(&semaphore);
	EXPECT(down_read_trylock(&rwsem) && !down_write_trylock(&rwsem));
	up_read(&rwsem);
	scoped_cond_guard(mutex_try, EXPECT(!"mutex_try"), &mutex)
		lockdep_assert_held(&mutex);
	lockdep_assert_not_held(&mutex);
}

static int __init sync_lock_init(void)
{
	struct task_struct *threads[THREADS];
	int i;

	check_tries();
	for (i = 0; i < THREADS; i++) {
		threads[i] = kthread_create(thread, NULL, "lock/%d", i);
		if (IS_ERR(threads[i]))
			return PTR_ERR(threads[i]);
		get_task_struct(threads[i]);
		wake_up_process(threads[i]);
	}
	EXPECT(EVENTUALLY(READ_ONCE(begun) == THREADS));	/* and run to their end */
	for (i = 0; i < THREADS; i++) {
		kthread_stop(threads[i]);
		put_task_struct(threads[i]);
	}
	for (i = 0; i < 6; i++) {
		if (!EXPECT(counts[i] == THREADS * ROUNDS))
			pr_err("lock %d: %d\n", i, counts[i]);
	}
	return check_result();
}

static void __exit sync_lock_exit(void)
{
}

module_init(sync_lock_init);
module_exit(sync_lock_exit);
MODULE_LICENSE("GPL");
