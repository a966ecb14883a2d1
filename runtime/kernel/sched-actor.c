// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-actor.c - the tasks behind threads: spawned, adopted, referenced
 *
 * The main thread is an actor from the start and has the token first. A thread
 * that the program made by itself is adopted when it first calls: it gets a task
 * and runs beside the token.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <linux/sched/task.h>
#include "fault.h"
#include "report.h"
#include "sched-private.h"
#include "stack.h"

static __thread struct sched_actor *self_actor __attribute__((tls_model("initial-exec")));
static pthread_key_t foreign_key;

static void actor_list(struct sched_actor *actor)
{
	actor->all_next = sched.all;
	if (sched.all)
		sched.all->all_link = &actor->all_next;
	actor->all_link = &sched.all;
	sched.all = actor;
	actor->task.pid = ++sched.last_pid;
	actor->task.tgid = actor->task.pid;
}

static void actor_unlist(struct sched_actor *actor)
{
	*actor->all_link = actor->all_next;
	if (actor->all_next)
		actor->all_next->all_link = actor->all_link;
}

static void actor_init(struct sched_actor *actor, enum actor_kind kind,
		       const char *comm)
{
	struct task_struct *task = &actor->task;

	actor->kind = kind;
	actor->refs = 1;
	actor->deadline = UINT64_MAX;
	task->actor = actor;
	task->group_leader = task;
	task->static_prio = task->prio = 120;
	strncpy(task->comm, comm, TASK_COMM_LEN - 1);
	raw_lock(&sched.lock);
	actor_list(actor);
	raw_unlock(&sched.lock);
}

struct sched_actor *actor_create(enum actor_kind kind, const char *comm)
{
	struct sched_actor *actor = engine_zalloc(sizeof(*actor));

	if (!actor)
		return NULL;
	actor_init(actor, kind, comm);
	actor->place = kind == ACTOR_THREAD ? PLACE_WAITING : PLACE_RESTING;
	if (kind != ACTOR_THREAD)
		actor->task.flags = PF_KTHREAD | PF_NOFREEZE;
	return actor;
}

static void actor_free(struct sched_actor *actor)
{
	raw_lock(&sched.lock);
	actor_unlist(actor);
	raw_unlock(&sched.lock);
	if (actor->kind == ACTOR_FOREIGN)
		free(actor);
	else
		engine_free(actor);
}

void actor_put(struct sched_actor *actor)
{
	if (__atomic_sub_fetch(&actor->refs, 1, __ATOMIC_ACQ_REL))
		return;
	if (actor->task.release)
		actor->task.release(&actor->task);
	actor_free(actor);
}

struct task_struct *get_task_struct(struct task_struct *task)
{
	__atomic_fetch_add(&actor_of(task)->refs, 1, __ATOMIC_RELAXED);
	return task;
}

void put_task_struct(struct task_struct *task)
{
	actor_put(actor_of(task));
}

/* With sched.lock held: an owner read without a lock may be gone. */
struct sched_actor *actor_find(struct task_struct *task)
{
	struct sched_actor *actor;

	for (actor = sched.all; actor; actor = actor->all_next)
		if (&actor->task == task)
			return actor;
	return NULL;
}

static void threads_count(int step)
{
	raw_lock(&sched.lock);
	sched.threads += step;
	raw_unlock(&sched.lock);
}

static void foreign_leave(void *data)
{
	struct sched_actor *actor = data;

	raw_lock(&sched.lock);
	sched.foreign--;
	sched.threads--;
	raw_unlock(&sched.lock);
	self_actor = NULL;
	actor_put(actor);
}

/* Not the engine's counted memory: adoption is no call that can fail. */
static struct sched_actor *actor_adopt(enum actor_kind kind, const char *comm)
{
	struct sched_actor *actor = calloc(1, sizeof(*actor));

	if (!actor)
		report_fatal("out of memory for a thread's task");
	actor_init(actor, kind, comm);
	actor->thread = pthread_self();
	stack_bounds_of_thread(&actor->stack_low, &actor->stack_high);
	self_actor = actor;
	threads_count(1);
	return actor;
}

static struct sched_actor *foreign_adopt(void)
{
	char comm[TASK_COMM_LEN] = "";
	struct sched_actor *actor;

