/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fork.h - a child of fork() is a new process: it owns no channel and no mapping
 *
 *   fork() before the engine has started  -> a process like any other
 *   fork() later, then exec or _exit      -> nobody notices
 *   fork() later, and a call of the engine-> refused, and told once a call
 *
 * The threads that run timers, tasklets and transfers are the parent's: in a child
 * nothing would ever complete. A wait there ends by its timeout, or ends the child.
 */
#ifndef DMACHECK_FORK_H
#define DMACHECK_FORK_H

#include <stdbool.h>
#include <stdint.h>
#include "shared.h"

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

/* Set in the child before fork() returns there, and never changed again. */
extern bool engine_child SHARED(engine_child);

/* Whether this process is such a child. */
static inline bool engine_in_child(void)
{
	return __builtin_expect(engine_child, 0);
}

/**
 * engine_refuses() - what a call on something inherited does first
 * @call: its name, a string literal: told once for each
 * @device: dev_name() of what it is about, or NULL
 *
 * Return: whether the call is to fail, with -ENODEV where it can say so; a REFUSED event
 * has been emitted and, the first time, a line printed.
 */
bool engine_refuses(const char *call, const char *device) SHARED(engine_refuses);

/* fork_child() of sched-actor.c: @started is whether there is something to inherit. */
void fork_inherit(bool started);

/* Sleeps until @word differs from @value, or @deadline; ends a child nobody can wake. */
void fork_wait(unsigned int *word, unsigned int value, uint64_t deadline);

#pragma GCC visibility pop

#endif /* DMACHECK_FORK_H */
