/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * watch-sync.c - terminate and synchronize, and who may not wait
 *
 *   callback of the channel -> synchronize           waits for itself
 *   interrupt, tasklet      -> synchronize           waits for what it holds up
 *   holder of a lock        -> synchronize -> callback -> the same lock
 *
 * Each would hang. It is told, and refused: the channel stays terminated and not
 * synchronized.
 */
#include "runtime/engine/watch.h"

#include <linux/err.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/report.h"

/* One task in a synchronize; on its stack, listed under watch_lock. */
struct waiting {
	struct waiting *next;
	struct task_struct *task;
	struct watch_channel *channel;
	struct dma_chan *chan;
	unsigned int call;
	const void *lock;	/* why it has been refused, or NULL */
};

static struct waiting *waiting_first;
__thread bool watch_quiet;
__thread struct dma_chan *watch_synchronized;

static const char *call_name(unsigned int call)
{
	switch (call) {
	case DMACHECK_TERMINATE_SYNC:
		return "dmaengine_terminate_sync";
	case DMACHECK_RELEASE:
		return "dma_release_channel";
	default:
		return "dmaengine_synchronize";
	}
}

/* --- who may not wait --- */

static void tell_refused(struct dma_chan *chan, unsigned int call,
			 const void *object)
{
	dmacheck_emit(REFUSED, .channel = chan, .type = call,
		      .value = -EDEADLK, .object = object,
		      .flags = context_flags());
}

static bool refuse_in_callback(struct watch_channel *channel,
			       struct dma_chan *chan, unsigned int call)
{
	if (!context_in_callback(chan))
		return false;
	tell_refused(chan, call, channel->callback_tx);
	report_told("dmaengine: %s: %s called in a callback of the same channel, which would wait for itself",
		    channel->name, call_name(call));
	return true;
}

static bool refuse_in_interrupt(struct watch_channel *channel,
				struct dma_chan *chan, unsigned int call)
{
	struct context *context = context_current();

	if (!context->hardirq && !context->softirq)
		return false;
	tell_refused(chan, call, NULL);
	report_told("dmaengine: %s: %s called in interrupt context would hang",
		    channel->name, call_name(call));
	return true;
}

static void report_lock(struct watch_channel *channel, unsigned int call)
{
	report_told("dmaengine: %s: %s called with a lock held that a running callback waits for",
		    channel->name, call_name(call));
}

/* The callback has been waiting for one of the caller's locks since before. */
static bool refuse_with_lock(struct watch_channel *channel,
			     struct dma_chan *chan, unsigned int call)
{
	struct task_struct *task;
	const void *lock = NULL;

	raw_lock(&watch_lock);
	task = channel->callback_task;
	raw_unlock(&watch_lock);
	if (task && task != current)
		lock = sched_waits_for(task, current);
	if (!lock)
		return false;
	tell_refused(chan, call, lock);
	report_lock(channel, call);
	return true;
}

bool watch_refuses(struct watch_channel *channel, struct dma_chan *chan,
		   unsigned int call, const void *caller)
{
	if (refuse_in_callback(channel, chan, call))
		return true;
	if (!context_may_sleep(call_name(call), caller) &&
	    refuse_in_interrupt(channel, chan, call))
		return true;
	return refuse_with_lock(channel, chan, call);
}

/*
 * The other order: @owner is in a synchronize, and what it waits for comes to one
 * of its locks. Tasklets run one after the other, so any of them holds it up.
 * The scheduler is called with watch_lock held: it takes its own lock only.
 */
