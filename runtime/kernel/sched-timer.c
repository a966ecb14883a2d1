// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-timer.c - the queue of all timers, and the actor that fires them
 *
 * A pairing heap whose nodes are the timers: starting costs a comparison, and
 * cancelling, which nearly every timeout ends in, does not search. The children
 * of a node are a list by next; prev is the left neighbour, for the first child
 * the parent.
 */
#include <errno.h>
#include <sys/prctl.h>
#include "fault.h"
#include "sched-private.h"

/* A call asked for by sched_interrupt(). */
struct sched_call {
	void (*fn)(void *data);
	void *data;
	struct sched_call *next;
};

static bool timer_before(const struct sched_timer *a, const struct sched_timer *b)
{
	if (a->expires != b->expires)
		return a->expires < b->expires;
	return a->order < b->order;
}

static struct sched_timer *heap_meld(struct sched_timer *a, struct sched_timer *b)
{
	struct sched_timer *top = a;

	if (!a || !b)
		return a ? a : b;
	if (timer_before(b, a)) {
		top = b;
		b = a;
	}
	b->next = top->child;
	if (b->next)
		b->next->prev = b;
	b->prev = top;
	top->child = b;
	return top;
}

/* Takes a list of siblings apart into one heap: pairs first, then all together. */
static struct sched_timer *heap_combine(struct sched_timer *first)
{
	struct sched_timer *pairs = NULL;
	struct sched_timer *whole = NULL;

	while (first) {
		struct sched_timer *a = first;
		struct sched_timer *b = a->next;

		first = b ? b->next : NULL;
		a->next = a->prev = NULL;
		if (b)
			b->next = b->prev = NULL;
		a = heap_meld(a, b);
		a->next = pairs;
		pairs = a;
	}
	while (pairs) {
		struct sched_timer *rest = pairs->next;

		pairs->next = NULL;
		whole = heap_meld(whole, pairs);
		pairs = rest;
	}
	return whole;
}

static void heap_remove(struct sched_timer *timer)
{
	struct sched_timer *children = heap_combine(timer->child);

	timer->child = NULL;
	if (timer == sched.heap) {
		sched.heap = children;
		return;
	}
	if (timer->prev->child == timer)
		timer->prev->child = timer->next;
	else
		timer->prev->next = timer->next;
	if (timer->next)
		timer->next->prev = timer->prev;
	timer->next = timer->prev = NULL;
	sched.heap = heap_meld(sched.heap, children);
}

uint64_t timer_first(void)
{
	return sched.heap ? sched.heap->expires : UINT64_MAX;
}

static uint64_t now_locked(void)
{
	return sched_token_on() ? sched.now : real_now() - sched.epoch;
}

bool interrupt_pending(void)
{
	return sched.calls || timer_first() <= now_locked();
}

/*
 * Under the lock: the interrupt actor has something new to look at. Return: whether
 * it has to be woken, after the lock.
 */
static bool interrupt_begin(void)
{
	if (!sched_token_on())
		return rest_end(&sched.interrupt_rest);
	token_kick();
	return false;
}

/* Under the lock. The caller drops one busy if it was counted. */
static bool timer_dequeue(struct sched_timer *timer)
{
	bool counted = timer->counted;

	heap_remove(timer);
	timer->pending = false;
	timer->counted = false;
	sched.timers_counted -= counted;
	return counted;
}

void sched_timer_start(struct sched_timer *timer, uint64_t expires)
{
	bool counted = false;
	bool wake = false;

	sched_begin();
	raw_lock(&sched.lock);
	if (timer->pending)
		counted = timer_dequeue(timer);
	timer->expires = expires;
	timer->order = sched.timer_order++;
	timer->pending = true;
	timer->counted = !timer->background;
	timer->next = timer->child = timer->prev = NULL;
	sched.timers_counted += timer->counted;
	if (timer->counted && !sched_token_on())
		busy_add();
	sched.heap = heap_meld(sched.heap, timer);
	if (sched_token_on() || expires < sched.armed) {
		sched.armed = expires;
		wake = interrupt_begin();
	}
	raw_unlock(&sched.lock);
	if (wake)
		futex_wake(&sched.interrupt_rest.word);
	if (counted && !sched_token_on())
		busy_drop();
}

bool sched_timer_cancel(struct sched_timer *timer)
{
	bool counted = false;
	bool pending;

	raw_lock(&sched.lock);
	pending = timer->pending;
	if (pending)
		counted = timer_dequeue(timer);
	raw_unlock(&sched.lock);
	if (counted && !sched_token_on())
		busy_drop();
	return pending;
}

static bool not_firing(const void *timer)
{
	return sched.firing != timer;
}

