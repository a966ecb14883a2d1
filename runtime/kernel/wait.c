// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * wait.c - <linux/wait.h>: who waits on a queue, and waking them
 *
 * The queue's own lock is taken without an event: it is the service's, though a
 * module may take it by name around the _locked calls.
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

static void take(struct wait_queue_head *wq_head)
{
	context_current()->preempt++;
	lock_take(&wq_head->lock.rlock.lock, false, LOCK_SPIN);
}

static void drop(struct wait_queue_head *wq_head)
{
	lock_drop(&wq_head->lock.rlock.lock, false);
	context_current()->preempt--;
}

/*
 * The two stores pair with the loads of is_unlinked(): whoever sees both goes on
 * without the lock, and the queue may be gone by then.
 */
static void unlink_entry(struct list_head *entry)
{
	entry->prev->next = entry->next;
	entry->next->prev = entry->prev;
	__atomic_store_n(&entry->next, entry, __ATOMIC_RELEASE);
	__atomic_store_n(&entry->prev, entry, __ATOMIC_RELEASE);
}

static bool is_unlinked(struct list_head *entry)
{
	return __atomic_load_n(&entry->prev, __ATOMIC_ACQUIRE) == entry &&
	       __atomic_load_n(&entry->next, __ATOMIC_ACQUIRE) == entry;
}

void __init_waitqueue_head(struct wait_queue_head *wq_head, const char *name,
			   struct lock_class_key *key)
{
	dmacheck_lock_init(&wq_head->lock.rlock.lock, name);
	INIT_LIST_HEAD(&wq_head->head);
}

void init_wait_entry(struct wait_queue_entry *wq_entry, int flags)
{
	wq_entry->flags = flags;
	wq_entry->private = current;
	wq_entry->func = autoremove_wake_function;
	INIT_LIST_HEAD(&wq_entry->entry);
}

/* Those with priority stay in front of all others. */
void __add_wait_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
{
	struct list_head *before = &wq_head->head;
	struct wait_queue_entry *other;

	list_for_each_entry(other, &wq_head->head, entry) {
		if (!(other->flags & WQ_FLAG_PRIORITY))
			break;
		before = &other->entry;
	}
	list_add(&wq_entry->entry, before);
}

void __add_wait_queue_entry_tail(struct wait_queue_head *wq_head,
				 struct wait_queue_entry *wq_entry)
{
	list_add_tail(&wq_entry->entry, &wq_head->head);
}

void __remove_wait_queue(struct wait_queue_head *wq_head,
			 struct wait_queue_entry *wq_entry)
{
	unlink_entry(&wq_entry->entry);
}

void add_wait_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
{
	take(wq_head);
	wq_entry->flags &= ~WQ_FLAG_EXCLUSIVE;
	__add_wait_queue(wq_head, wq_entry);
	drop(wq_head);
}

void add_wait_queue_exclusive(struct wait_queue_head *wq_head,
			      struct wait_queue_entry *wq_entry)
{
	take(wq_head);
	wq_entry->flags |= WQ_FLAG_EXCLUSIVE;
	__add_wait_queue_entry_tail(wq_head, wq_entry);
	drop(wq_head);
}

void add_wait_queue_priority(struct wait_queue_head *wq_head,
			     struct wait_queue_entry *wq_entry)
{
	take(wq_head);
	wq_entry->flags |= WQ_FLAG_EXCLUSIVE | WQ_FLAG_PRIORITY;
	__add_wait_queue(wq_head, wq_entry);
	drop(wq_head);
}

void remove_wait_queue(struct wait_queue_head *wq_head,
		       struct wait_queue_entry *wq_entry)
{
	take(wq_head);
	__remove_wait_queue(wq_head, wq_entry);
	drop(wq_head);
}

