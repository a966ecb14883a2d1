/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tool.c - the programs that finish and report
 *
 *   dmacheck-finish --check DB		before COMMAND, so that nothing runs in vain
 *   dmacheck-finish --json FOLDER	-> one line of JSON
 *   dmacheck-report --run N[-M] DB	-> standard error, or a file
 *
 * Each complains by itself: an error that has no text here has been said.
 */
#include "runtime/run/tool.h"

#include "model/fail.h"
#include "runtime/run/layout.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <jansson.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* ---- running one ------------------------------------------------------------------------- */

static int spawn(char **words, int out, const sigset_t *mask, pid_t *ret_child)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int error = posix_spawn_file_actions_init(&actions);

	if (error)
		return -error;
	error = posix_spawnattr_init(&attributes);
	if (error) {
		posix_spawn_file_actions_destroy(&actions);
		return -error;
	}
	error = posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	if (!error)
		error = posix_spawnattr_setsigmask(&attributes, mask);
	if (!error)
		error = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
	if (!error)
		error = posix_spawn(ret_child, words[0], &actions, &attributes, words, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return -error;
}

static int wait_for(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -errno;
	return status;
}

static int start(char **words, int out, const sigset_t *mask, pid_t *ret_child,
		 char **ret_error)
{
	int error = spawn(words, out, mask, ret_child);

	if (error)
		return fail(ret_error, error,
			    "cannot run %s: %s; install dmacheck again, or set DMACHECK_LIBEXEC",
			    words[0], strerror(-error));
	return 0;
}

/* Return: the child's status, as waitpid() gives it, or what fail() returned. */
static int run(char **words, int out, const sigset_t *mask, char **ret_error)
{
	pid_t child;
	int error = start(words, out, mask, &child, ret_error);

	return error ? error : wait_for(child);
}

static bool is_well(int status)
{
	return WIFEXITED(status) && WEXITSTATUS(status) <= 1;
}

/* ---- what they are asked -------------------------------------------------------------------- */

int tool_check(const char *database, const sigset_t *mask, struct arena *arena,
	       char **ret_error)
{
	char *words[] = {
		(char *)layout_program(arena, "finish"), "--check", "--", (char *)database, NULL,
	};
	int status;

	*ret_error = NULL;
	status = run(words, STDERR_FILENO, mask, ret_error);
	if (status < 0)
		return status;
	return is_well(status) ? 0 : -EINVAL;
}

static int64_t number_of(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

static void finished_fill(struct finished *finished, const json_t *root)
{
	const json_t *fault = json_object_get(root, "fault");
	const char *kind = json_string_value(json_object_get(fault, "kind"));

	*finished = (struct finished){
		.run = number_of(root, "run"),
		.records = number_of(root, "records"),
		.lost = number_of(root, "lost"),
		.violations = number_of(root, "violations"),
		.messages = number_of(root, "messages"),
		.inconclusive = number_of(root, "inconclusive"),
		.crashes = number_of(root, "crashes"),
		.fault = number_of(fault, "number"),
		.untraced = json_array_size(json_object_get(root, "untraced")),
		.engine = json_is_true(json_object_get(root, "engine")),
	};
	snprintf(finished->fault_kind, sizeof(finished->fault_kind), "%s", kind ? kind : "");
}

/* Reads what the tool says until its end, so that it never waits for us. */
static json_t *answer_read(int fd)
{
	FILE *in = fdopen(fd, "r");
	json_t *root;

	if (!in) {
		close(fd);
		return NULL;
	}
	root = json_loadf(in, 0, NULL);
	fclose(in);
	return root;
}

static int finish_piped(char **words, int ends[2], const sigset_t *mask, json_t **ret_root,
			char **ret_error)
{
	pid_t child;
	int error = start(words, ends[1], mask, &child, ret_error);

	close(ends[1]);
	if (error) {
		close(ends[0]);
		return error;
	}
	*ret_root = answer_read(ends[0]);
	return wait_for(child);
}

int tool_finish(const char *folder, const sigset_t *mask, struct arena *arena,
		struct finished *ret_finished, int *ret_signal, char **ret_error)
{
	char *words[] = {
		(char *)layout_program(arena, "finish"), "--json", "--", (char *)folder, NULL,
	};
	json_t *root = NULL;
	int ends[2], status, error = 0;

	*ret_error = NULL;
	*ret_signal = 0;
	if (pipe2(ends, O_CLOEXEC) < 0)
		return fail(ret_error, -errno, "cannot make a pipe: %s", strerror(errno));
	status = finish_piped(words, ends, mask, &root, ret_error);
	if (status < 0)
		error = status;
	else if (WIFSIGNALED(status))
		*ret_signal = WTERMSIG(status);
	if (!error && (!is_well(status) || !root))
		error = -EINVAL;
	if (!error)
		finished_fill(ret_finished, root);
	json_decref(root);
	return error;
}

bool finished_wrong(const struct finished *finished)
{
	return finished->violations || finished->messages;
}

int tool_report(const struct options *options, const char *database, int64_t first, int64_t last,
		const sigset_t *mask, struct arena *arena, char **ret_error)
{
	const char *words[9] = { layout_program(arena, "report"), "--run" };
	size_t count = 2;
	int status;

	words[count++] = first == last ? arena_printf(arena, "%" PRId64, first) :
		arena_printf(arena, "%" PRId64 "-%" PRId64, first, last);
	if (options->format)
		words[count++] = arena_printf(arena, "--format=%s", options->format);
	if (options->output)
		words[count++] = arena_printf(arena, "--output=%s", options->output);
	words[count++] = "--";
	words[count++] = database;
	*ret_error = NULL;
	status = run((char **)words, STDERR_FILENO, mask, ret_error);
	if (status < 0)
		return status;
	return is_well(status) ? 0 : -EINVAL;
}
