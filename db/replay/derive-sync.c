/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive-sync.c - somebody waits for a channel: may it wait there?
 *
 *   terminate --> sync-begin --> sync-end            judged when it has returned
 *            +--> refused                            or at once, where it would hang
 *
 * A call is reported under one rule: its own callback, then a lock of the callback's,
 * then the context.
 */
#include "db/replay/channel.h"

#define FORBIDS_SLEEP (DMACHECK_IN_HARDIRQ | DMACHECK_IN_SOFTIRQ | DMACHECK_IRQS_OFF | \
		       DMACHECK_PREEMPT_OFF | DMACHECK_IN_RCU)

/* ---- locks that callbacks take ---- */

static struct held *lock_known(struct channel *channel, uint64_t lock)
{
	size_t count = channel->lock_count < CHANNEL_LOCKS ? channel->lock_count :
							     CHANNEL_LOCKS;

	for (size_t i = 0; i < count; i++)
		if (channel->locks[i].lock == lock)
			return &channel->locks[i];
	return NULL;
}

static void lock_learn(struct channel *channel, const struct trace_event *event)
{
	struct held *held = lock_known(channel, event->object);

	if (!held)
		held = &channel->locks[channel->lock_count++ % CHANNEL_LOCKS];
	*held = (struct held){
		.lock = event->object, .name = event->name ? event->name : "a lock",
		.step = step_of(event, "a callback of the channel takes the lock"),
	};
}

void derive_sync_lock(struct replay *replay, const struct trace_event *event)
{
	const struct thread *thread = world_thread(&replay->world, event);
	size_t depth = thread->callback_count < THREAD_INSIDE ? thread->callback_count :
								THREAD_INSIDE;

	if (event->flags & DMACHECK_TRIED)
		return;
	for (size_t i = 0; i < depth; i++) {
		struct channel *channel =
			world_find(&replay->world, OBJECT_CHANNEL, event->process,
				   thread->callbacks[i].channel);

		if (channel)
			lock_learn(channel, event);
	}
}

/* In memory that has been allocated since it is another lock. */
static bool is_same_lock(struct replay *replay, uint32_t process,
			 const struct held *known)
{
	const struct step *born = memory_born(replay, process, known->lock);

	return !born || born->event < known->step.event;
}

/* The lock of a callback's that the thread holds, or NULL. */
static const struct held *lock_shared(struct replay *replay, struct channel *channel,
				      const struct thread *thread,
				      const struct trace_event *event)
{
	size_t count = thread->held_count < THREAD_HELD ? thread->held_count : THREAD_HELD;

	while (count--) {
		const struct held *known = lock_known(channel, thread->held[count].lock);

		if (known && is_same_lock(replay, event->process, known))
			return known;
	}
	return NULL;
}

/* ---- judged ---- */

