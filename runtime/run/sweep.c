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

#include "model/memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
 * @deaths: a line for each run that crashed or took too long
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
	char *deaths;
	size_t deaths_size;
	FILE *deaths_stream;
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
static void count_death(struct sweep *sweep, const struct run_result *result)
{
	const struct finished *finished = &result->finished;
	bool killed = WIFSIGNALED(result->end.status);

	if (result->end.timeout)
		sweep->timeouts++;
	else if (killed || finished->crashes)
		sweep->crashes++;
	else
		return;
	if (result->end.timeout)
		fputs("it took too long where ", sweep->deaths_stream);
	else
		fprintf(sweep->deaths_stream, "it died (%s) where ",
			killed ? strsignal(WTERMSIG(result->end.status)) : "in a child");
	if (finished->fault)
		fprintf(sweep->deaths_stream, "call %" PRId64 " (%s) failed\n", finished->fault,
			finished->fault_kind);
	else
		fputs("nothing failed\n", sweep->deaths_stream);
}

static void count(struct sweep *sweep, const struct run_result *result, bool interrupted)
{
	const struct finished *finished = &result->finished;

	if (!sweep->first)
		sweep->first = finished->run;
	sweep->last = finished->run;
	if (interrupted && !finished->fault)
		return;
	count_death(sweep, result);
	sweep->found += finished_wrong(finished);
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
	count(sweep, &result, plan->signals->interrupted);
	return sweep->complete || plan->signals->interrupted;
}

static const char *plural(unsigned int number)
{
	return number == 1 ? "" : "s";
}

static void summary(const struct run_plan *plan, const struct sweep *sweep)
{
	const char *name = plan->options->command[0];
	char *line = sweep->deaths, *end;

	if (sweep->complete && !sweep->engine) {
		say("%s does not use the engine: no call of it can be made to fail", name);
		return;
	}
	say("%u call%s of %s failed, one a run%s; violations in %u run%s, crashes in %u, timeouts in %u",
	    sweep->faults, plural(sweep->faults), name,
	    sweep->complete ? "" : ", and then the sweep was broken off", sweep->found,
	    plural(sweep->found), sweep->crashes, sweep->timeouts);
	for (; line && (end = strchr(line, '\n')); line = end + 1) {
		*end = '\0';
		say("%s", line);
	}
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

static int run_all(const struct run_plan *plan, struct sweep *sweep, char **ret_error)
{
	unsigned int number = 0;
	int over;

	sweep->deaths_stream = open_memstream(&sweep->deaths, &sweep->deaths_size);
	if (!sweep->deaths_stream)
		memory_fail();
	do
		over = step(plan, sweep, ++number, ret_error);
	while (!over);
	fclose(sweep->deaths_stream);
	progress_end();
	return over;
}

int sweep_run(const struct run_plan *plan, char **ret_error)
{
	struct sweep sweep = { .first = 0 };
	int over = run_all(plan, &sweep, ret_error);
	bool reported = true;

	if (over >= 0 || sweep.first) {
		if (over < 0)
			complain(*ret_error);
		if (!plan->options->no_report) {
			reported = report(plan, &sweep);
			summary(plan, &sweep);
		}
		over = ending(plan, &sweep, reported);
	}
	free(sweep.deaths);
	return over;
}
