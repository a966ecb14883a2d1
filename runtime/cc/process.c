/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * process.c - run a compiler and hear what it says
 */
#include "runtime/cc/process.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Reads @fd to its end; what cannot be kept is still read, so that nobody hangs. */
static char *read_all(struct arena *arena, int fd)
{
	char block[4096], *text = NULL, *copy;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);
	ssize_t got;

	while ((got = read(fd, block, sizeof(block))) != 0) {
		if (got < 0 && errno != EINTR)
			break;
		if (got > 0 && stream)
			fwrite(block, 1, (size_t)got, stream);
	}
	if (!stream || fclose(stream) || !text)
		return arena_strdup(arena, "");
	copy = arena_strdup(arena, text);
	free(text);
	return copy;
}

static int status_of(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			return -errno;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int spawn(const struct words *command, int fd, int to, pid_t *ret_child)
{
	posix_spawn_file_actions_t actions;
	int error = posix_spawn_file_actions_init(&actions);

	if (error)
		return -error;
	error = posix_spawn_file_actions_adddup2(&actions, to, fd);
	if (!error)
		error = posix_spawnp(ret_child, command->items[0], &actions, NULL,
				     command->items, environ);
	posix_spawn_file_actions_destroy(&actions);
	return -error;
}

int process_run(const struct words *command, int fd, char **ret_text)
{
	int ends[2], error;
	pid_t child;

	*ret_text = arena_strdup(command->arena, "");
	if (pipe2(ends, O_CLOEXEC) < 0)
		return -errno;
	error = spawn(command, fd, ends[1], &child);
	close(ends[1]);
	if (!error)
		*ret_text = read_all(command->arena, ends[0]);
	close(ends[0]);
	return error ? error : status_of(child);
}