/* Return: whether the queue was empty. */
static bool enqueue(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
{
	bool empty = list_empty(&wq_head->head);

	if (!is_unlinked(&wq_entry->entry))
		return false;
	if (wq_entry->flags & WQ_FLAG_EXCLUSIVE)
		__add_wait_queue_entry_tail(wq_head, wq_entry);
	else
		__add_wait_queue(wq_head, wq_entry);
	return empty;
}

void prepare_to_wait(struct wait_queue_head *wq_head,
		     struct wait_queue_entry *wq_entry, int state)
{
	take(wq_head);
	wq_entry->flags &= ~WQ_FLAG_EXCLUSIVE;
	enqueue(wq_head, wq_entry);
	set_current_state(state);
	drop(wq_head);
}

bool prepare_to_wait_exclusive(struct wait_queue_head *wq_head,
			       struct wait_queue_entry *wq_entry, int state)
{
	bool empty;

	take(wq_head);
	wq_entry->flags |= WQ_FLAG_EXCLUSIVE;
	empty = enqueue(wq_head, wq_entry);
	set_current_state(state);
	drop(wq_head);
	return empty;
}

long prepare_to_wait_event(struct wait_queue_head *wq_head,
			   struct wait_queue_entry *wq_entry, int state)
{
	long error = 0;

	take(wq_head);
	if (signal_pending_state(state, current)) {
		unlink_entry(&wq_entry->entry);
		error = -ERESTARTSYS;
	} else {
		enqueue(wq_head, wq_entry);
		set_current_state(state);
	}
	drop(wq_head);
	return error;
}

void finish_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
{
	__set_current_state(TASK_RUNNING);
	if (is_unlinked(&wq_entry->entry))
		return;
	take(wq_head);
	if (!is_unlinked(&wq_entry->entry))
		unlink_entry(&wq_entry->entry);
	drop(wq_head);
}

int default_wake_function(struct wait_queue_entry *wq_entry, unsigned int mode,
			  int flags, void *key)
{
	return wake_up_state(wq_entry->private, mode);
}

/*
 * The entry is on the waiter's stack, and no longer there once it has been
 * unlinked; the task has been woken before.
 */
int autoremove_wake_function(struct wait_queue_entry *wq_entry,
			     unsigned int mode, int flags, void *key)
{
	int woken = default_wake_function(wq_entry, mode, flags, key);

	if (woken)
		unlink_entry(&wq_entry->entry);
	return woken;
}

/* @nr: how many exclusive ones at most, 0 for all. Return: how many exclusive ones. */
static int wake(struct wait_queue_head *wq_head, unsigned int mode, int nr, void *key)
{
	struct wait_queue_entry *entry;
	struct wait_queue_entry *next;
	int woken = 0;

	list_for_each_entry_safe(entry, next, &wq_head->head, entry) {
		unsigned int flags = entry->flags;
		int result = entry->func(entry, mode, 0, key);

		if (result < 0)
			break;
		if (!result || !(flags & WQ_FLAG_EXCLUSIVE))
			continue;
		woken++;
		if (woken == nr)
			break;
	}
	return woken;
}

int __wake_up(struct wait_queue_head *wq_head, unsigned int mode, int nr, void *key)
{
	int woken;

	sched_wakes_hold();
	take(wq_head);
	woken = wake(wq_head, mode, nr, key);
	drop(wq_head);
	sched_wakes_release();
	sched_point(POINT_UNLOCK);
	return woken;
}

void __wake_up_locked(struct wait_queue_head *wq_head, unsigned int mode, int nr)
{
	wake(wq_head, mode, nr, NULL);
}

void __wake_up_locked_key(struct wait_queue_head *wq_head, unsigned int mode, void *key)
{
	wake(wq_head, mode, 1, key);
}

void __wake_up_sync(struct wait_queue_head *wq_head, unsigned int mode)
{
	__wake_up(wq_head, mode, 1, NULL);
}

void __wake_up_sync_key(struct wait_queue_head *wq_head, unsigned int mode, void *key)
{
	__wake_up(wq_head, mode, 1, key);
}

/* EPOLLHUP | POLLFREE: the queue is about to go. */
void __wake_up_pollfree(struct wait_queue_head *wq_head)
{
	__wake_up(wq_head, TASK_NORMAL, 0, poll_to_key(0x10 | 0x4000));
}

int waitqueue_active(struct wait_queue_head *wq_head)
{
	sched_point(POINT_CALL);
	return __atomic_load_n(&wq_head->head.next, __ATOMIC_RELAXED) != &wq_head->head;
}

/* The barrier orders the waker's condition before the look at the queue. */
bool wq_has_sleeper(struct wait_queue_head *wq_head)
{
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	return waitqueue_active(wq_head);
}

bool wq_has_single_sleeper(struct wait_queue_head *wq_head)
{
	return list_is_singular(&wq_head->head);
}

void dmacheck_wait_may_sleep(const char *what)
{
	context_may_sleep(what, __builtin_return_address(0));
	sched_point(POINT_CALL);
}
