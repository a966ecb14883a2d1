// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched.c - set the state, schedule, points: on a token or on real threads
 *
 * Every wait of every service ends here, in one of two ways to sleep: on the
 * task's state (schedule(), ended by wake_up_process()) or on its permit (locks
 * and the like, ended by sched_lock_wake()). How it ends is in sched-wake.c.
 */
#include <stdlib.h>
#include <sched.h>
#include <linux/sched/task.h>
#include <dmacheck/event.h>
#include "fault.h"
#include "options.h"
#include "report.h"
#include "sched-private.h"

struct sched sched = {
	.lock = RAW_LOCK_INIT,
	.run = { .last = &sched.run.first },
	.polling = { .last = &sched.polling.first },
	.calls_last = &sched.calls,
	.raised_last = &sched.raised,
	.armed = UINT64_MAX,
};

bool (*sched_deadlock_hook)(struct task_struct *waiter, struct task_struct *owner,
			    const void *lock);

enum sched_policy sched_policy(void)
{
	if (__atomic_load_n(&sched.started, __ATOMIC_ACQUIRE))
		return sched.policy;
	return options.schedule;
}

bool actor_scheduled(struct sched_actor *actor)
{
	return actor->kind != ACTOR_FOREIGN &&
	       !__atomic_load_n(&actor->absent, __ATOMIC_RELAXED);
}

static const char *policy_name(enum sched_policy policy)
{
	static const char *const names[] = {
		[SCHED_WEAKEST] = "weakest",
		[SCHED_RANDOM] = "random",
		[SCHED_NONE] = "none",
	};

	return names[policy];
}

static void run_end(int status, void *data)
{
	if (__atomic_load_n(&sched.started, __ATOMIC_ACQUIRE) && !engine_in_child())
		dmacheck_emit(RUN_END, .value = status, .size = fault_calls());
}

/*
 * The first to register is the last to run: after the exit handlers and destructors
 * of the program, which may still unmap.
 */
__attribute__((constructor(101))) static void watch_exit(void)
{
	on_exit(run_end, NULL);
}

static void actors_start(void)
{
	sched.interrupt = actor_create(ACTOR_INTERRUPT, "irq/0");
	sched.softirq = actor_create(ACTOR_SOFTIRQ, "ksoftirqd/0");
	if (!sched.interrupt || actor_launch(sched.interrupt, interrupt_main) ||
	    !sched.softirq || actor_launch(sched.softirq, softirq_main))
		report_fatal("cannot start the engine's threads");
}

static void start_once(void)
{
	actor_current();
	sched.policy = options.schedule;
	sched.random = options.seed;
	sched.epoch = real_now();
	dmacheck_emit(RUN_BEGIN, .name = policy_name(sched.policy),
		      .value = (long long)options.seed);
	__atomic_store_n(&sched.token, sched.policy != SCHED_NONE, __ATOMIC_RELEASE);
	actors_start();
	__atomic_store_n(&sched.started, true, __ATOMIC_RELEASE);
}

void sched_begin(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	if (!__atomic_load_n(&sched.started, __ATOMIC_ACQUIRE))
		pthread_once(&once, start_once);
}

void sched_start(void)
{
	sched_begin();
	raw_lock(&sched.lock);
	sched.exclusive = true;
	raw_unlock(&sched.lock);
}

void sched_begin_anew(void)
{
	struct sched_actor *self = actor_current();

	raw_lock(&sched.lock);
	sched.random = options.seed;
	self->points = 0;
	self->polls = 0;
	self->poll_step = 0;
	raw_unlock(&sched.lock);
}

void dmacheck_set_state(unsigned int state)
{
	__atomic_exchange_n(&current->__state, state, __ATOMIC_SEQ_CST);
}

void dmacheck_set_special_state(unsigned int state)
{
	dmacheck_set_state(state);
}

unsigned int dmacheck_get_state(struct task_struct *task)
{
	return __atomic_load_n(&task->__state, __ATOMIC_ACQUIRE) & STATE_KERNEL;
}

/* Return: false if somebody has made the task runnable already. */
static bool state_fall_asleep(unsigned int *word)
{
	unsigned int state = __atomic_load_n(word, __ATOMIC_RELAXED);

	do {
		if (state == TASK_RUNNING)
			return false;
	} while (!__atomic_compare_exchange_n(word, &state, state | STATE_ASLEEP,
					      false, __ATOMIC_SEQ_CST,
					      __ATOMIC_RELAXED));
	return true;
}

enum { PERMIT_SPINS = 100 };

/* One wait in the system, unless @word differs from @value already. */
void actor_sleep(struct sched_actor *self, unsigned int *word, unsigned int value,
		 int64_t timeout_ns)
{
	__atomic_store_n(&self->parked, true, __ATOMIC_SEQ_CST);
	if (__atomic_load_n(word, __ATOMIC_SEQ_CST) == value)
		futex_wait(word, value, timeout_ns);
	__atomic_store_n(&self->parked, false, __ATOMIC_RELAXED);
}

