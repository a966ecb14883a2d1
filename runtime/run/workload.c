/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * workload.c - COMMAND, from its start to its end
 *
 * A child in the same process group: terminal, shell and user find it where they would
 * find it without dmacheck.
 */
#include "runtime/run/workload.h"

#include "model/fail.h"
#include "model/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <paths.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { GRACE_SECONDS = 2 };

/* ---- start --------------------------------------------------------------------------- */

static void redirect_to_nothing(void)
{
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		dup2(nothing, fd);
}

/* What execvp() does with a file that the system takes for no program. */
static void exec_shell(const struct workload *workload)
{
	size_t count = 0;
	char **words;

	while (workload->words[count])
		count++;
	words = memory_array(count + 2, sizeof(*words));
	words[0] = (char *)_PATH_BSHELL;
	words[1] = (char *)workload->path;
	memcpy(words + 2, workload->words + 1, count * sizeof(*words));
	execve(_PATH_BSHELL, words, workload->environment);
}

/* In the child. Tells through @report why nothing became of it. */
static _Noreturn void become(const struct workload *workload, const struct signals *signals,
			     int report)
{
	int error;

	if (workload->silent)
		redirect_to_nothing();
	signals_release(signals);
	execve(workload->path, workload->words, workload->environment);
	if (errno == ENOEXEC)
		exec_shell(workload);
	error = errno;
	while (write(report, &error, sizeof(error)) < 0 && errno == EINTR)
		;
	_exit(127);
}

/* Return: 0, or why exec failed in @child, which is gone then. */
static int started(pid_t child, int report)
{
	int error = 0;
	ssize_t size;

	do
		size = read(report, &error, sizeof(error));
	while (size < 0 && errno == EINTR);
	if (size != sizeof(error))
		return 0;
	waitpid(child, NULL, 0);
	return -error;
}

static int start(const struct workload *workload, const struct signals *signals, pid_t *ret_child)
{
	int report[2], error;
	pid_t child;

	if (pipe2(report, O_CLOEXEC) < 0)
		return -errno;
	child = fork();
	if (!child)
		become(workload, signals, report[1]);
	error = child < 0 ? -errno : 0;
	close(report[1]);
	if (!error)
		error = started(child, report[0]);
	close(report[0]);
	if (!error)
		*ret_child = child;
	return error;
}

/* ---- until its end --------------------------------------------------------------------- */

/* struct watch - a child that is waited for; @deadline: ms, 0: none */
struct watch {
	pid_t child;
	int64_t deadline;
	struct workload_end end;
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Return: whether it has ended. */
static bool look_at_child(struct watch *watch)
{
	int status;

	while (waitpid(watch->child, &status, WNOHANG | WUNTRACED) == watch->child) {
		if (!WIFSTOPPED(status)) {
			watch->end.status = status;
			return true;
		}
		signals_stop(WSTOPSIG(status));
	}
	return false;
}

/* First it may tidy up; then nothing of it stays. */
static void look_at_clock(struct watch *watch, const struct workload_care *care)
{
	if (!watch->deadline || now_ms() < watch->deadline)
		return;
	if (!watch->end.timeout) {
		kill(watch->child, SIGTERM);
		kill(watch->child, SIGCONT);
	} else {
		kill(watch->child, SIGKILL);
		care->kill(care->owner);
	}
	watch->end.timeout = true;
	watch->deadline = now_ms() + GRACE_SECONDS * 1000;
}

static unsigned int until_deadline(const struct watch *watch, unsigned int wait)
{
	int64_t left = watch->deadline - now_ms();

	if (!watch->deadline || left >= wait)
		return wait;
	return left > 0 ? (unsigned int)left : 0;
}

int workload_run(const struct workload *workload, struct signals *signals,
		const struct workload_care *care, struct workload_end *ret_end, char **ret_error)
{
	struct watch watch = { .end = { .timeout = false } };
	int error = start(workload, signals, &watch.child);

	if (error)
		return fail(ret_error, error, "cannot run %s: %s", workload->path, strerror(-error));
	if (workload->timeout > 0)
		watch.deadline = now_ms() + (int64_t)(workload->timeout * 1000) + 1;
	while (!look_at_child(&watch)) {
		unsigned int wait = care->step(care->owner);

		signals_wait(signals, watch.child, until_deadline(&watch, wait));
		look_at_clock(&watch, care);
	}
	if (watch.end.timeout)
		care->kill(care->owner);
	*ret_end = watch.end;
	return 0;
}
