// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-softirq.c - what has been raised, the actor that runs it, and waiting for it
 */
#include <linux/sched/task.h>
#include "sched-private.h"

/* Somebody who waits until an item or timer does not run; on its own stack. */
struct waiter {
	const void *what;
	struct sched_actor *actor;
	struct waiter *next;
};

static struct waiter *waiters;	/* protected by sched.lock */

void waiters_wake(const void *what)
{
	struct waiter *waiter;
	struct sched_actor *woken[8];
	unsigned int count = 0;
	unsigned int i;

	for (waiter = waiters; waiter; waiter = waiter->next) {
		if (waiter->what != what || count == 8)
			continue;
		get_task_struct(&waiter->actor->task);
		woken[count++] = waiter->actor;
		waiter->what = NULL;
	}
	if (!count)
		return;
	raw_unlock(&sched.lock);
	for (i = 0; i < count; i++) {
		actor_unpark(woken[i]);
		actor_put(woken[i]);
	}
	raw_lock(&sched.lock);
	if (count == 8)
		waiters_wake(what);
}

static void waiter_remove(struct waiter *waiter)
{
	struct waiter **link = &waiters;

	while (*link != waiter)
		link = &(*link)->next;
	*link = waiter->next;
}

void waiters_wait(const void *what, bool (*done)(const void *what))
{
	struct waiter waiter = { .what = what, .actor = actor_current() };

	if (done(what))
		return;
	waiter.next = waiters;
	waiters = &waiter;
	do {
		waiter.what = what;
		raw_unlock(&sched.lock);
		actor_park(waiter.actor);
		raw_lock(&sched.lock);
	} while (!done(what) && !sched_refused());
	waiter_remove(&waiter);
}

bool softirq_pending(void)
{
	return sched.raised != NULL;
}

/* Under the lock. Return: whether the actor has to be woken, after it. */
static bool softirq_begin(void)
{
	if (!sched_token_on())
		return rest_end(&sched.softirq_rest);
	token_kick();
	return false;
}

bool sched_softirq_raise(struct sched_softirq *item)
{
	bool wake = false;
	bool raised;

	sched_begin();
	raw_lock(&sched.lock);
	raised = item->raised;
	if (!raised) {
		if (!sched_token_on())
			busy_add();
		item->raised = true;
		item->next = NULL;
		*sched.raised_last = item;
		sched.raised_last = &item->next;
		wake = softirq_begin();
	}
	raw_unlock(&sched.lock);
	if (wake)
		futex_wake(&sched.softirq_rest.word);
	return !raised;
}

static void softirq_unlink(struct sched_softirq *item)
{
	struct sched_softirq **link = &sched.raised;

	while (*link != item)
		link = &(*link)->next;
	*link = item->next;
	if (!*link)
		sched.raised_last = link;
	item->raised = false;
}

bool sched_softirq_cancel(struct sched_softirq *item)
{
	bool raised;

	raw_lock(&sched.lock);
	raised = item->raised;
	if (raised) {
		softirq_unlink(item);
		waiters_wake(item);
	}
	raw_unlock(&sched.lock);
	if (raised && !sched_token_on())
		busy_drop();
	return raised;
}

static bool not_running(const void *item)
{
	return sched.running != item;
}

static bool not_busy(const void *what)
{
	const struct sched_softirq *item = what;

	return !item->raised && sched.running != item;
}

bool sched_softirq_raised(struct sched_softirq *item)
{
	bool raised;

	raw_lock(&sched.lock);
	raised = item->raised;
	raw_unlock(&sched.lock);
	return raised;
}

bool sched_softirq_running(struct sched_softirq *item)
{
	bool running;

	raw_lock(&sched.lock);
	running = sched.running == item;
	raw_unlock(&sched.lock);
	return running;
}

bool sched_softirq_inside(struct sched_softirq *item)
{
	bool inside;

	raw_lock(&sched.lock);
	inside = sched.running == item && actor_current() == sched.softirq;
	raw_unlock(&sched.lock);
	return inside;
}

void sched_softirq_wait(struct sched_softirq *item, bool raised)
{
	if (engine_in_child() || sched_refused() || sched_softirq_inside(item))
		return;
	raw_lock(&sched.lock);
	waiters_wait(item, raised ? not_busy : not_running);
	raw_unlock(&sched.lock);
}

static bool softirq_run(void)
{
	struct sched_softirq *item = sched.raised;

	if (!item)
		return false;
	softirq_unlink(item);
	sched.running = item;
	raw_unlock(&sched.lock);
	context_softirq_enter();
	item->run(item);
	context_softirq_exit();
	raw_lock(&sched.lock);
	sched.running = NULL;
	waiters_wake(item);
	if (!sched_token_on()) {
		raw_unlock(&sched.lock);
		busy_drop();
		raw_lock(&sched.lock);
	}
	return true;
}

static void softirq_rest(struct sched_actor *self)
{
	if (!sched_token_on()) {
		while (!sched.raised)
			rest_wait(&sched.softirq_rest, UINT64_MAX);
		return;
	}
	self->place = PLACE_RESTING;
	token_pass(self);
	raw_lock(&sched.lock);
}

void *softirq_main(void *data)
{
	struct sched_actor *self = data;

	actor_enter_thread(self);
	raw_lock(&sched.lock);
	for (;;) {
		softirq_run();
		softirq_rest(self);
	}
	return NULL;
}