/*
 * Waits in the system until @word differs from @value. For a lock first a moment on
 * the processor: what is held for a few instructions is given up soon.
 */
static void word_wait(struct sched_actor *self, unsigned int *word, unsigned int value)
{
	bool token = sched_token_on();
	unsigned long seen = ~0ul;
	int spins = word == &self->permit ? PERMIT_SPINS : 0;

	while (spins-- > 0) {
		if (__atomic_load_n(word, __ATOMIC_ACQUIRE) != value)
			return;
		raw_pause();
	}
	while (__atomic_load_n(word, __ATOMIC_ACQUIRE) == value) {
		actor_sleep(self, word, value, token ? 10000000 : -1);
		if (token)
			token_steal(&seen);
	}
}

static void none_sleep(struct sched_actor *self, unsigned int *word)
{
	unsigned int value;

	if (!state_fall_asleep(word)) {
		sched_yield();
		return;
	}
	if (engine_in_child()) {
		fork_wait(word, __atomic_load_n(word, __ATOMIC_ACQUIRE), self->deadline);
		dmacheck_set_state(TASK_RUNNING);
		return;
	}
	value = __atomic_load_n(word, __ATOMIC_ACQUIRE);
	if (!sched_token_on() && self->kind != ACTOR_FOREIGN)
		busy_drop();
	if (value & STATE_ASLEEP)
		word_wait(self, word, value);
}

static void token_sleep(struct sched_actor *self, unsigned int *word)
{
	if (!actor_scheduled(self))
		token_rejoin(self);
	raw_lock(&sched.lock);
	if (state_fall_asleep(word))
		self->place = PLACE_WAITING;
	else
		token_enqueue(self);
	token_pass(self);
}

void schedule(void)
{
	struct sched_actor *self = actor_current();
	unsigned int *word = &self->task.__state;

	sched_begin();
	if (context_atomic() && !self->sleep_told)
		context_may_sleep("schedule", __builtin_return_address(0));
	if (sched_token_on() && self->kind != ACTOR_FOREIGN)
		token_sleep(self, word);
	else
		none_sleep(self, word);
	self->sleep_told = false;
}

void yield(void)
{
	dmacheck_set_state(TASK_RUNNING);
	schedule();
}

/* Takes a permit that is there, or says that one is awaited. */
static bool permit_await(struct sched_actor *self)
{
	unsigned int permit = __atomic_load_n(&self->permit, __ATOMIC_RELAXED);
	unsigned int next;

	do {
		next = permit == PERMIT_GIVEN ? PERMIT_NONE : PERMIT_AWAITED;
	} while (!__atomic_compare_exchange_n(&self->permit, &permit, next, false,
					      __ATOMIC_SEQ_CST, __ATOMIC_RELAXED));
	return next == PERMIT_AWAITED;
}

static void permit_sleep(struct sched_actor *self)
{
	if (!sched_token_on() && self->kind != ACTOR_FOREIGN)
		busy_drop();
	word_wait(self, &self->permit, PERMIT_AWAITED);
}

static void permit_pass(struct sched_actor *self)
{
	if (!actor_scheduled(self))
		token_rejoin(self);
	raw_lock(&sched.lock);
	if (!permit_await(self)) {
		raw_unlock(&sched.lock);
		return;
	}
	self->place = PLACE_WAITING;
	token_pass(self);
	__atomic_exchange_n(&self->permit, PERMIT_NONE, __ATOMIC_SEQ_CST);
}

void actor_park(struct sched_actor *self)
{
	sched_begin();
	if (sched_token_on() && self->kind != ACTOR_FOREIGN) {
		permit_pass(self);
		return;
	}
	if (!permit_await(self))
		return;
	if (engine_in_child())
		fork_wait(&self->permit, PERMIT_AWAITED, UINT64_MAX);
	else
		permit_sleep(self);
	__atomic_exchange_n(&self->permit, PERMIT_NONE, __ATOMIC_SEQ_CST);
}

void sched_point(enum sched_point why)
{
	struct sched_actor *self;

	if (!sched_token_on())
		return;
	self = actor_current();
	if (self->kind == ACTOR_FOREIGN) {
		token_foreign_point(self, why, 0);
		return;
	}
	if (__atomic_load_n(&self->absent, __ATOMIC_RELAXED))
		token_rejoin(self);
	token_point(self, why, 0);
}

uint64_t sched_now(void)
{
	sched_begin();
	if (sched_token_on())
		return __atomic_load_n(&sched.now, __ATOMIC_RELAXED);
	return real_now() - sched.epoch;
}
