// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-idle.c - nothing left to do, or nothing that can ever run
 *
 * The same question at two places: sched_wait_idle() wants to know when a module
 * has come to rest; elsewhere a rest of all threads, with main among them, is a
 * hang, and the program is ended after it has been told who waits.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <unistd.h>
#include <dmacheck/event.h>
#include "fault.h"
#include "report.h"
#include "sched-private.h"

static const uint64_t rearm_virtual = 30000000000u;
static const uint64_t rearm_real = 60000000000u;
static const uint64_t stir_time = 60000000000u;
static const unsigned long stir_fires = 8;
static const int64_t look_again = 1000000000;

static bool actor_asleep(struct sched_actor *actor)
{
	unsigned int state = __atomic_load_n(&actor->task.__state, __ATOMIC_RELAXED);

	return (state & STATE_ASLEEP) ||
	       __atomic_load_n(&actor->permit, __ATOMIC_RELAXED) == PERMIT_AWAITED;
}

/* Waits for something that has to come: no thread never woken, no idler, no sleeper. */
static bool actor_hung(struct sched_actor *actor)
{
	unsigned int state = __atomic_load_n(&actor->task.__state, __ATOMIC_RELAXED);

	if (__atomic_load_n(&actor->permit, __ATOMIC_RELAXED) == PERMIT_AWAITED)
		return true;
	return (state & STATE_ASLEEP) && (state & TASK_UNINTERRUPTIBLE) &&
	       !(state & (TASK_NOLOAD | TASK_NEW)) &&
	       __atomic_load_n(&actor->deadline, __ATOMIC_RELAXED) == UINT64_MAX;
}

static bool hung_any(void)
{
	struct sched_actor *actor;

	for (actor = sched.all; actor; actor = actor->all_next)
		if (actor_hung(actor))
			return true;
	return false;
}

static void hung_tell(struct sched_actor *actor)
{
	if (actor->hung_told)
		return;
	actor->hung_told = true;
	dmacheck_emit(HANG, .object = &actor->task, .name = actor->task.comm);
	report_line("INFO: task %s:%d blocked, no timer, work or transfer will wake it",
		    actor->task.comm, actor->task.pid);
}

static int hung_tell_all(void)
{
	struct sched_actor *actor;
	int err = 0;

	for (actor = sched.all; actor; actor = actor->all_next) {
		if (!actor_hung(actor))
			continue;
		hung_tell(actor);
		err = -EDEADLK;
	}
	return err;
}

static long holds(void)
{
	return __atomic_load_n(&sched.holds, __ATOMIC_SEQ_CST);
}

static bool sleepers(void)
{
	return __atomic_load_n(&sched.sleepers, __ATOMIC_RELAXED) != 0;
}

void sched_stir(void)
{
	if (!__atomic_load_n(&sched.stirred, __ATOMIC_RELAXED))
		__atomic_store_n(&sched.stirred, true, __ATOMIC_RELAXED);
}

/* With sched.lock held. Has all that went on for long been sleeping and waking? */
static bool stirless(uint64_t now)
{
	if (__atomic_exchange_n(&sched.stirred, false, __ATOMIC_RELAXED)) {
		sched.last_stir = now;
		sched.stir_fired = sched.fired;
	}
	return now - sched.last_stir > stir_time &&
	       sched.fired - sched.stir_fired >= stir_fires;
}

/* Under a token, with nothing runnable. What feeds only itself does not count. */
bool idle_reached(void)
{
	if (stirless(sched.now))
		return true;
	if (!sleepers() && sched.fires >= 2 &&
	    sched.now - sched.last_wake > rearm_virtual)
		return true;
	if (sched.timers_counted || holds())
		return false;
	return !sched.heap || !hung_any();
}

unsigned int threads_alive(void)
{
	DIR *folder = opendir("/proc/self/task");
	unsigned int count = 0;
	struct dirent *entry;

	while (folder && (entry = readdir(folder)))
		count += entry->d_name[0] != '.';
	if (folder)
		closedir(folder);
	return count;
}

/* Could a thread outside call the engine? One that is just ending does not count. */
static bool outsiders(void)
{
	int tries;

	if (sched.exclusive)
		return false;
	if (sched.foreign || __atomic_load_n(&sched.main->absent, __ATOMIC_RELAXED))
		return true;
	for (tries = 0; tries < 5; tries++) {
		if (threads_alive() <= sched.threads)
			return false;
		usleep(1000);
	}
	return true;
}