bool sched_timer_firing(struct sched_timer *timer)
{
	bool firing;

	raw_lock(&sched.lock);
	firing = !not_firing(timer);
	raw_unlock(&sched.lock);
	return firing;
}

bool sched_timer_pending(struct sched_timer *timer)
{
	bool pending;

	raw_lock(&sched.lock);
	pending = timer->pending;
	raw_unlock(&sched.lock);
	return pending;
}

/*
 * What fires meanwhile may start itself again, and be due at once: both that it
 * does not fire and that it is not pending hold at one moment under the lock.
 */
static bool timer_cancel(struct sched_timer *timer, bool refusable)
{
	bool inside = actor_current() == sched.interrupt;
	unsigned int counted = 0;
	bool pending = false;

	raw_lock(&sched.lock);
	for (;;) {
		pending |= timer->pending;
		if (timer->pending)
			counted += timer_dequeue(timer);
		if (inside || not_firing(timer))
			break;
		waiters_wait(timer, not_firing);
		if (refusable && sched_refused())
			break;
	}
	raw_unlock(&sched.lock);
	while (counted-- && !sched_token_on())
		busy_drop();
	return pending;
}

bool sched_timer_cancel_sync(struct sched_timer *timer)
{
	return timer_cancel(timer, true);
}

bool sched_timer_cancel_own(struct sched_timer *timer)
{
	return timer_cancel(timer, false);
}

bool sched_timer_quiet(const struct sched_timer *timer, const struct sched_softirq *item)
{
	const struct sched_actor *self = actor_current();
	bool quiet;

	raw_lock(&sched.lock);
	quiet = !timer->pending && !item->raised &&
		(sched.firing != timer || self == sched.interrupt) &&
		(sched.running != item || self == sched.softirq);
	raw_unlock(&sched.lock);
	return quiet;
}

int sched_interrupt(void (*fn)(void *data), void *data)
{
	struct sched_call *call = engine_alloc(sizeof(*call));
	bool wake;

	if (!call)
		return -ENOMEM;
	call->fn = fn;
	call->data = data;
	call->next = NULL;
	sched_begin();
	if (!sched_token_on())
		busy_add();
	raw_lock(&sched.lock);
	*sched.calls_last = call;
	sched.calls_last = &call->next;
	wake = interrupt_begin();
	raw_unlock(&sched.lock);
	if (wake)
		futex_wake(&sched.interrupt_rest.word);
	return 0;
}

static bool call_run(void)
{
	struct sched_call *call = sched.calls;

	if (!call)
		return false;
	sched.calls = call->next;
	if (!sched.calls)
		sched.calls_last = &sched.calls;
	raw_unlock(&sched.lock);
	context_hardirq_enter();
	call->fn(call->data);
	context_hardirq_exit();
	engine_free(call);
	if (!sched_token_on())
		busy_drop();
	raw_lock(&sched.lock);
	return true;
}

/* A timer in the background is busy while it fires, as any running code is. */
static bool timer_run(void)
{
	struct sched_timer *timer = sched.heap;

	if (!timer || timer->expires > now_locked())
		return false;
	if (!timer_dequeue(timer) && !sched_token_on())
		busy_add();
	sched.firing = timer;
	sched.fires++;
	sched.fired++;
	raw_unlock(&sched.lock);
	context_hardirq_enter();
	timer->fire(timer);
	context_hardirq_exit();
	raw_lock(&sched.lock);
	sched.firing = NULL;
	waiters_wake(timer);
	if (!sched_token_on()) {
		raw_unlock(&sched.lock);
		busy_drop();
		raw_lock(&sched.lock);
	}
	return true;
}

/*
 * Keeps an alarm that is still to come though its timer has been cancelled: most
 * timeouts are, and the next one, later still, then needs no signal.
 */
static void none_rest(void)
{
	uint64_t first = timer_first();

	if (sched.armed > first || sched.armed <= now_locked())
		sched.armed = first;
	rest_wait(&sched.interrupt_rest, sched.armed);
}

/* After each thing it does the actor rests: threads may come first. */
static void interrupt_rest(struct sched_actor *self)
{
	if (!sched_token_on()) {
		if (!interrupt_pending())
			none_rest();
		return;
	}
	self->place = PLACE_RESTING;
	token_pass(self);
	raw_lock(&sched.lock);
}

void *interrupt_main(void *data)
{
	struct sched_actor *self = data;

	actor_enter_thread(self);
	prctl(PR_SET_TIMERSLACK, 1);
	raw_lock(&sched.lock);
	for (;;) {
		if (!call_run())
			timer_run();
		interrupt_rest(self);
	}
	return NULL;
}