static const char *where_word(uint32_t flags)
{
	static const struct { uint32_t flag; const char *word; } words[] = {
		{ DMACHECK_IN_HARDIRQ, "in a hard interrupt handler" },
		{ DMACHECK_IN_SOFTIRQ, "in a softirq" },
		{ DMACHECK_IRQS_OFF, "with interrupts off" },
		{ DMACHECK_IN_RCU, "in an RCU read side section" },
		{ DMACHECK_PREEMPT_OFF, "with preemption off" },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (flags & words[i].flag)
			return words[i].word;
	return NULL;
}

/* The spinning lock taken last, which is what the user has to look at. */
static const struct held *lock_spinning(const struct thread *thread)
{
	size_t count = thread->held_count < THREAD_HELD ? thread->held_count : THREAD_HELD;

	while (count--)
		if (!thread->held[count].sleeping)
			return &thread->held[count];
	return NULL;
}

static void ask_atomic(const struct thread *thread, uint32_t flags,
		       struct occasion *occasion, char *detail, size_t size)
{
	const struct held *lock = lock_spinning(thread);

	occasion->facts = FACT(ATOMIC);
	occasion->detail = where_word(flags);
	if (!lock || flags & (DMACHECK_IN_HARDIRQ | DMACHECK_IN_SOFTIRQ))
		return;
	snprintf(detail, size, "spinlock %s is held", lock->name);
	occasion->detail = detail;
	occasion->also = &lock->step;
}

static enum rule_event event_of_call(uint32_t call)
{
	switch (call) {
	case DMACHECK_TERMINATE_SYNC: return EVENT_TERMINATE_SYNC;
	case DMACHECK_RELEASE: return EVENT_RELEASE;
	default: return EVENT_SYNCHRONIZE;
	}
}

/* A call that was refused because a callback waits for a lock of its thread. */
static bool is_deadlock(const struct trace_event *event, bool done)
{
	if (done)
		return false;
	return event->object || !(event->flags & (DMACHECK_IN_HARDIRQ | DMACHECK_IN_SOFTIRQ));
}

static const char *name_held(const struct thread *thread, uint64_t lock)
{
	size_t count = thread->held_count < THREAD_HELD ? thread->held_count : THREAD_HELD;

	while (count--)
		if (thread->held[count].lock == lock)
			return thread->held[count].name;
	return NULL;
}

/*
 * @flags: of the context the call was made in
 * @done: it has waited; else it was refused. A release is carried out behind its wait.
 */
static void judge_wait(struct replay *replay, struct channel *channel,
		       const struct trace_event *event, uint32_t flags, bool done)
{
	const struct thread *thread = world_thread(&replay->world, event);
	const struct inside *callback = thread_callback(thread, event->channel);
	const struct held *shared = lock_shared(replay, channel, thread, event);
	struct occasion occasion = {
		.guarded = !done || event->type == DMACHECK_RELEASE,
	};
	char detail[160];

	if (callback) {
		occasion.facts = FACT(IN_CALLBACK);
		occasion.also = &callback->step;
	} else if (shared) {
		occasion.facts = FACT(CALLBACK_LOCK);
		occasion.detail = shared->name;
		occasion.also = &shared->step;
	} else if (is_deadlock(event, done)) {
		occasion.facts = FACT(CALLBACK_LOCK);
		occasion.detail = name_held(thread, event->object);
	} else if (flags & FORBIDS_SLEEP) {
		ask_atomic(thread, flags, &occasion, detail, sizeof(detail));
	}
	judge(replay, &channel->thing, event_of_call(event->type), &occasion);
}

/* The wait the thread is in, or NULL. */
static const struct inside *wait_of(const struct thread *thread, uint64_t channel)
{
	size_t count = thread->sync_count < THREAD_INSIDE ? thread->sync_count : THREAD_INSIDE;

	while (count--)
		if (thread->syncs[count].channel == channel)
			return &thread->syncs[count];
	return NULL;
}

void derive_sync_return(struct replay *replay, const struct trace_event *event)
{
	const struct inside *wait = wait_of(world_thread(&replay->world, event), event->channel);
	struct channel *channel = channel_get(replay, event);

	if (event->value < 0)
		return;		/* refused, which has been judged */
	if (event->type == DMACHECK_SYNCHRONIZE)
		channel_use(replay, channel);
	channel_synchronized(replay, channel, event,
			     wait ? wait->step.event : event->number);
	judge_wait(replay, channel, event, wait ? wait->flags : 0, true);
	if (event->type != DMACHECK_RELEASE)
		thing_note(&channel->thing, event, "synchronized");
}

void derive_sync_refused(struct replay *replay, const struct trace_event *event)
{
	if (event->type < DMACHECK_TERMINATE_SYNC || event->type > DMACHECK_RELEASE)
		return;		/* in a child of fork(), which has no channels */
	if (!event->channel || event->name)
		return;
	judge_wait(replay, channel_get(replay, event), event, event->flags, false);
}
