// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * process.c - processes begin by fork and end by exit
 *
 *	fork()			FORK, in the parent
 *	exit(), end of main()	EXIT, behind everything else: a handler that was set
 *				before all others comes last
 *	_exit(), quick_exit()	EXIT, before the call
 *
 * A child of vfork() is its parent until it runs something, and does not end it.
 */
#include <stdlib.h>
#include <unistd.h>

#include "runtime/record/process.h"
#include "runtime/shim/engine.h"
#include "runtime/shim/environment.h"
#include "runtime/shim/process.h"
#include "runtime/shim/real.h"

pid_t __fork(void);

/* Processes of which there is something to tell: make and its compilers are not. */
bool process_matters(void)
{
	return record_is_on() && (engine_exists() || process_known());
}

/* Noinline, so that the caller's frame is the one that event and stack begin with. */
static void fork_tell(pid_t child, const void *caller, const void *frame)
{
	if (child == 0)
		environment_forked();
	else if (child > 0 && process_matters())
		record_event(&(const struct dmacheck_event){ .kind = DMACHECK_FORK,
							     .value = child, .caller = caller },
			     frame);
}

EXPORTED pid_t fork(void)
{
	pid_t child = real(fork)();

	fork_tell(child, CALLER, FRAME);
	return child;
}

EXPORTED pid_t __fork(void)
{
	pid_t child = real(fork)();

	fork_tell(child, CALLER, FRAME);
	return child;
}

EXPORTED pid_t _Fork(void)
{
	pid_t child = real(_Fork)();

	fork_tell(child, CALLER, FRAME);
	return child;
}

static void exit_tell(int status, bool at_once, const void *caller, const void *frame)
{
	if (!process_known() || process_is_lent())
		return;
	record_event(&(const struct dmacheck_event){ .kind = DMACHECK_EXIT, .value = status,
						     .type = at_once, .caller = caller },
		     frame);
}

EXPORTED void _exit(int status)
{
	exit_tell(status, true, CALLER, FRAME);
	real(_exit)(status);
	__builtin_unreachable();
}

EXPORTED void _Exit(int status)
{
	exit_tell(status, true, CALLER, FRAME);
	real(_exit)(status);
	__builtin_unreachable();
}

EXPORTED void quick_exit(int status)
{
	exit_tell(status, true, CALLER, FRAME);
	real(quick_exit)(status);
	__builtin_unreachable();
}

static void at_exit(int status, void *data)
{
	(void)data;
	exit_tell(status, false, NULL, FRAME);
}

void process_start(void)
{
	process_note();
	on_exit(at_exit, NULL);
}
