// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * workqueue-cancel.c - taking work back, and keeping it from being queued
 */
#include "runtime/kernel/workqueue.h"
#include "runtime/kernel/context.h"
#include "runtime/kernel/report.h"
#include "runtime/kernel/sched.h"

/* The timer's function may have begun, and wait for the lock: it is let through. */
bool workqueue_grab(struct work_struct *work, struct delayed_work *dwork)
{
	if (!work_is_pending(work))
		return false;
	if (!list_empty(&work->entry)) {
		list_del_init(&work->entry);
		sched_release();
	} else if (!dwork) {
		return false;
	} else {
		sched_timer_cancel(&dwork->timer.clock);
	}
	work_set_pending(work, false);
	workqueue_looked();
	return true;
}

static bool cancel(struct work_struct *work, struct delayed_work *dwork, int disable)
{
	bool pending;

	sched_point(POINT_CALL);
	raw_lock(&workqueue_lock);
	pending = workqueue_grab(work, dwork);
	work->disabled += disable;
	raw_unlock(&workqueue_lock);
	return pending;
}

static bool enable(struct work_struct *work)
{
	bool enabled;

	raw_lock(&workqueue_lock);
	if (!work->disabled)
		report_misuse("WARNING: workqueue: work disable count underflowed");
	else
		work->disabled--;
	enabled = !work->disabled;
	raw_unlock(&workqueue_lock);
	return enabled;
}

static bool cancel_sync(struct work_struct *work, struct delayed_work *dwork,
			bool keep_disabled)
{
	bool pending = cancel(work, dwork, 1);

	if (dwork)
		sched_timer_cancel_sync(&dwork->timer.clock);
	workqueue_flush(work, NULL, false);
	if (!keep_disabled)
		enable(work);
	return pending;
}

bool cancel_work(struct work_struct *work)
{
	return cancel(work, NULL, 0);
}

bool cancel_delayed_work(struct delayed_work *dwork)
{
	return cancel(&dwork->work, dwork, 0);
}

bool cancel_work_sync(struct work_struct *work)
{
	context_may_sleep("cancel_work_sync", __builtin_return_address(0));
	return cancel_sync(work, NULL, false);
}

bool cancel_delayed_work_sync(struct delayed_work *dwork)
{
	context_may_sleep("cancel_delayed_work_sync", __builtin_return_address(0));
	return cancel_sync(&dwork->work, dwork, false);
}

bool disable_work(struct work_struct *work)
{
	return cancel(work, NULL, 1);
}

bool disable_work_sync(struct work_struct *work)
{
	context_may_sleep("disable_work_sync", __builtin_return_address(0));
	return cancel_sync(work, NULL, true);
}

bool enable_work(struct work_struct *work)
{
	return enable(work);
}

bool disable_delayed_work(struct delayed_work *dwork)
{
	return cancel(&dwork->work, dwork, 1);
}

bool disable_delayed_work_sync(struct delayed_work *dwork)
{
	context_may_sleep("disable_delayed_work_sync", __builtin_return_address(0));
	return cancel_sync(&dwork->work, dwork, true);
}

bool enable_delayed_work(struct delayed_work *dwork)
{
	return enable(&dwork->work);
}

bool enable_and_queue_work(struct workqueue_struct *wq, struct work_struct *work)
{
	if (!enable(work))
		return false;
	queue_work(wq, work);
	return true;
}
