/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sched.h - who runs next, and what time it is
 *
 *   threads, work, tasklets, timers, interrupts  = actors
 *        |  each switch point: sched_point(), schedule(), a contended lock
 *        v
 *   one token (weakest, random; virtual time)   or   none: all run, real time
 *
 * Everything that waits is made of the kernel's own three: set_current_state(),
 * schedule(), wake_up_process() of <linux/sched.h>. This header is for the
 * services of this folder; modules see <linux/...> only.
 */
#ifndef DMACHECK_SCHED_H
#define DMACHECK_SCHED_H

#include <stdbool.h>
#include <stdint.h>
#include <dmacheck/timing.h>
#include "shared.h"

struct task_struct;

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

enum sched_policy {
	SCHED_WEAKEST,	/* what may come late comes as late as it may */
	SCHED_RANDOM,	/* any legal order, drawn from the seed */
	SCHED_NONE,	/* prompt: real threads, real time */
};

enum sched_point {
	POINT_CALL,	/* a call of the engine or of a service */
	POINT_LOCK,	/* before a lock is tried */
	POINT_UNLOCK,	/* after one is given up */
	POINT_POLL,	/* the caller polls: cpu_relax(), status, time read */
};

enum sched_policy sched_policy(void) SHARED(sched_policy);

/**
 * sched_start() - fix the policy and start the interrupt and softirq actors
 *
 * Emits RUN_BEGIN, and RUN_END at exit. A program made of a module calls it
 * before its initcalls, which promises that no thread of its own making calls
 * the engine: then all actors blocked is a hang. Otherwise the first timer, wait
 * or thread starts the scheduler without that promise.
 */
void sched_start(void) SHARED(sched_start);

/**
 * sched_begin_anew() - the order of what follows depends on the seed alone
 *
 * And on what the module does: not on how many switch points the engine, or a
 * tree's core in its place, passed while it was set up.
 * Context: the only actor there is, between two calls.
 */
void sched_begin_anew(void) SHARED(sched_begin_anew);

/**
 * sched_point() - a place where another actor may run
 * @why: weakest goes on with the caller unless it polls; random may switch
 *
 * Context: any context of an actor, with no raw lock held. A thread the
 * scheduler does not know returns at once.
 */
void sched_point(enum sched_point why) SHARED(sched_point);

/**
 * sched_now() - time since the start, in ns, virtual under a token
 *
 * Reading it is no switch point; services that hand it to a module call
 * sched_point(POINT_POLL) first, which lets virtual time go on.
 */
uint64_t sched_now(void);

/**
 * sched_spawn() - a new actor in task context
 * @comm: its name, copied, at most 15 bytes count
 * @body: runs on a thread of its own once the task has been woken for the first
 *	time by wake_up_process(); its return ends the task
 *
 * Return: the task with one reference for the caller and one for itself, to be
 * dropped by put_task_struct(); NULL if no thread could be made.
 */
struct task_struct *sched_spawn(const char *comm, int (*body)(void *), void *data);

/* Starts or moves @timer; @expires is a moment of sched_now(). */
void sched_timer_start(struct sched_timer *timer, uint64_t expires);

bool sched_timer_pending(struct sched_timer *timer);

/* Whether @timer's @fire runs now. */
bool sched_timer_firing(struct sched_timer *timer);

/* Return: whether it was pending and is not any more. Does not wait. */
bool sched_timer_cancel(struct sched_timer *timer);

/* The same, and waits until @fire has returned, unless called from it. */
bool sched_timer_cancel_sync(struct sched_timer *timer);

/* The same for a task that is refused too: @fire must not wait for anything. */
bool sched_timer_cancel_own(struct sched_timer *timer);

/*
 * Whether neither is to come nor runs, but for what the caller runs itself. The
 * answer is of one moment: a timer whose @fire raises @item passes from one to the
 * other, and perhaps back.
 */
bool sched_timer_quiet(const struct sched_timer *timer, const struct sched_softirq *item);

