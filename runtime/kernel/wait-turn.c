// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * wait-turn.c - one turn of those waits that are more than schedule()
 */
#include <linux/err.h>
#include <linux/hrtimer.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/wait.h>
#include "runtime/kernel/context.h"
#include "runtime/kernel/lock.h"
#include "runtime/kernel/sched.h"

#ifndef ERESTARTSYS
#define ERESTARTSYS 512
#endif

static void queue_up(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
{
	if (list_empty(&wq_entry->entry))
		__add_wait_queue_entry_tail(wq_head, wq_entry);
	set_current_state(TASK_INTERRUPTIBLE);
}

/* The queue's lock is held by the client, but for the wait. */
int do_wait_intr(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
{
	queue_up(wq_head, wq_entry);
	if (signal_pending(current))
		return -ERESTARTSYS;
	lock_give_up(&wq_head->lock.rlock.lock, false, LOCK_SPIN);
	sched_point(POINT_UNLOCK);
	schedule();
	lock_acquire(&wq_head->lock.rlock.lock, false, LOCK_SPIN);
	return 0;
}

int do_wait_intr_irq(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
{
	queue_up(wq_head, wq_entry);
	if (signal_pending(current))
		return -ERESTARTSYS;
	lock_give_up(&wq_head->lock.rlock.lock, false, LOCK_SPIN);
	local_irq_enable();
	sched_point(POINT_UNLOCK);
	schedule();
	local_irq_disable();
	lock_acquire(&wq_head->lock.rlock.lock, false, LOCK_SPIN);
	return 0;
}

void dmacheck_wait_clock_start(struct dmacheck_wait_clock *clock, ktime_t timeout)
{
	clock->forever = timeout == KTIME_MAX;
	clock->end = clock->forever ? 0 : sched_now() + (timeout > 0 ? timeout : 0);
}

bool dmacheck_wait_clock_turn(struct dmacheck_wait_clock *clock)
{
	u64 now = sched_now();
	ktime_t left;

	if (clock->forever) {
		schedule();
		return false;
	}
	if (now >= clock->end)
		return true;
	left = clock->end - now;
	return schedule_hrtimeout(&left, HRTIMER_MODE_REL) == 0;
}

/* kernel/sched/wait.c: for waits whose condition sleeps itself. */
long wait_woken(struct wait_queue_entry *wq_entry, unsigned int mode, long timeout)
{
	set_current_state(mode);
	if (!(__atomic_load_n(&wq_entry->flags, __ATOMIC_SEQ_CST) & WQ_FLAG_WOKEN) &&
	    !kthread_should_stop_or_park())
		timeout = schedule_timeout(timeout);
	__set_current_state(TASK_RUNNING);
	__atomic_fetch_and(&wq_entry->flags, ~WQ_FLAG_WOKEN, __ATOMIC_SEQ_CST);
	return timeout;
}

int woken_wake_function(struct wait_queue_entry *wq_entry, unsigned int mode,
			int flags, void *key)
{
	__atomic_fetch_or(&wq_entry->flags, WQ_FLAG_WOKEN, __ATOMIC_SEQ_CST);
	return default_wake_function(wq_entry, mode, flags, key);
}