static bool hook_deadlock(struct task_struct *waiter, struct task_struct *owner,
			  const void *lock)
{
	bool in_softirq = context_current()->softirq;
	struct task_struct *callback;
	struct waiting *waiting;
	bool refuse;

	raw_lock(&watch_lock);
	for (waiting = waiting_first; waiting; waiting = waiting->next)
		if (waiting->task == owner)
			break;
	callback = waiting ? waiting->channel->callback_task : NULL;
	refuse = waiting && (in_softirq || callback == waiter ||
			     (callback && sched_waits_for(callback, owner)));
	if (refuse) {
		waiting->lock = lock;
		sched_refuse(owner);
	}
	raw_unlock(&watch_lock);
	return false;	/* the refusal is out, while @owner is known to be in it */
}

__attribute__((constructor)) static void set_hook(void)
{
	sched_deadlock_hook = hook_deadlock;
}

/* --- synchronize --- */

static void begin_waiting(struct waiting *waiting)
{
	bool undefined;

	raw_lock(&watch_lock);
	watch_check_channel(waiting->channel);
	watch_scan(waiting->channel);
	waiting->next = waiting_first;
	waiting_first = waiting;
	undefined = waiting->channel->terminated &&
		    waiting->channel->issued_after;
	raw_unlock(&watch_lock);
	if (undefined)
		report_told("dmaengine: %s: dma_async_issue_pending called between terminate and synchronize, which makes it undefined",
			    waiting->channel->name);
}

/* No callback of what was submitted before can come any more. */
static void forget_finished(struct watch_channel *channel)
{
	struct watch_desc *desc, *next;

	for (desc = channel->first; desc; desc = next) {
		next = desc->next;
		if (desc->reuse && desc->hashed)
			continue;
		if (desc->state == WATCH_ABORTED || desc->state == WATCH_COMPLETED)
			watch_desc_drop(desc);
	}
}

/* Return: whether it was refused on the way. */
static bool end_waiting(struct waiting *waiting)
{
	struct waiting **link = &waiting_first;
	const void *lock;

	raw_lock(&watch_lock);
	while (*link != waiting)
		link = &(*link)->next;
	*link = waiting->next;
	lock = waiting->lock;
	watch_scan(waiting->channel);
	if (!lock) {
		waiting->channel->terminated = false;
		waiting->channel->issued_after = false;
		forget_finished(waiting->channel);
	}
	raw_unlock(&watch_lock);
	if (!lock)
		return false;
	sched_refuse_end();
	tell_refused(waiting->chan, waiting->call, lock);
	report_lock(waiting->channel, waiting->call);
	return true;
}

int watch_synchronize(struct watch_channel *channel, struct dma_chan *chan,
		      unsigned int call, const void *caller)
{
	struct waiting waiting = {
		.task = current, .channel = channel, .chan = chan, .call = call,
	};
	unsigned int flags = context_flags();
	int err;

	if (watch_refuses(channel, chan, call, caller))
		return -EDEADLK;
	begin_waiting(&waiting);
	dmacheck_emit(SYNC_BEGIN, .channel = chan, .type = call, .flags = flags);
	if (watch_ops(channel)->device_synchronize)
		watch_ops(channel)->device_synchronize(chan);
	err = end_waiting(&waiting) ? -EDEADLK : 0;
	dmacheck_emit(SYNC_END, .channel = chan, .type = call, .value = err);
	return err;
}

void thunk_device_synchronize(struct dma_chan *chan)
{
	struct watch_channel *channel;

	/* the release has done that, where it could still be refused */
	if (watch_synchronized == chan) {
		watch_synchronized = NULL;
		return;
	}
	if (watch_quiet) {
		channel = watch_channel_get(chan);
		if (channel && channel->device)
			watch_ops(channel)->device_synchronize(chan);
		return;
	}
	channel = watch_enter(chan, POINT_CALL);
	if (channel)
		watch_synchronize(channel, chan, DMACHECK_SYNCHRONIZE,
				  __builtin_return_address(0));
}

void dmacheck_dmaengine_synchronize(struct dma_chan *chan)
{
	struct watch_channel *channel = watch_enter(chan, POINT_CALL);

	if (channel)
		watch_synchronize(channel, chan, DMACHECK_SYNCHRONIZE,
				  __builtin_return_address(0));
	else if (watch_lacks(chan))
		dmaengine_synchronize(chan);
}

