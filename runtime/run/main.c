/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * main.c - dmacheck run: trace a program, then say what it did wrong
 *
 *   options -> program, layout (what there is) -> run, or sweep of runs
 *     run: folder -> workload, supply, signals -> left -> tool (finish) -> tool (report)
 */
#include "runtime/run/environment.h"
#include "runtime/run/layout.h"
#include "runtime/run/options.h"
#include "runtime/run/program.h"
#include "runtime/run/run.h"
#include "runtime/run/sweep.h"

#include "model/fail.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * A file that is opened must not become standard output. COMMAND has them closed again:
 * so it was started.
 */
static void open_standard_files(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY | O_CLOEXEC) != fd)
			exit(EXIT_TROUBLE);
}

/* Whoever may not read page frames finds 0 in their place. */
static bool may_read_frames(void)
{
	enum { ENTRY = 8 };
	static const uint64_t frame_bits = (1ull << 55) - 1;
	int fd = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
	uintptr_t page = (uintptr_t)&fd / (uintptr_t)sysconf(_SC_PAGESIZE);
	uint64_t entry = 0;

	if (fd < 0)
		return false;
	if (pread(fd, &entry, ENTRY, (off_t)(page * ENTRY)) != ENTRY)
		entry = 0;
	close(fd);
	return entry & frame_bits;
}

static int check_frames(const struct options *options, char **ret_error)
{
	const char *word = options->engine[ENGINE_PFN];

	if (!word || strcmp(word, "real") != 0 || may_read_frames())
		return 0;
	return fail(ret_error, -EPERM, "--pfn=real: there is no right to read page frames (CAP_SYS_ADMIN); leave it out, or run as root");
}

/* What is there to report of one run. */
static void report(const struct run_plan *plan, const struct run_result *result, bool *whole)
{
	const struct options *options = plan->options;
	char *error;

	if (options->no_report || !result->whole ||
	    !(run_notable(result) || options->output))
		return;
	if (!tool_report(options, options->db, result->finished.run, result->finished.run,
			 &plan->signals->mask, plan->arena, &error))
		return;
	complain(error);
	*whole = false;
}

static int run_single(const struct run_plan *plan, char **ret_error)
{
	struct run_result result;
	bool whole;
	int error = run_once(plan, plan->options, &result, ret_error);

	if (error)
		return error;
	if (result.killed)
		return W_EXITCODE(0, result.killed);
	whole = result.whole;
	report(plan, &result, &whole);
	return run_ending(plan->options, &result.end, finished_wrong(&result.finished), whole);
}

/* All that can be wrong is looked for before COMMAND runs. */
static int prepare(struct run_plan *plan, const char *shim, const char **ret_link, char **ret_error)
{
	const struct options *options = plan->options;
	int error = check_frames(options, ret_error);

	if (!error)
		error = program_find(options->command[0], plan->arena, &plan->program, ret_error);
	if (!error)
		error = tool_check(options->db, &plan->signals->mask, plan->arena,
				   ret_error);
	if (!error)
		error = environment_shim(shim, plan->arena, &plan->shim, ret_link, ret_error);
	return error;
}

/* Return: as waitpid() gives it, or a negative errno. */
static int run_plan(struct run_plan *plan, char **ret_error)
{
	const char *link = NULL, *shim;
	int error = layout_shim(plan->arena, &shim, ret_error);

	if (!error)
		error = prepare(plan, shim, &link, ret_error);
	if (!error)
		error = plan->silent ? sweep_run(plan, ret_error) : run_single(plan, ret_error);
	environment_unlink(link);
	return error;
}

/* Return: the exit status, 2 where standard output took not all of it. */
static int printed(void)
{
	if (!fflush(stdout) && !ferror(stdout))
		return 0;
	say("cannot write standard output: %s", strerror(errno));
	return EXIT_TROUBLE;
}

static int serve(const struct options *options, struct arena *arena)
{
	struct signals signals;
	struct run_plan plan = {
		.options = options,
		.signals = &signals,
		.arena = arena,
		.silent = options->fault_sweep,
	};
	char *error;
	int status;

	signals_hold(&signals);
	status = run_plan(&plan, &error);
	if (status < 0) {
		complain(error);
		return EXIT_TROUBLE;
	}
	if (WIFSIGNALED(status))
		signals_die(WTERMSIG(status));
	return WEXITSTATUS(status);
}

int main(int argc, char **argv)
{
	struct options options;
	struct arena arena;
	int status = EXIT_TROUBLE;
	char *error;

	open_standard_files();
	if (options_parse(argc, argv, &options, &error)) {
		complain(error);
		return EXIT_TROUBLE;
	}
	arena_init(&arena);
	if (options.help) {
		options_help(stdout);
		status = printed();
	} else if (options.version) {
		printf("dmacheck run %s\n", PACKAGE_VERSION);
		status = printed();
	} else {
		status = serve(&options, &arena);
	}
	arena_release(&arena);
	return status;
}
