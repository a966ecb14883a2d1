/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * run.c - COMMAND once, traced, with its trace in the database
 *
 *   folder -> workload + supply -> left behind -> end.json -> finish
 */
#include "runtime/run/run.h"

#include "runtime/run/environment.h"
#include "runtime/run/folder.h"
#include "runtime/run/left.h"
#include "runtime/run/supply.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* One line, whatever stands in a path. */
static void print_line(char *text)
{
	for (char *c = text; *c; c++)
		if ((unsigned char)*c < ' ')
			*c = '?';
	fprintf(stderr, "dmacheck run: %s\n", text);
}

void say(const char *format, ...)
{
	char *text = NULL;
	va_list list;

	va_start(list, format);
	if (vasprintf(&text, format, list) >= 0)
		print_line(text);
	va_end(list);
	free(text);
}

void complain(char *error)
{
	if (error)
		print_line(error);
	free(error);
}

/* ---- while COMMAND runs --------------------------------------------------------------------- */

static unsigned int care_step(void *owner)
{
	return supply_step(owner);
}

static void care_kill(void *owner)
{
	const struct supply *supply = owner;

	left_signal(supply->folder, SIGKILL);
}

static int run_workload(const struct run_plan *plan, const struct options *options,
			struct arena *arena, struct folder *folder,
			struct workload_end *ret_end, char **ret_error)
{
	struct workload workload = {
		.path = plan->program,
		.words = options->command,
		.environment = environment_make(options, plan->shim, folder->path, arena),
		.silent = plan->silent,
		.timeout = options->timeout,
	};
	struct supply supply;
	struct workload_care care = { .step = care_step, .kill = care_kill, .owner = &supply };
	int error;

	supply_start(&supply, folder);
	error = workload_run(&workload, plan->signals, &care, ret_end, ret_error);
	supply_end(&supply);
	return error;
}

/* ---- behind its end --------------------------------------------------------------------------- */

static void end_say(const struct options *options, const struct workload_end *end, size_t left)
{
	if (end->timeout)
		say("%s took longer than %g s and was ended", options->command[0],
		    options->timeout);
	if (left == 1)
		say("a process that %s left behind goes on unrecorded", options->command[0]);
	else if (left)
		say("%zu processes that %s left behind go on unrecorded", left,
		    options->command[0]);
}

/* An interrupt ends a sweep after the run that is under way, not within. */
static void finish(const struct run_plan *plan, struct arena *arena, const struct folder *folder,
		   struct run_result *result)
{
	const sigset_t *mask = plan->silent ? &plan->signals->held : &plan->signals->mask;
	char *error;

	result->whole = !tool_finish(folder->path, mask, arena, &result->finished,
				     &result->killed, &error);
	if (result->whole)
		return;
	complain(error);
	say("the trace is not in the database; \"dmacheck finish %s\" tries again",
	    folder->path);
}

static int run_in(const struct run_plan *plan, const struct options *options, struct arena *arena,
		  struct run_result *result, char **ret_error)
{
	struct folder folder;
	size_t left;
	int error = folder_create(options, arena, &folder, ret_error);

	if (error)
		return error;
	error = run_workload(plan, options, arena, &folder, &result->end, ret_error);
	if (error) {
		folder_remove(&folder);
		return error;
	}
	left = left_close(&folder);
	if (!plan->silent)
		end_say(options, &result->end, left);
	if (folder_end(&folder, result->end.status, result->end.timeout, ret_error))
		complain(*ret_error);
	finish(plan, arena, &folder, result);
	return 0;
}

int run_once(const struct run_plan *plan, const struct options *options,
	     struct run_result *ret_result, char **ret_error)
{
	struct arena arena;
	int error;

	*ret_result = (struct run_result){ .whole = false };
	arena_init(&arena);
	error = run_in(plan, options, &arena, ret_result, ret_error);
	arena_release(&arena);
	return error;
}

bool run_notable(const struct run_result *result)
{
	const struct finished *finished = &result->finished;

	return finished_wrong(finished) || finished->inconclusive || finished->crashes ||
	       finished->lost || finished->untraced || result->end.timeout;
}

int run_ending(const struct options *options, const struct workload_end *end, bool found,
	       bool whole)
{
	if (WIFSIGNALED(end->status))
		return W_EXITCODE(0, WTERMSIG(end->status));
	if (WEXITSTATUS(end->status))
		return end->status;
	if (!whole)
		return W_EXITCODE(EXIT_TROUBLE, 0);
	return W_EXITCODE(found ? options->error_exitcode : 0, 0);
}