/* --- terminate --- */

/*
 * What was submitted up to @limit and has not completed is aborted now. A cyclic
 * one is over too, but the last of its periods may still be told of.
 */
static void note_terminated(struct watch_channel *channel, dma_cookie_t limit)
{
	dma_cookie_t used;
	struct watch_desc *desc;

	raw_lock(&watch_lock);
	watch_scan(channel);
	used = __atomic_load_n(&channel->key->cookie, __ATOMIC_RELAXED);
	channel->terminated = true;
	channel->limit = limit;
	channel->issued_after = false;
	watch_epoch(channel);
	for (desc = channel->first; desc; desc = desc->next)
		if (desc->state == WATCH_SUBMITTED && desc->cookie &&
		    watch_given_by(desc->cookie, limit, used))
			desc->state = desc->cyclic ? WATCH_COMPLETED : WATCH_ABORTED;
	raw_unlock(&watch_lock);
}

/* The operation must not sleep, whoever calls it (T8). */
static int terminate(struct watch_channel *channel, struct dma_chan *chan,
		     unsigned int call)
{
	dma_cookie_t limit = __atomic_load_n(&chan->cookie, __ATOMIC_RELAXED);
	const void *outer;
	int err;

	raw_lock(&watch_lock);
	watch_check_channel(channel);
	raw_unlock(&watch_lock);
	outer = context_terminate_begin(chan);
	err = watch_ops(channel)->device_terminate_all(chan);
	context_terminate_end(outer);
	context_set_prepared(false);
	if (!err)
		note_terminated(channel, limit);
	dmacheck_emit(TERMINATE, .channel = chan, .type = call, .value = err,
		      .size = limit);
	return err;
}

/* @none: what the call returns if the device cannot. */
static int terminate_or(struct watch_channel *channel, struct dma_chan *chan,
			unsigned int call, int none)
{
	if (watch_ops(channel)->device_terminate_all)
		return terminate(channel, chan, call);
	dmacheck_emit(TERMINATE, .channel = chan, .type = call, .value = none);
	return none;
}

int thunk_device_terminate_all(struct dma_chan *chan)
{
	struct watch_channel *channel = watch_enter(chan, POINT_CALL);

	if (!channel)
		return -ENODEV;
	return terminate(channel, chan, DMACHECK_TERMINATE_ALL);
}

int dmacheck_dmaengine_terminate_all(struct dma_chan *chan)
{
	struct watch_channel *channel = watch_enter(chan, POINT_CALL);

	if (!channel)
		return watch_lacks(chan) ? dmaengine_terminate_all(chan) : -ENODEV;
	return terminate_or(channel, chan, DMACHECK_TERMINATE_ALL, -ENOSYS);
}

int dmacheck_dmaengine_terminate_async(struct dma_chan *chan)
{
	struct watch_channel *channel = watch_enter(chan, POINT_CALL);

	if (!channel)
		return watch_lacks(chan) ? dmaengine_terminate_async(chan) : -ENODEV;
	return terminate_or(channel, chan, DMACHECK_TERMINATE_ASYNC, -EINVAL);
}

int dmacheck_dmaengine_terminate_sync(struct dma_chan *chan)
{
	struct watch_channel *channel = watch_enter(chan, POINT_CALL);
	int err;

	if (!channel)
		return watch_lacks(chan) ? dmaengine_terminate_sync(chan) : -ENODEV;
	err = terminate_or(channel, chan, DMACHECK_TERMINATE_SYNC, -EINVAL);
	if (err)
		return err;
	err = watch_synchronize(channel, chan, DMACHECK_TERMINATE_SYNC,
				__builtin_return_address(0));
#ifdef DMACHECK_OWN_CORE
	return err;
#else
	return 0;	/* the kernel's inline does not say it */
#endif
}
