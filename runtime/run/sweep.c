/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sweep.c - a run for each call that may fail
 *
 *   fault 1, fault 2, ... until the call was not reached: that run is without a fault
 *
 * How many calls there are shows at the end only: what a program does next depends on
 * what it was told before.
 */
#include "runtime/run/sweep.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const double standard_timeout = 60;

/**
 * struct sweep - what came out so far
 * @first, @last: numbers of the runs in the database; 0: none yet
 * @faults: runs in which a call failed
 * @crashes, @timeouts: runs that ended so
 * @found: runs with violations
 * @notable: there is something to print a report about
 * @base: how the run without a fault ended, if @complete
 */
struct sweep {
	int64_t first;
	int64_t last;
	unsigned int faults;
	unsigned int crashes;
	unsigned int timeouts;
	unsigned int found;
	bool notable;
	bool complete;
	bool engine;
	struct workload_end base;
};

static void progress(const struct sweep *sweep, const struct finished *finished)
{
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\rdmacheck run: call %u (%s) failed\033[K", sweep->faults,
			finished->fault_kind);
}

static void progress_end(void)
{
	if (isatty(STDERR_FILENO))
		fputs("\r\033[K", stderr);
}

/* Who was ended because of the time did not crash. */
static void count(struct sweep *sweep, const struct run_result *result)
{
	const struct finished *finished = &result->finished;

	if (!sweep->first)
		sweep->first = finished->run;
	sweep->last = finished->run;
	if (result->end.timeout)
		sweep->timeouts++;
	else if (WIFSIGNALED(result->end.status) || finished->crashes)
		sweep->crashes++;
	sweep->found += finished->violations > 0;
	sweep->engine |= finished->engine;
	if (run_notable(result))
		sweep->notable = true;
	if (finished->fault) {
		sweep->faults++;
		progress(sweep, finished);
	} else {
		sweep->complete = true;
		sweep->base = result->end;
	}
}

/* Return: 0 to go on, 1 when it is over, or a negative errno. */
static int step(const struct run_plan *plan, struct sweep *sweep, unsigned int number,
		char **ret_error)
{
	struct options options = *plan->options;
	struct run_result result;
	char text[24];
	int error;

	snprintf(text, sizeof(text), "%u", number);
	options.engine[ENGINE_FAULT] = text;
	if (!options.timeout)
		options.timeout = standard_timeout;
	error = run_once(plan, &options, &result, ret_error);
	if (error)
		return error;
	signals_drain(plan->signals);
	if (!result.whole)
		return 1;
	count(sweep, &result);
	return sweep->complete || plan->signals->interrupted;
}

static void summary(const struct run_plan *plan, const struct sweep *sweep)
{
	const char *name = plan->options->command[0];

	if (sweep->complete && !sweep->engine)
		say("%s does not use the engine: no call of it can be made to fail", name);
	else
		say("%u call%s of %s failed, one a run%s; violations in %u runs, crashes in %u, timeouts in %u",
		    sweep->faults, sweep->faults == 1 ? "" : "s", name,
		    sweep->complete ? "" : ", and then the sweep was broken off", sweep->found,
		    sweep->crashes, sweep->timeouts);
}

static bool report(const struct run_plan *plan, const struct sweep *sweep)
{
	const struct options *options = plan->options;
	char *error;

	if (!sweep->first || !(sweep->notable || options->output))
		return true;
	if (!tool_report(options, options->db, sweep->first, sweep->last,
			 &plan->signals->mask, plan->arena, &error))
		return true;
	complain(error);
	return false;
}

static int ending(const struct run_plan *plan, const struct sweep *sweep, bool reported)
{
	if (plan->signals->interrupted)
		return W_EXITCODE(0, plan->signals->interrupted);
	if (!sweep->complete || !reported)
		return W_EXITCODE(EXIT_TROUBLE, 0);
	if (WIFEXITED(sweep->base.status) && WEXITSTATUS(sweep->base.status))
		return sweep->base.status;
	if (sweep->found || sweep->crashes || sweep->timeouts)
		return W_EXITCODE(plan->options->error_exitcode, 0);
	return 0;
}

int sweep_run(const struct run_plan *plan, char **ret_error)
{
	struct sweep sweep = { .first = 0 };
	unsigned int number = 0;
	bool reported = true;
	int over;

	do
		over = step(plan, &sweep, ++number, ret_error);
	while (!over);
	progress_end();
	if (over < 0 && !sweep.first)
		return over;
	if (over < 0)
		complain(*ret_error);
	if (!plan->options->no_report) {
		reported = report(plan, &sweep);
		summary(plan, &sweep);
	}
	return ending(plan, &sweep, reported);
}
