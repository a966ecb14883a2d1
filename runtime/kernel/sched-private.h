/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sched-private.h - what the files of the scheduler share
 *
 *   sched.c           states, sleeping, switch points, policy, start
 *   sched-wake.c      waking up
 *   sched-token.c     who gets the token next, and virtual time
 *   sched-none.c      real threads: futexes, and the count of what is busy
 *   sched-actor.c     tasks: spawned, adopted, referenced
 *   sched-timer.c     the queue of timers, the interrupt actor
 *   sched-softirq.c   what is raised, the softirq actor
 *   sched-idle.c      nothing left to do, or nothing that can ever run
 *   fork.c            a child of fork(), where nobody else runs
 *
 * A task's __state carries one bit more than the kernel's: ASLEEP, set by the
 * task in schedule() and cleared by whoever makes it runnable. The step from
 * "about to wait" to "waits" is thus one atomic operation on the word that wakers
 * change, so no wake-up is lost under either policy.
 */
#ifndef DMACHECK_SCHED_PRIVATE_H
#define DMACHECK_SCHED_PRIVATE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <linux/sched.h>
#include "context.h"
#include "raw.h"
#include "sched.h"

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

#define STATE_ASLEEP	0x80000000u
#define STATE_KERNEL	(~STATE_ASLEEP)

/* The permit of sched_lock_wait(). */
enum { PERMIT_NONE, PERMIT_GIVEN, PERMIT_AWAITED };

enum actor_kind {
	ACTOR_THREAD,		/* spawned, or the main thread */
	ACTOR_INTERRUPT,
	ACTOR_SOFTIRQ,
	ACTOR_FOREIGN,		/* adopted: runs beside the token */
};

/* Where an actor is under a token; protected by sched.lock. */
enum actor_place {
	PLACE_WAITING,
	PLACE_RUN,		/* in sched.run */
	PLACE_POLLING,		/* in sched.polling */
	PLACE_HOLDER,
	PLACE_RESTING,		/* interrupt and softirq actor: no work in hand */
};

enum { WAKES_HELD = 8 };

struct sched_actor {
	struct task_struct task;
	struct context context;
	enum actor_kind kind;
	enum actor_place place;
	unsigned int refs;	/* atomic */
	unsigned int permit;	/* atomic, a futex */
	unsigned int baton;	/* atomic, a futex: 1 hands the token over */
	bool parked;		/* sleeps in the system on its state or permit; atomic */
	bool absent;		/* main has lost the token to others; atomic */
	bool hung_told;
	bool refused;		/* atomic */
	bool sleep_told;	/* own thread only, as what follows */
	const void *sleep_caller;	/* of the last SLEEP */
	uint64_t deadline;	/* of its sleep, or UINT64_MAX; atomic */
	struct sched_actor *queue_next;
	struct sched_actor *all_next;
	struct sched_actor **all_link;
	/* the lock waited for and its owner; protected by sched.lock */
	const void *wait_lock;
	struct task_struct *wait_owner;
	/* token: of the holder only */
	unsigned int polls;	/* without anything else between */
	unsigned int points;	/* since others last ran */
	uint64_t poll_step;
	/* none: wake-ups kept back, see sched_wakes_hold(); own thread only */
	unsigned int wakes_held;
	unsigned int wake_count;
	unsigned int *wake_words[WAKES_HELD];
	/* the thread */
	pthread_t thread;
	int (*body)(void *data);
	void *data;
	uintptr_t stack_low;
	uintptr_t stack_high;
	uintptr_t stack_top;	/* frame where reports end; 0: none */
};

struct sched_queue {
	struct sched_actor *first;
	struct sched_actor **last;
	unsigned int count;
};

struct sched_call;

/* none: where the interrupt and the softirq actor wait for something to do. */
struct sched_rest {
	unsigned int word;	/* a futex; changed under sched.lock */
	bool resting;
};

/* One for the process. Fields are protected by @lock unless said otherwise. */
struct sched {
	struct raw_lock lock;
	struct sched_rest interrupt_rest;
	struct sched_rest softirq_rest;
	enum sched_policy policy;	/* fixed by the start; atomic before */
	bool started;		/* atomic */
	bool token;		/* atomic: a token policy is in force */
	bool exclusive;		/* no unknown threads will come */
	uint64_t random;
	uint64_t now;		/* token: virtual; atomic, written under lock */
	uint64_t epoch;		/* none: CLOCK_MONOTONIC at the start */

