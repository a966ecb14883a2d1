/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * command-run.c - running another program of dmacheck
 */
#include "db/print/command.h"

#include "model/fail.h"

#include <errno.h>
#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* All programs of dmacheck are in one folder, installed or not. */
static int own_folder(char folder[PATH_MAX])
{
	const char *named = getenv("DMACHECK_LIBEXEC");
	ssize_t length;

	if (named && *named) {
		if (strlen(named) >= PATH_MAX)
			return -ENAMETOOLONG;
		strcpy(folder, named);
		return 0;
	}
	length = readlink("/proc/self/exe", folder, PATH_MAX - 1);
	if (length <= 0)
		return -ENOENT;
	folder[length] = '\0';
	*strrchr(folder, '/') = '\0';
	return 0;
}

static int wait_for(pid_t pid, int *ret_status)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -errno;
	*ret_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	return 0;
}

int command_run(char *const argv[], int *ret_status, char **ret_error)
{
	char folder[PATH_MAX], *path = NULL;
	int code = own_folder(folder);
	pid_t pid;

	if (!code && asprintf(&path, "%s/%s", folder, argv[0]) < 0)
		code = -ENOMEM;
	if (!code)
		code = -posix_spawn(&pid, path, NULL, NULL, argv, environ);
	if (!code)
		code = wait_for(pid, ret_status);
	if (code)
		fail(ret_error, code,
		     "cannot run %s: %s; install dmacheck again, or set DMACHECK_LIBEXEC",
		     path ? path : argv[0], strerror(-code));
	free(path);
	return code;
}

void command_orphans(const struct command *command, const char *database)
{
	char *argv[] = { "dmacheck-finish", "--orphans", "--", (char *)database, NULL };
	char *error = NULL;
	int status;

	if (command_run(argv, &status, &error))
		command_complain(command, error);
}
