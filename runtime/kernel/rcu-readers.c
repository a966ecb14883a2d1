// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * rcu-readers.c - counting readers, and what is to be done when they have left
 */
#include "runtime/kernel/raw.h"
#include <linux/completion.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/time64.h>
#include "runtime/kernel/context.h"
#include "runtime/kernel/lock.h"
#include "runtime/kernel/own.h"
#include "runtime/kernel/rcu.h"
#include "runtime/kernel/report.h"
#include "runtime/kernel/sched.h"

/* A function below this is no function: the offset of the head in what is freed. */
enum { FREE_OFFSETS = 4096 };

/* Without memory for a thread the next try comes so much later, in ns. */
enum { START_AGAIN = 100 * NSEC_PER_MSEC };

static struct raw_lock callbacks_lock = RAW_LOCK_INIT;

/* One who waits for the readers of a domain, on its own stack. */
struct waiter {
	const struct dmacheck_rcu *domain;
	struct task_struct *task;
	struct waiter *next;
};

static struct waiter *waiters;	/* changed under the lock */

int rcu_enter(struct dmacheck_rcu *domain)
{
	int half = __atomic_load_n(&domain->now, __ATOMIC_SEQ_CST) & 1;

	__atomic_fetch_add(&domain->readers[half], 1, __ATOMIC_SEQ_CST);
	return half;
}

/*
 * The last reader lets its waiter go with the count, and with it perhaps the
 * domain: who waits is found without it.
 */
void rcu_leave(struct dmacheck_rcu *domain, int half)
{
	struct waiter *waiter;

	if (__atomic_fetch_sub(&domain->readers[half], 1, __ATOMIC_SEQ_CST) != 1 ||
	    !__atomic_load_n(&waiters, __ATOMIC_SEQ_CST))
		return;
	raw_lock(&callbacks_lock);
	for (waiter = waiters; waiter; waiter = waiter->next)
		if (waiter->domain == domain)
			wake_up_process(waiter->task);
	raw_unlock(&callbacks_lock);
}

static void waiter_add(struct waiter *waiter)
{
	raw_lock(&callbacks_lock);
	waiter->next = waiters;
	__atomic_store_n(&waiters, waiter, __ATOMIC_SEQ_CST);
	raw_unlock(&callbacks_lock);
}

static void waiter_remove(struct waiter *waiter)
{
	struct waiter **link = &waiters;

	raw_lock(&callbacks_lock);
	while (*link != waiter)
		link = &(*link)->next;
	__atomic_store_n(link, waiter->next, __ATOMIC_SEQ_CST);
	raw_unlock(&callbacks_lock);
}

static void wait_half(struct dmacheck_rcu *domain)
{
	int half = __atomic_fetch_add(&domain->now, 1, __ATOMIC_SEQ_CST) & 1;
	struct waiter waiter = { .domain = domain, .task = current };

	waiter_add(&waiter);
	for (;;) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		if (!__atomic_load_n(&domain->readers[half], __ATOMIC_SEQ_CST))
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	waiter_remove(&waiter);
}

void rcu_wait(struct dmacheck_rcu *domain)
{
	lock_take(&domain->lock, false, LOCK_MUTEX);
	__atomic_fetch_add(&domain->begun, 1, __ATOMIC_SEQ_CST);
	wait_half(domain);
	wait_half(domain);
	__atomic_store_n(&domain->completed, domain->begun, __ATOMIC_SEQ_CST);
	lock_drop(&domain->lock, false);
}

static struct rcu_head *take_callbacks(struct dmacheck_rcu *domain)
{
	struct rcu_head *first;

	raw_lock(&callbacks_lock);
	first = domain->first;
	domain->first = NULL;
	domain->running = first;
	raw_unlock(&callbacks_lock);
	return first;
}

static void run_callback(struct rcu_head *head)
{
	unsigned long offset = (unsigned long)head->func;
	bool outer;

	if (offset < FREE_OFFSETS) {
		outer = own_serve(NULL);
		kvfree((char *)head - offset);
		own_serve_end(outer);
	} else {
		head->func(head);
	}
	sched_point(POINT_CALL);
}

static int run_callbacks(void *data)
{
	struct dmacheck_rcu *domain = data;
	struct rcu_head *head;
	struct rcu_head *next;

	current->flags |= PF_KTHREAD;
	while ((head = take_callbacks(domain))) {
		rcu_wait(domain);
		for (; head; head = next) {
			next = head->next;
			context_softirq_enter();
			run_callback(head);
			context_softirq_exit();
			sched_release();
		}
	}
	return 0;
}

static void start_thread(struct dmacheck_rcu *domain);

static void start_again(struct sched_timer *timer)
{
	start_thread(container_of(timer, struct dmacheck_rcu, again));
}

static void start_thread(struct dmacheck_rcu *domain)
{
	struct task_struct *task = sched_spawn("rcu_gp", run_callbacks, domain);

	if (task) {
		wake_up_process(task);
		put_task_struct(task);
		return;
	}
	report_notice("rcu: no thread could be made, callbacks come late");
	domain->again.fire = start_again;
	sched_timer_start(&domain->again, sched_now() + START_AGAIN);
}

void rcu_call(struct dmacheck_rcu *domain, struct rcu_head *head, rcu_callback_t func)
{
	bool start;

	head->func = func;
	head->next = NULL;
	sched_hold();
	raw_lock(&callbacks_lock);
	if (domain->first)
		domain->last->next = head;
	else
		domain->first = head;
	domain->last = head;
	start = !domain->running;
	domain->running = true;
	raw_unlock(&callbacks_lock);
	if (start)
		start_thread(domain);
}

struct barrier_callback {
	struct rcu_head head;
	struct completion done;
};

static void barrier_reached(struct rcu_head *head)
{
	complete(&container_of(head, struct barrier_callback, head)->done);
}

void rcu_call_barrier(struct dmacheck_rcu *domain)
{
	struct barrier_callback barrier;

	init_completion(&barrier.done);
	rcu_call(domain, &barrier.head, barrier_reached);
	wait_for_completion(&barrier.done);
}

enum rcu_work { RCU_NONE, RCU_RUNNING, RCU_PENDING };

static enum rcu_work rcu_work(struct dmacheck_rcu *domain)
{
	enum rcu_work work;

	raw_lock(&callbacks_lock);
	work = domain->first ? RCU_PENDING : domain->running ? RCU_RUNNING : RCU_NONE;
	raw_unlock(&callbacks_lock);
	return work;
}

/* The thread looks once more after the last callback, which is soon. */
bool rcu_settle(struct dmacheck_rcu *domain)
{
	enum rcu_work work;

	while ((work = rcu_work(domain)) == RCU_RUNNING)
		schedule_timeout_uninterruptible(1);
	return work == RCU_NONE;
}