static void __attribute__((noreturn)) hang_end(void)
{
	hung_tell_all();
	hung_tell(sched.main);
	report_notice("all threads wait for ever: ending the program");
	dmacheck_emit(RUN_END, .value = 1, .size = fault_calls());
	fflush(NULL);
	_exit(1);
}

bool idle_stalled(void)
{
	struct sched_actor *waiter = sched.idle_waiter;

	if (waiter) {
		sched.idle_waiter = NULL;
		token_enqueue(waiter);
		return true;
	}
	if (outsiders())
		return false;
	hang_end();
}

static int token_wait_idle(struct sched_actor *self)
{
	int err;

	if (!actor_scheduled(self))
		token_rejoin(self);
	raw_lock(&sched.lock);
	self->place = PLACE_WAITING;
	sched.idle_waiter = self;
	token_pass(self);
	raw_lock(&sched.lock);
	err = hung_tell_all();
	raw_unlock(&sched.lock);
	return err;
}

/* The last busy one has become quiet. */
void none_quiet(void)
{
	raw_lock(&sched.lock);
	if (__atomic_load_n(&sched.busy, __ATOMIC_SEQ_CST) == 0 && !engine_in_child()) {
		if (sched.idle_waiter) {
			__atomic_store_n(&sched.idle_word, 1, __ATOMIC_RELEASE);
			futex_wake(&sched.idle_word);
		} else if (!sched.heap && actor_asleep(sched.main) && !outsiders()) {
			hang_end();
		}
	}
	raw_unlock(&sched.lock);
}

/* What a real-time wait remembers from look to look. */
struct quiet_watch {
	unsigned long wakes;
	uint64_t since;
};

/* Nobody runs; timers are pending, of sleepers perhaps. */
static bool only_timers(void)
{
	return !sched.firing && !sched.calls && !sched.raised && !sched.running &&
	       __atomic_load_n(&sched.busy, __ATOMIC_SEQ_CST) ==
	       (long)sched.timers_counted;
}

static bool none_idle(struct quiet_watch *watch)
{
	unsigned long wakes = __atomic_load_n(&sched.wakes, __ATOMIC_RELAXED);
	long busy = __atomic_load_n(&sched.busy, __ATOMIC_SEQ_CST);

	if (busy == 0 && (!sched.heap || !hung_any()))
		return true;
	if (wakes != watch->wakes) {
		watch->wakes = wakes;
		watch->since = real_now();
		sched.fires = 0;
	}
	if (!only_timers())
		return false;
	if (stirless(real_now() - sched.epoch))
		return true;
	return !sleepers() && real_now() - watch->since > rearm_real &&
	       (busy == 0 || sched.fires >= 2);
}

static int none_wait_idle(struct sched_actor *self)
{
	struct quiet_watch watch = { .since = real_now() };
	int err;

	raw_lock(&sched.lock);
	sched.idle_waiter = self;
	raw_unlock(&sched.lock);
	busy_drop();
	raw_lock(&sched.lock);
	while (!none_idle(&watch)) {
		__atomic_store_n(&sched.idle_word, 0, __ATOMIC_RELAXED);
		raw_unlock(&sched.lock);
		futex_wait(&sched.idle_word, 0, look_again);
		raw_lock(&sched.lock);
	}
	sched.idle_waiter = NULL;
	busy_add();
	err = hung_tell_all();
	raw_unlock(&sched.lock);
	return err;
}

int sched_wait_idle(void)
{
	struct sched_actor *self = actor_current();

	sched_begin();
	if (engine_in_child() || self->kind == ACTOR_FOREIGN)
		return 0;
	sched_stir();
	return sched_token_on() ? token_wait_idle(self) : none_wait_idle(self);
}

void sched_hold(void)
{
	__atomic_fetch_add(&sched.holds, 1, __ATOMIC_SEQ_CST);
	sched_begin();
	if (!sched_token_on())
		busy_add();
}

void sched_release(void)
{
	__atomic_fetch_sub(&sched.holds, 1, __ATOMIC_SEQ_CST);
	if (!sched_token_on())
		busy_drop();
}
