// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-wake.c - making a task runnable, and what makes its thread go on
 *
 *   wake_up_process() -> actor_wake()    its state  \
 *                                                    actor_notify() -> queue, or futex
 *   sched_lock_wake() -> actor_unpark()  its permit /
 */
#include <linux/sched/task.h>
#include "sched-private.h"

/*
 * A waiter says that it is parked before it looks at the word for the last time, and
 * the waker looks at that after it has changed the word: one of the two sees the other.
 */
static void word_wake(struct sched_actor *actor, unsigned int *word)
{
	struct sched_actor *self;

	if (!__atomic_load_n(&actor->parked, __ATOMIC_SEQ_CST))
		return;
	self = actor_current();
	if (self->wakes_held && self->wake_count < WAKES_HELD)
		self->wake_words[self->wake_count++] = word;
	else
		futex_wake(word);
}

void sched_wakes_hold(void)
{
	if (!sched_token_on())
		actor_current()->wakes_held++;
}

/* A word may be gone by now: waking nobody, or a stranger for nothing, is harmless. */
void sched_wakes_release(void)
{
	struct sched_actor *self;

	if (sched_token_on())
		return;
	self = actor_current();
	if (--self->wakes_held)
		return;
	while (self->wake_count)
		futex_wake(self->wake_words[--self->wake_count]);
}

/* What makes @actor go on: a place in the queue, or the futex it really waits on. */
void actor_notify(struct sched_actor *actor, unsigned int *word)
{
	if (!sched_token_on()) {
		word_wake(actor, word);
		return;
	}
	raw_lock(&sched.lock);
	sched.last_wake = sched.now;
	sched.fires = 0;
	if (actor_scheduled(actor))
		token_enqueue(actor);
	else
		futex_wake(word);
	token_kick();
	raw_unlock(&sched.lock);
}

/* Under none, a sleeper counts as busy from before it can run. */
static bool count_sleeper(struct sched_actor *actor, bool counted)
{
	if (counted || sched_token_on() || actor->kind == ACTOR_FOREIGN)
		return counted;
	busy_add();
	return true;
}

/*
 * A read-modify-write even where nothing changes: with the waiter's exchange in
 * dmacheck_set_state() it orders the waker's condition against the waiter's test.
 */
bool actor_wake(struct sched_actor *actor, unsigned int mask)
{
	unsigned int *word = &actor->task.__state;
	unsigned int state = __atomic_load_n(word, __ATOMIC_RELAXED);
	bool counted = false;
	unsigned int next;

	do {
		next = state & mask ? TASK_RUNNING : state;
		if (state != next && (state & STATE_ASLEEP))
			counted = count_sleeper(actor, counted);
	} while (!__atomic_compare_exchange_n(word, &state, next, false,
					      __ATOMIC_SEQ_CST, __ATOMIC_RELAXED));
	if (state != next && (state & STATE_ASLEEP)) {
		__atomic_fetch_add(&sched.wakes, 1, __ATOMIC_RELAXED);
		actor_notify(actor, word);
		return true;
	}
	if (counted)
		busy_drop();
	return state != next;
}

/* A thread that is woken may end before the waker has looked who sleeps how. */
int wake_up_state(struct task_struct *task, unsigned int state)
{
	int woken;

	get_task_struct(task);
	woken = actor_wake(actor_of(task), state);
	put_task_struct(task);
	return woken;
}

int wake_up_process(struct task_struct *task)
{
	return wake_up_state(task, TASK_NORMAL | TASK_NEW);
}

void actor_unpark(struct sched_actor *actor)
{
	unsigned int permit = __atomic_load_n(&actor->permit, __ATOMIC_RELAXED);
	bool counted = false;

	do {
		if (permit == PERMIT_AWAITED)
			counted = count_sleeper(actor, counted);
	} while (!__atomic_compare_exchange_n(&actor->permit, &permit, PERMIT_GIVEN,
					      false, __ATOMIC_SEQ_CST,
					      __ATOMIC_RELAXED));
	if (permit == PERMIT_AWAITED)
		actor_notify(actor, &actor->permit);
	else if (counted)
		busy_drop();
}

void sched_lock_wake(struct task_struct *task)
{
	actor_unpark(actor_of(task));
}
