// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * workqueue.c - <linux/workqueue.h>: the queues, and putting work on them
 */
#include "runtime/kernel/workqueue.h"
#include <stdarg.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/rcupdate.h>
#include <linux/sprintf.h>
#include "runtime/kernel/context.h"
#include "runtime/kernel/fault.h"
#include "runtime/kernel/report.h"
#include "runtime/kernel/sched.h"

#define SYSTEM_QUEUE(variable, text, bits) \
	static struct workqueue_struct variable##_queue = { \
		.name = text, \
		.flags = bits, \
		.max_active = WQ_DFL_ACTIVE, \
		.pending = LIST_HEAD_INIT(variable##_queue.pending), \
		.link = LIST_HEAD_INIT(variable##_queue.link), \
		.bottom_half.link = LIST_HEAD_INIT(variable##_queue.bottom_half.link), \
		.bottom_half.idle = LIST_HEAD_INIT(variable##_queue.bottom_half.idle), \
	}; \
	struct workqueue_struct *variable = &variable##_queue

SYSTEM_QUEUE(system_wq, "events", 0);
SYSTEM_QUEUE(system_highpri_wq, "events_highpri", WQ_HIGHPRI);
SYSTEM_QUEUE(system_long_wq, "events_long", 0);
SYSTEM_QUEUE(system_unbound_wq, "events_unbound", WQ_UNBOUND);
SYSTEM_QUEUE(system_freezable_wq, "events_freezable", WQ_FREEZABLE);
SYSTEM_QUEUE(system_power_efficient_wq, "events_power_efficient", WQ_POWER_EFFICIENT);
SYSTEM_QUEUE(system_freezable_power_efficient_wq, "events_freezable_pwr_efficient",
	     WQ_FREEZABLE | WQ_POWER_EFFICIENT);
SYSTEM_QUEUE(system_bh_wq, "events_bh", WQ_BH);
SYSTEM_QUEUE(system_bh_highpri_wq, "events_bh_highpri", WQ_BH | WQ_HIGHPRI);

static void init_queue(struct workqueue_struct *wq, unsigned int flags, int max_active)
{
	wq->flags = flags;
	wq->max_active = max_active > 0 ? max_active : WQ_DFL_ACTIVE;
	if (flags & (WQ_BH | __WQ_ORDERED))
		wq->max_active = 1;
	INIT_LIST_HEAD(&wq->pending);
	INIT_LIST_HEAD(&wq->link);
	INIT_LIST_HEAD(&wq->bottom_half.link);
	INIT_LIST_HEAD(&wq->bottom_half.idle);
}

struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags,
					 int max_active, ...)
{
	struct workqueue_struct *wq;
	va_list args;

	context_may_sleep("alloc_workqueue", __builtin_return_address(0));
	sched_point(POINT_CALL);
	if (fault_now(FAULT_ALLOC))
		return NULL;
	wq = engine_zalloc(sizeof(*wq));
	if (!wq)
		return NULL;
	init_queue(wq, flags, max_active);
	va_start(args, max_active);
	vsnprintf(wq->name, sizeof(wq->name), fmt, args);
	va_end(args);
	raw_lock(&workqueue_lock);
	list_add_tail(&wq->link, &workqueue_queues);
	raw_unlock(&workqueue_lock);
	return wq;
}

void workqueue_set_max_active(struct workqueue_struct *wq, int max_active)
{
	bool spawn;

	raw_lock(&workqueue_lock);
	wq->max_active = max_active > 0 ? max_active : WQ_DFL_ACTIVE;
	spawn = workqueue_call(wq);
	raw_unlock(&workqueue_lock);
	if (spawn)
		workqueue_spawn();
}

void dmacheck_work_init(struct work_struct *work, work_func_t func)
{
	*work = (struct work_struct){ .func = func };
	INIT_LIST_HEAD(&work->entry);
}

/* Those of the system are listed when first used. */
static void list_queue(struct workqueue_struct *wq)
{
	if (list_empty(&wq->link))
		list_add_tail(&wq->link, &workqueue_queues);
}

/* With the lock held: what the kernel refuses, kernel/workqueue.c:__queue_work(). */
static bool may_queue(struct workqueue_struct *wq, struct work_struct *work)
{
	if (work->disabled)
		return false;
	if (!work->func) {
		report_misuse("WARNING: workqueue: a work without a function on wq %s",
			      wq->name);
		return false;
	}
	if (!(wq->flags & (__WQ_DESTROYING | __WQ_DRAINING)) || workqueue_own(wq))
		return true;
	report_misuse_once(work->func, "WARNING: workqueue: cannot queue %p on wq %s",
			   (void *)work->func, wq->name);
	return false;
}

/* Return: whether to spawn. */
static bool enqueue(struct workqueue_struct *wq, struct work_struct *work)
{
	if (!may_queue(wq, work)) {
		work_set_pending(work, false);
		return false;
	}
	list_queue(wq);
	workqueue_insert(wq, work);
	return workqueue_call(wq);
}

bool queue_work(struct workqueue_struct *wq, struct work_struct *work)
{
	bool queued;
	bool spawn = false;

	sched_point(POINT_CALL);
	raw_lock(&workqueue_lock);
	queued = !work_is_pending(work) && !work->disabled;
	if (queued) {
		work_set_pending(work, true);
		spawn = enqueue(wq, work);
	}
	raw_unlock(&workqueue_lock);
	if (spawn)
		workqueue_spawn();
	sched_point(POINT_CALL);
	return queued;
}

/* In hard interrupt context. A timer that was set again meanwhile is early. */
static void timer_fired(struct sched_timer *clock)
{
	struct timer_list *timer = container_of(clock, struct timer_list, clock);

	delayed_work_timer_fn(timer);
}

void delayed_work_timer_fn(struct timer_list *t)
{
	struct delayed_work *dwork = container_of(t, struct delayed_work, timer);
	bool spawn = false;

	raw_lock(&workqueue_lock);
	if (work_is_pending(&dwork->work) && list_empty(&dwork->work.entry) &&
	    sched_now() >= dwork->due)
		spawn = enqueue(dwork->wq, &dwork->work);
	raw_unlock(&workqueue_lock);
	if (spawn)
		workqueue_spawn();
}

static bool enqueue_later(struct workqueue_struct *wq, struct delayed_work *dwork,
			  unsigned long delay)
{
	dwork->wq = wq;
	if (!delay)
		return enqueue(wq, &dwork->work);
	dwork->due = sched_now() + (uint64_t)delay * TICK_NSEC;
	/* not by jiffies: reading that is a switch point, and the lock is held */
	dwork->timer.expires = INITIAL_JIFFIES + dwork->due / TICK_NSEC;
	dwork->timer.clock.fire = timer_fired;
	sched_timer_start(&dwork->timer.clock, dwork->due);
	return false;
}

static bool delay_work(struct workqueue_struct *wq, struct delayed_work *dwork,
		       unsigned long delay, bool again)
{
	struct work_struct *work = &dwork->work;
	bool spawn = false;
	bool pending;

	sched_point(POINT_CALL);
	raw_lock(&workqueue_lock);
	pending = again ? workqueue_grab(work, dwork) : work_is_pending(work);
	if ((again || !pending) && !work->disabled) {
		work_set_pending(work, true);
		spawn = enqueue_later(wq, dwork, delay);
	} else if (!again) {
		pending = true;
	}
	raw_unlock(&workqueue_lock);
	if (spawn)
		workqueue_spawn();
	sched_point(POINT_CALL);
	return pending;
}

bool queue_delayed_work(struct workqueue_struct *wq, struct delayed_work *dwork,
			unsigned long delay)
{
	return !delay_work(wq, dwork, delay, false);
}

bool mod_delayed_work(struct workqueue_struct *wq, struct delayed_work *dwork,
		      unsigned long delay)
{
	return delay_work(wq, dwork, delay, true);
}

static void grace_over(struct rcu_head *rcu)
{
	struct rcu_work *rwork = container_of(rcu, struct rcu_work, rcu);
	bool spawn;

	raw_lock(&workqueue_lock);
	spawn = enqueue(rwork->wq, &rwork->work);
	raw_unlock(&workqueue_lock);
	if (spawn)
		workqueue_spawn();
}

bool queue_rcu_work(struct workqueue_struct *wq, struct rcu_work *rwork)
{
	bool queued;

	raw_lock(&workqueue_lock);
	queued = !work_is_pending(&rwork->work) && !rwork->work.disabled;
	if (queued)
		work_set_pending(&rwork->work, true);
	raw_unlock(&workqueue_lock);
	if (!queued)
		return false;
	rwork->wq = wq;
	call_rcu(&rwork->rcu, grace_over);
	return true;
}

bool work_pending(struct work_struct *work)
{
	sched_point(POINT_POLL);
	return work_is_pending(work);
}

unsigned int work_busy(struct work_struct *work)
{
	unsigned int busy;

	sched_point(POINT_POLL);
	raw_lock(&workqueue_lock);
	busy = work_is_pending(work) ? WORK_BUSY_PENDING : 0;
	if (workqueue_runs(work))
		busy |= WORK_BUSY_RUNNING;
	raw_unlock(&workqueue_lock);
	return busy;
}