	struct sched_actor *main;
	struct sched_actor *interrupt;
	struct sched_actor *softirq;
	struct sched_actor *all;
	int last_pid;
	unsigned int foreign;	/* adopted threads alive */
	unsigned int threads;	/* pthreads of ours and adopted ones */

	struct sched_actor *holder;
	struct sched_queue run;
	struct sched_queue polling;
	unsigned long progress;	/* atomic: points passed by the holder */

	struct sched_timer *heap;
	uint64_t timer_order;
	unsigned long timers_counted;	/* pending ones not in the background */
	unsigned long sleepers;		/* tasks that wait with a timer; atomic */
	uint64_t armed;			/* none: when the interrupt actor looks by itself */
	struct sched_timer *firing;
	struct sched_call *calls;
	struct sched_call **calls_last;

	struct sched_softirq *raised;
	struct sched_softirq **raised_last;
	struct sched_softirq *running;

	long busy;		/* none: atomic, see sched-none.c */
	long holds;		/* atomic */
	struct sched_actor *idle_waiter;
	unsigned int idle_word;	/* none: a futex */
	unsigned long wakes;	/* atomic: tasks that were woken */
	unsigned long fires;	/* timers fired since the last of them */
	unsigned long fired;	/* timers fired at all */
	uint64_t last_wake;	/* token: when that was */
	bool stirred;		/* atomic: since somebody last looked */
	uint64_t last_stir;	/* when that look was, of sched_now() */
	unsigned long stir_fired;	/* and how many timers had fired */
};

extern struct sched sched;

struct sched_actor *actor_current(void);
static inline struct sched_actor *actor_of(struct task_struct *task)
{
	return task->actor;
}

static inline bool sched_token_on(void)
{
	return __atomic_load_n(&sched.token, __ATOMIC_RELAXED);
}

/* Whether @actor takes part in the token: not foreign, and not absent. */
bool actor_scheduled(struct sched_actor *actor);

/* sched.c */
void sched_begin(void);
void actor_sleep(struct sched_actor *self, unsigned int *word, unsigned int value,
		 int64_t timeout_ns);
void actor_park(struct sched_actor *self);

/* sched-wake.c */
void actor_notify(struct sched_actor *actor, unsigned int *word);
bool actor_wake(struct sched_actor *actor, unsigned int mask);
void actor_unpark(struct sched_actor *actor);

/* sched-actor.c */
struct sched_actor *actor_create(enum actor_kind kind, const char *comm);
int actor_launch(struct sched_actor *actor, void *(*entry)(void *));
void actor_enter_thread(struct sched_actor *actor);
void actor_put(struct sched_actor *actor);
struct sched_actor *actor_find(struct task_struct *task);

/* sched-token.c: with sched.lock held, but for the waits */
void token_enqueue(struct sched_actor *actor);
void token_enqueue_poller(struct sched_actor *actor);
void token_kick(void);
void token_pass(struct sched_actor *self);	/* unlocks */
void token_end(struct sched_actor *self);	/* unlocks */
void token_point(struct sched_actor *self, enum sched_point why, uint64_t advance);
void token_foreign_point(struct sched_actor *self, enum sched_point why, uint64_t advance);
void token_steal(unsigned long *ret_seen);
void token_rejoin(struct sched_actor *self);
uint64_t token_random(void);

/* sched-none.c */
long futex_wait(unsigned int *word, unsigned int value, int64_t timeout_ns);
void futex_wake(unsigned int *word);
void rest_wait(struct sched_rest *rest, uint64_t until);	/* UINT64_MAX: for ever */
bool rest_end(struct sched_rest *rest);
void busy_add(void);
void busy_drop(void);
uint64_t real_now(void);

/* sched-timer.c, sched-softirq.c: with sched.lock held */
bool interrupt_pending(void);
bool softirq_pending(void);
uint64_t timer_first(void);	/* UINT64_MAX if there is none */
void *interrupt_main(void *data);
void *softirq_main(void *data);
void waiters_wake(const void *what);
void waiters_wait(const void *what, bool (*done)(const void *what));

/* sched-idle.c */
unsigned int threads_alive(void);

/* with sched.lock held */
bool idle_reached(void);
bool idle_stalled(void);	/* wakes who waits for it; may end the program */
void none_quiet(void);

#pragma GCC visibility pop

#endif /* DMACHECK_SCHED_PRIVATE_H */
