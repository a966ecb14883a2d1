// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-token.c - who gets the token next, and how virtual time goes on
 *
 *   weakest:  threads (first woken first) > softirqs > interrupts that are due
 *             > threads that only poll > time goes on to the next timer
 *   random:   any of them, drawn from the seed; sometimes time goes on early
 *
 * The holder is the only actor that runs. Nothing here depends on addresses, on
 * real time, or on how fast a thread starts: a token given to one that has not
 * started waits for it.
 */
#include <sched.h>
#include "sched-private.h"

enum {
	STEP_FIRST = 1000,		/* ns a poll takes at first */
	STEP_LAST = 1000000,
	POLLS = 2,			/* in a row, and others run */
	POINTS_POLLS = 64,		/* polls with other calls between */
	POINTS = 20000,			/* points of any kind */
	SWITCH_ONE_IN = 4,
	JUMP_ONE_IN = 16,
	STEAL_NS = 10000000,
};

/* How far time may jump while threads are runnable: not over usual timeouts. */
static const uint64_t jump_limit = 50000000;

/* splitmix64, from its published description. */
uint64_t token_random(void)
{
	uint64_t z = sched.random += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static void queue_add(struct sched_queue *queue, struct sched_actor *actor)
{
	actor->queue_next = NULL;
	*queue->last = actor;
	queue->last = &actor->queue_next;
	queue->count++;
}

/* Takes out the one at @index, or the first. */
static struct sched_actor *queue_take(struct sched_queue *queue, unsigned int index)
{
	struct sched_actor **link = &queue->first;
	struct sched_actor *actor;

	while (index--)
		link = &(*link)->queue_next;
	actor = *link;
	*link = actor->queue_next;
	if (!*link)
		queue->last = link;
	queue->count--;
	return actor;
}

void token_enqueue(struct sched_actor *actor)
{
	actor->place = PLACE_RUN;
	queue_add(&sched.run, actor);
}

void token_enqueue_poller(struct sched_actor *actor)
{
	actor->place = PLACE_POLLING;
	queue_add(&sched.polling, actor);
}

static void time_set(uint64_t now)
{
	if (now > sched.now)
		__atomic_store_n(&sched.now, now, __ATOMIC_RELAXED);
}

static bool interrupt_ready(void)
{
	return sched.interrupt->place == PLACE_RESTING && interrupt_pending();
}

static bool softirq_ready(void)
{
	return sched.softirq->place == PLACE_RESTING && softirq_pending();
}

static struct sched_actor *pick_weakest(void)
{
	if (sched.run.first)
		return queue_take(&sched.run, 0);
	if (softirq_ready())
		return sched.softirq;
	if (interrupt_ready())
		return sched.interrupt;
	if (sched.polling.first)
		return queue_take(&sched.polling, 0);
	return NULL;
}

static struct sched_actor *pick_random(void)
{
	unsigned int count = sched.run.count + sched.polling.count;
	bool softirq = softirq_ready();
	bool interrupt = interrupt_ready();
	unsigned int index;

	if (count + softirq + interrupt == 0)
		return NULL;
	index = token_random() % (count + softirq + interrupt);
	if (index < sched.run.count)
		return queue_take(&sched.run, index);
	if (index < count)
		return queue_take(&sched.polling, index - sched.run.count);
	return softirq && index == count ? sched.softirq : sched.interrupt;
}

/* Time goes on to the next timer, if one can still fire. */
static bool time_advance(void)
{
	uint64_t first = timer_first();

	if (first == UINT64_MAX || sched.interrupt->place != PLACE_RESTING)
		return false;
	if (sched.idle_waiter && idle_reached())
		return false;
	time_set(first);
	return true;
}

static struct sched_actor *pick(void)
{
	struct sched_actor *next;

	do {
		next = sched.policy == SCHED_RANDOM ? pick_random() : pick_weakest();
	} while (!next && (time_advance() || idle_stalled()));
	return next;
}

static void hold(struct sched_actor *next)
{
	sched.holder = next;
	if (!next)
		return;
	next->place = PLACE_HOLDER;
	next->points = 0;
}

static void baton_give(struct sched_actor *next)
{
	__atomic_store_n(&next->baton, 1, __ATOMIC_RELEASE);
	futex_wake(&next->baton);
}

static void baton_wait(struct sched_actor *self)
{
	while (!__atomic_exchange_n(&self->baton, 0, __ATOMIC_ACQUIRE))
		futex_wait(&self->baton, 0, -1);
}

/* Somebody who has no token made an actor runnable: is it free? */
void token_kick(void)
{
	struct sched_actor *next;

	if (sched.holder)
		return;
	next = pick();
	hold(next);
	if (next)
		baton_give(next);
}

void token_pass(struct sched_actor *self)
{
	struct sched_actor *next = pick();

	hold(next);
	raw_unlock(&sched.lock);
	if (next == self)
		return;
	if (next)
		baton_give(next);
	baton_wait(self);
}

void token_end(struct sched_actor *self)
{
	struct sched_actor *next;

	self->place = PLACE_WAITING;
	next = pick();
	hold(next);
	raw_unlock(&sched.lock);
	if (next)
		baton_give(next);
}

/* The step doubles while the same actor does nothing else. */
static uint64_t poll_advance(struct sched_actor *self)
{
	uint64_t step = self->poll_step ? self->poll_step : STEP_FIRST;

	self->poll_step = step < STEP_LAST / 2 ? step * 2 : STEP_LAST;
	return step;
}

/*
 * Counts what the caller does. Return: whether it has been polling, or at it for
 * so long that it must be waiting for somebody.
 */
static bool point_count(struct sched_actor *self, enum sched_point why)
{
	self->points += why == POINT_POLL ? POINTS / POINTS_POLLS : 1;
	if (why == POINT_CALL) {
		self->polls = 0;
		self->poll_step = 0;
	}
	if (why == POINT_POLL)
		self->polls++;
	return (why == POINT_POLL && self->polls >= POLLS) || self->points >= POINTS;
}

static void switch_random(struct sched_actor *self, bool waits)
{
	uint64_t draw = token_random();
	uint64_t first = timer_first();

	if (draw % JUMP_ONE_IN == 0 && first < sched.now + jump_limit)
		time_set(first);
	if (!waits && (draw >> 32) % SWITCH_ONE_IN != 0) {
		raw_unlock(&sched.lock);
		return;
	}
	token_enqueue(self);
	token_pass(self);
}

/* @advance: of a delay, which gives others time to act, so they always may. */
void token_point(struct sched_actor *self, enum sched_point why, uint64_t advance)
{
	bool waits = point_count(self, why) || advance;

	__atomic_store_n(&sched.progress, sched.progress + 1, __ATOMIC_RELAXED);
	if (!waits && why != POINT_POLL && sched.policy == SCHED_WEAKEST)
		return;
	raw_lock(&sched.lock);
	if (why == POINT_POLL)
		time_set(sched.now + (advance ? advance : poll_advance(self)));
	if (sched.policy == SCHED_RANDOM) {
		switch_random(self, waits);
	} else if (waits) {
		token_enqueue_poller(self);
		token_pass(self);
	} else {
		raw_unlock(&sched.lock);
	}
}

/*
 * A plain program's main thread may wait in the C library for one of its other
 * threads, with the token in hand. One of those, waiting for an actor, takes it
 * away when the holder has passed no point for a while.
 */
void token_steal(unsigned long *ret_seen)
{
	unsigned long progress = __atomic_load_n(&sched.progress, __ATOMIC_RELAXED);

	raw_lock(&sched.lock);
	if (sched.holder && sched.holder == sched.main && progress == *ret_seen) {
		__atomic_store_n(&sched.main->absent, true, __ATOMIC_RELAXED);
		sched.main->place = PLACE_WAITING;
		sched.holder = NULL;
	}
	token_kick();
	raw_unlock(&sched.lock);
	*ret_seen = progress;
}

void token_rejoin(struct sched_actor *self)
{
	raw_lock(&sched.lock);
	__atomic_store_n(&self->absent, false, __ATOMIC_RELAXED);
	token_enqueue(self);
	token_kick();
	raw_unlock(&sched.lock);
	baton_wait(self);
}

/* A thread beside the token polls: it must not starve what it polls for. */
void token_foreign_point(struct sched_actor *self, enum sched_point why,
			 uint64_t advance)
{
	static __thread uint64_t looked;
	static __thread unsigned long seen;

	if (why != POINT_POLL)
		return;
	raw_lock(&sched.lock);
	time_set(sched.now + (advance ? advance : poll_advance(self)));
	token_kick();
	raw_unlock(&sched.lock);
	sched_yield();
	if (real_now() - looked < STEAL_NS)
		return;
	looked = real_now();
	token_steal(&seen);
}
