// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-lock.c - waiting for locks, who waits for whom, and refused waits
 */
#include "sched-private.h"

enum { CHAIN_LIMIT = 32 };

/* With sched.lock held. The owner of the lock that @actor waits for, if known. */
static struct sched_actor *lock_owner(struct sched_actor *actor)
{
	if (!actor->wait_lock || !actor->wait_owner)
		return NULL;
	return actor_find(actor->wait_owner);
}

/* The actor at the end of the chain of locks, referenced; NULL in a cycle. */
static struct sched_actor *chain_end(struct sched_actor *waiter)
{
	struct sched_actor *actor = lock_owner(waiter);
	struct sched_actor *next;
	int steps;

	for (steps = 0; actor && steps < CHAIN_LIMIT; steps++) {
		next = lock_owner(actor);
		if (!next)
			break;
		actor = next;
	}
	if (!actor || actor == waiter || steps == CHAIN_LIMIT)
		return NULL;
	__atomic_fetch_add(&actor->refs, 1, __ATOMIC_RELAXED);
	return actor;
}

static struct sched_actor *wait_begin(struct sched_actor *self, const void *lock,
				      struct task_struct *owner)
{
	struct sched_actor *end;

	raw_lock(&sched.lock);
	self->wait_lock = lock;
	self->wait_owner = owner;
	end = sched_deadlock_hook ? chain_end(self) : NULL;
	raw_unlock(&sched.lock);
	return end;
}

static void wait_end(struct sched_actor *self)
{
	raw_lock(&sched.lock);
	self->wait_lock = NULL;
	self->wait_owner = NULL;
	raw_unlock(&sched.lock);
}

void sched_lock_wait(const void *lock, struct task_struct *owner)
{
	struct sched_actor *self = actor_current();
	struct sched_actor *end = wait_begin(self, lock, owner);

	if (end) {
		if (sched_deadlock_hook(&self->task, &end->task, lock))
			sched_refuse(&end->task);
		actor_put(end);
	}
	actor_park(self);
	wait_end(self);
}

const void *sched_waits_for(struct task_struct *waiter, struct task_struct *owner)
{
	const void *lock = NULL, *next;
	struct sched_actor *actor;
	int steps;

	raw_lock(&sched.lock);
	actor = actor_find(waiter);
	for (steps = 0; actor && !lock && steps < CHAIN_LIMIT; steps++) {
		next = actor->wait_lock;
		actor = lock_owner(actor);
		if (actor && &actor->task == owner)
			lock = next;
	}
	raw_unlock(&sched.lock);
	return lock;
}

void sched_refuse(struct task_struct *task)
{
	struct sched_actor *actor = actor_of(task);

	__atomic_store_n(&actor->refused, true, __ATOMIC_SEQ_CST);
	actor_wake(actor, TASK_NORMAL);
	actor_unpark(actor);
}

bool sched_refused(void)
{
	return __atomic_load_n(&actor_current()->refused, __ATOMIC_SEQ_CST);
}

void sched_refuse_end(void)
{
	__atomic_store_n(&actor_current()->refused, false, __ATOMIC_SEQ_CST);
}