	pthread_getname_np(pthread_self(), comm, sizeof(comm));
	actor = actor_adopt(ACTOR_FOREIGN, comm);
	raw_lock(&sched.lock);
	sched.foreign++;
	raw_unlock(&sched.lock);
	pthread_setspecific(foreign_key, actor);
	return actor;
}

struct sched_actor *actor_current(void)
{
	return self_actor ? self_actor : foreign_adopt();
}

struct task_struct *dmacheck_current(void)
{
	return &actor_current()->task;
}

void actor_enter_thread(struct sched_actor *actor)
{
	self_actor = actor;
	stack_bounds_of_thread(&actor->stack_low, &actor->stack_high);
	pthread_setname_np(pthread_self(), actor->task.comm);
	if (!sched_token_on())
		return;
	while (!__atomic_exchange_n(&actor->baton, 0, __ATOMIC_ACQUIRE))
		futex_wait(&actor->baton, 0, -1);
}

int actor_launch(struct sched_actor *actor, void *(*entry)(void *))
{
	pthread_attr_t attributes;
	sigset_t all, old;
	int err;

	if (engine_fails())
		return -EAGAIN;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	pthread_attr_init(&attributes);
	pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	err = pthread_create(&actor->thread, &attributes, entry, actor);
	pthread_attr_destroy(&attributes);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (!err)
		threads_count(1);
	return -err;
}

/* Waits for the first wake-up under none; under a token the baton is that. */
static void thread_await(struct sched_actor *actor)
{
	unsigned int *word = &actor->task.__state;
	unsigned int state;

	actor_enter_thread(actor);
	if (sched_token_on())
		return;
	while ((state = __atomic_load_n(word, __ATOMIC_ACQUIRE)) & STATE_ASLEEP)
		actor_sleep(actor, word, state, -1);
}

static void thread_end(struct sched_actor *actor)
{
	dmacheck_set_state(TASK_DEAD);
	threads_count(-1);
	if (!sched_token_on()) {
		busy_drop();
		actor_put(actor);
		return;
	}
	if (!actor_scheduled(actor))
		token_rejoin(actor);
	raw_lock(&sched.lock);
	token_end(actor);
	actor_put(actor);
}

static void *thread_main(void *data)
{
	struct sched_actor *actor = data;

	thread_await(actor);
	actor->task.exit_code = actor->body(actor->data);
	thread_end(actor);
	return NULL;
}

struct task_struct *sched_spawn(const char *comm, int (*body)(void *), void *data)
{
	struct sched_actor *actor;

	sched_begin();
	if (engine_refuses("kthread_create", comm))
		return NULL;
	actor = actor_create(ACTOR_THREAD, comm);
	if (!actor)
		return NULL;
	actor->refs = 2;
	actor->body = body;
	actor->data = data;
	actor->task.flags = PF_KTHREAD;
	actor->task.__state = TASK_NEW | STATE_ASLEEP;
	if (actor_launch(actor, thread_main)) {
		actor_free(actor);
		return NULL;
	}
	return &actor->task;
}

static void fork_prepare(void)
{
	raw_lock(&sched.lock);
}

static void fork_parent(void)
{
	raw_unlock(&sched.lock);
}

/*
 * The caller is alone in the child: it may exec or exit, nothing else runs. What the
 * others were in the middle of is over, and time goes on, real from now on.
 */
static void fork_child(void)
{
	bool started = __atomic_load_n(&sched.started, __ATOMIC_RELAXED);

	raw_lock_init(&sched.lock);
	sched.main = actor_current();
	sched.foreign = 0;
	sched.threads = 1;
	fork_inherit(started);
	if (!started) {
		sched.main->kind = ACTOR_THREAD;
		sched.main->place = PLACE_HOLDER;
		sched.holder = sched.main;
		return;
	}
	if (sched_token_on())
		sched.epoch = real_now() - sched.now;
	__atomic_store_n(&sched.token, false, __ATOMIC_RELAXED);
	sched.firing = NULL;
	sched.running = NULL;
}

__attribute__((constructor)) static void actors_init(void)
{
	pthread_key_create(&foreign_key, foreign_leave);
	pthread_atfork(fork_prepare, fork_parent, fork_child);
	sched.main = actor_adopt(ACTOR_THREAD, program_invocation_short_name);
	sched.main->place = PLACE_HOLDER;
	sched.holder = sched.main;
	sched.busy = 1;
}
