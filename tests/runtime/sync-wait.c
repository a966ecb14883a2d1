// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sync-wait.c - wait queues, completions and bits lose no wake-up, and tell the
 * time that is left
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/freezer.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/sched/task.h>
#include <linux/swait.h>
#include <linux/wait.h>
#include <linux/wait_bit.h>

#include "check.h"

enum { ROUNDS = 50 };

static DECLARE_WAIT_QUEUE_HEAD(queue);
static DECLARE_SWAIT_QUEUE_HEAD(simple);
static DECLARE_COMPLETION(done);
static DEFINE_SPINLOCK(lock);
static int ping, pong, evaluations, queued;
static unsigned long word;

static int ponger(void *data)
{
	int i;

	for (i = 1; i <= ROUNDS; i++) {
		wait_event(queue, READ_ONCE(ping) == i);
		WRITE_ONCE(pong, i);
		wake_up_all(&queue);
	}
	return 42;
}

static void check_ping_pong(void)
{
	struct task_struct *task = kthread_create(ponger, NULL, "ponger");
	int i;

	EXPECT(!IS_ERR(task));
	get_task_struct(task);
	wake_up_process(task);
	for (i = 1; i <= ROUNDS; i++) {
		WRITE_ONCE(ping, i);
		wake_up(&queue);
		EXPECT(!wait_event_interruptible(queue, READ_ONCE(pong) == i));
	}
	EXPECT(kthread_stop(task) == 42);
	put_task_struct(task);
}

static bool count_evaluation(bool result)
{
	evaluations++;
	return result;
}

static void check_timeouts(void)
{
	unsigned long before = jiffies;
	long left;

	left = wait_event_timeout(queue, count_evaluation(false), 20);
	EXPECT(left == 0 && jiffies - before >= 20);
	EXPECT(evaluations == 3);	/* looks at the condition */
	EXPECT(wait_event_timeout(queue, true, 20) == 20);
	EXPECT(wait_event_timeout(queue, true, 0) == 1);
	EXPECT(wait_event_interruptible_timeout(queue, false, 3) == 0);
	EXPECT(wait_event_freezable_timeout(queue, true, 3) == 3);
	EXPECT(wait_event_hrtimeout(queue, false, 1000000) == -ETIME);
	EXPECT(wait_event_hrtimeout(queue, true, 0) == 0);
	EXPECT(wait_for_completion_timeout(&done, 5) == 0);
	EXPECT(list_empty(&queue.head));	/* no waiter is left on the queue */
}

static int waker(void *data)
{
	msleep(5);
	spin_lock_irq(&lock);
	ping = 1;
	spin_unlock_irq(&lock);
	wake_up(&queue);
	msleep(5);
	complete(&done);
	msleep(5);
	clear_and_wake_up_bit(3, &word);
	msleep(5);
	WRITE_ONCE(pong, -1);
	swake_up_one(&simple);
	msleep(5);
	WRITE_ONCE(pong, -2);
	wake_up_var(&pong);
	return 0;
}

static void check_others(void)
{
	struct task_struct *task;

	ping = 0;
	word = 1ul << 3;
	task = kthread_create(waker, NULL, "waker");
	get_task_struct(task);
	wake_up_process(task);
	spin_lock_irq(&lock);
	wait_event_lock_irq(queue, ping == 1, lock);
	EXPECT(spin_is_locked(&lock));	/* the lock is held after the wait */
	spin_unlock_irq(&lock);
	wait_for_completion(&done);
	EXPECT(!completion_done(&done));	/* a completion is used up */
	EXPECT(!wait_on_bit(&word, 3, TASK_UNINTERRUPTIBLE) && !word);
	swait_event_exclusive(simple, READ_ONCE(pong) < 0);
	wait_var_event(&pong, READ_ONCE(pong) == -2);
	kthread_stop(task);
	put_task_struct(task);
	complete_all(&done);
	EXPECT(try_wait_for_completion(&done) && completion_done(&done));
	reinit_completion(&done);
	EXPECT(!try_wait_for_completion(&done));
}

static int sleeper(void *data)
{
	struct wait_queue_entry entry;

	init_wait_entry(&entry, WQ_FLAG_EXCLUSIVE);
	prepare_to_wait_exclusive(&queue, &entry, TASK_INTERRUPTIBLE);
	__atomic_fetch_add(&queued, 1, __ATOMIC_SEQ_CST);
	schedule();
	finish_wait(&queue, &entry);
	__atomic_fetch_add((int *)data, 1, __ATOMIC_SEQ_CST);
	return 0;
}

static void check_exclusive(void)
{
	struct task_struct *tasks[3];
	int woken = 0;
	int i;

	for (i = 0; i < 3; i++)
		tasks[i] = kthread_run(sleeper, &woken, "sleeper/%d", i);
	EXPECT(EVENTUALLY(READ_ONCE(queued) == 3) && waitqueue_active(&queue));
	wake_up_interruptible(&queue);
	EXPECT(EVENTUALLY(READ_ONCE(woken) >= 1));
	msleep(20);
	EXPECT(READ_ONCE(woken) == 1);	/* one exclusive waiter was woken */
	wake_up_interruptible_nr(&queue, 2);
	EXPECT(EVENTUALLY(READ_ONCE(woken) == 3));	/* and the two others */
}

static int __init sync_wait_init(void)
{
	check_ping_pong();
	check_timeouts();
	check_others();
	check_exclusive();
	return check_result();
}

static void __exit sync_wait_exit(void)
{
}

module_init(sync_wait_init);
module_exit(sync_wait_exit);
MODULE_LICENSE("GPL");
