// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * fork.c - what a child of fork() may not do, and how its waits end
 */
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <unistd.h>
#include <dmacheck/event.h>
#include "fork.h"
#include "raw.h"
#include "report.h"
#include "sched-private.h"

static const uint64_t look_again = 100000000;

bool engine_child;

void fork_inherit(bool started)
{
	engine_child = engine_child || started;
}

/*
 * A lock that another thread held at the fork stays held in the child, without an
 * owner to give it up. After a moment for threads of the child's own it is taken.
 */
void raw_lock_child(struct raw_lock *lock)
{
	int tries;

	for (tries = 0; tries < 1000; tries++) {
		if (!pthread_mutex_trylock(&lock->mutex))
			return;
		sched_yield();
	}
	raw_lock_init(lock);
	pthread_mutex_lock(&lock->mutex);
}

bool engine_refuses(const char *call, const char *device)
{
	if (!engine_in_child())
		return false;
	dmacheck_emit(REFUSED, .value = -ENODEV, .name = call,
		      .flags = context_flags(), .caller = __builtin_return_address(0));
	report_told_once(call, "dmacheck: %s%s%s called in a child of fork(), which owns no channel or mapping",
			 device ? device : "", device ? ": " : "", call);
	return true;
}

/* Everybody who could have woken it is in the parent. */
static void __attribute__((noreturn)) child_end(void)
{
	struct task_struct *task = &actor_current()->task;

	dmacheck_emit(HANG, .object = task, .name = task->comm);
	report_line("INFO: task %s:%d blocked, no timer, work or transfer will wake it",
		    task->comm, task->pid);
	report_notice("a child of fork() waits for what only its parent has: ending it");
	fflush(NULL);
	_exit(1);
}

void fork_wait(unsigned int *word, unsigned int value, uint64_t deadline)
{
	uint64_t now = sched_now();

	while (__atomic_load_n(word, __ATOMIC_ACQUIRE) == value && now < deadline) {
		uint64_t left = deadline - now;

		if (deadline == UINT64_MAX && threads_alive() <= 1)
			child_end();
		futex_wait(word, value, left < look_again ? left : look_again);
		now = sched_now();
	}
}