/* Return: false if it was raised already. First raised, first run. */
bool sched_softirq_raise(struct sched_softirq *item);

/* Takes back what has not begun to run. Return: whether it was raised. */
bool sched_softirq_cancel(struct sched_softirq *item);

bool sched_softirq_raised(struct sched_softirq *item);
bool sched_softirq_running(struct sched_softirq *item);

/* Whether the caller is what runs @item. */
bool sched_softirq_inside(struct sched_softirq *item);

/*
 * Waits until @item does not run; with @raised, until it is not raised either.
 * Returns early when the wait is refused, and at once from inside.
 */
void sched_softirq_wait(struct sched_softirq *item, bool raised);

/* Runs @fn(@data) in hard interrupt context on the interrupt actor, later. */
int sched_interrupt(void (*fn)(void *data), void *data);

/*
 * What is pending beyond threads, timers and softirqs: queued work, RCU
 * callbacks. The module is not idle while holds are out. Any context.
 */
void sched_hold(void);
void sched_release(void);

/*
 * Something about DMA has happened: a channel or mapping came or went, a descriptor
 * was prepared, submitted, issued, terminated or completed, memory was synced. Any
 * context.
 */
void sched_stir(void) SHARED(sched_stir);

/**
 * sched_wait_idle() - until nothing is runnable and nothing pending
 *
 * Timers that start themselves again, threads that sleep in a loop and work that
 * queues itself are pending for ever. They do not count
 * - when timers have fired for 30 s and woken no thread, nor when
 * - at least 8 timers have fired in 60 s with nothing about DMA in between, see
 *   sched_stir(), and all threads wait or sleep again.
 * Virtual seconds under a token, else real ones. So one long sleep is not cut short,
 * and whoever only asks for a descriptor's status is waiting.
 *
 * Called by the main thread, which counts as waiting meanwhile.
 * Return: 0; -EDEADLK if tasks are left that wait uninterruptibly for what
 * nothing will bring: each has been named on stderr.
 */
int sched_wait_idle(void) SHARED(sched_wait_idle);

/**
 * sched_lock_wait() - the slow path of every lock
 * @lock: and @owner, which may be NULL, tell who waits for whom
 *
 * Waits for a permit, uninterruptibly, also in atomic context, without touching
 * the task's state. A permit given before is taken at once, so the wait may end
 * for nothing: callers loop.
 */
void sched_lock_wait(const void *lock, struct task_struct *owner);

/*
 * Under none, the wake-ups that the caller makes from here on reach the system at the
 * release, at the latest: around a lock that those who wake take first. They nest.
 */
void sched_wakes_hold(void);
void sched_wakes_release(void);

/* Gives the permit; no switch point, any context, raw locks may be held. */
void sched_lock_wake(struct task_struct *task);

/**
 * sched_deadlock_hook - asked when a lock wait may be a deadlock, or NULL
 *
 * @waiter is about to wait for @lock; at the end of the chain of locks @owner
 * waits for something that is no lock. Called on the waiter's thread with no lock
 * of the scheduler held. Return: whether @owner's wait is to be refused.
 */
extern bool (*sched_deadlock_hook)(struct task_struct *waiter,
				   struct task_struct *owner, const void *lock)
	SHARED(sched_deadlock_hook);

/*
 * A refused task's waits for tasklets, work and the like end early, until it
 * calls sched_refuse_end() itself. sched_refused() is about the caller.
 */
void sched_refuse(struct task_struct *task) SHARED(sched_refuse);
bool sched_refused(void);
void sched_refuse_end(void) SHARED(sched_refuse_end);

/*
 * Would it hang if the caller waited for an actor that waits for @task's locks?
 * Follows lock waits. Return: the lock that @owner holds and @waiter waits for, over
 * any number of others; NULL if there is none.
 */
const void *sched_waits_for(struct task_struct *waiter, struct task_struct *owner)
	SHARED(sched_waits_for);

#pragma GCC visibility pop

#endif /* DMACHECK_SCHED_H */
