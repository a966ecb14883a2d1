/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * program.c - which file COMMAND is, and whether it can be traced
 *
 *   name -> PATH -> file -> its interpreter, if it is a script -> ELF -> rights
 *
 * What the dynamic linker would leave untraced in silence is named here, before
 * anything runs.
 */
#include "runtime/run/program.h"

#include "model/fail.h"
#include "runtime/run/elf.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/xattr.h>
#include <unistd.h>

enum {
	SCRIPT_LINE = 256,	/* bytes of a script that the system looks at */
	SCRIPT_DEPTH = 5,	/* of scripts that interpret scripts */
};

/* ---- where it is ----------------------------------------------------------------- */

/* Return: 0, or why @path is not run. */
static int runnable(const char *path)
{
	struct stat status;

	if (stat(path, &status) < 0)
		return -errno;
	if (S_ISDIR(status.st_mode))
		return -EISDIR;
	return access(path, X_OK) < 0 ? -errno : 0;
}

static char *default_path(struct arena *arena)
{
	size_t size = confstr(_CS_PATH, NULL, 0);
	char *path = arena_alloc(arena, size + 1);

	confstr(_CS_PATH, path, size);
	return path;
}

/* Return: 0; -ENOENT; or what was wrong with the file that was found. */
static int path_search(const char *name, struct arena *arena, const char **ret_path)
{
	const char *path = getenv("PATH");
	int found = -ENOENT;

	if (!path)
		path = default_path(arena);
	for (;;) {
		size_t length = strcspn(path, ":");
		char *candidate = length ?
			arena_printf(arena, "%.*s/%s", (int)length, path, name) :
			arena_strdup(arena, name);
		int error = runnable(candidate);

		if (!error) {
			*ret_path = candidate;
			return 0;
		}
		if (error == -EACCES)
			found = error;
		if (!path[length])
			return found;
		path += length + 1;
	}
}

/* ---- whether it lets itself be traced ------------------------------------------------ */

/* Return: whether running the file gives rights: the linker then loads nothing. */
static bool gives_rights(int fd, const struct stat *status)
{
	struct statvfs system;

	if (!fstatvfs(fd, &system) && (system.f_flag & ST_NOSUID))
		return false;
	if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1)
		return false;
	if ((status->st_mode & S_ISUID) && status->st_uid != getuid())
		return true;
	if ((status->st_mode & S_ISGID) && (status->st_mode & S_IXGRP) &&
	    status->st_gid != getgid())
		return true;
	return getuid() != 0 && fgetxattr(fd, "security.capability", NULL, 0) > 0;
}

static const char *elf_fault(enum elf_kind kind)
{
	switch (kind) {
	case ELF_STATIC:
		return "it is linked statically; link it dynamically";
	case ELF_MACHINE:
		return "it is a program for another architecture; build it for this one";
	case ELF_LIBRARY:
		return "it is built for another C library; build it for the system's own";
	default:
		return NULL;
	}
}

/* The path behind "#!" in @line, or NULL. Ends it there. */
static char *interpreter_of(char *line)
{
	char *path = line + 2;

	if (strncmp(line, "#!", 2) != 0)
		return NULL;
	path += strspn(path, " \t");
	path[strcspn(path, " \t\n")] = '\0';
	return *path ? path : NULL;
}

static int look(const char *path, const char *what, int depth, char **ret_error);

static int look_inside(int fd, const char *path, const char *what, int depth, char **ret_error)
{
	char line[SCRIPT_LINE + 1] = "";
	ssize_t size = pread(fd, line, SCRIPT_LINE, 0);
	struct stat status;
	const char *fault;
	char *interpreter;

	if (size > 0 && (interpreter = interpreter_of(line)) != NULL)
		return depth < SCRIPT_DEPTH ? look(interpreter, path, depth + 1, ret_error) : 0;
	if (fstat(fd, &status) < 0)
		return fail(ret_error, -errno, "cannot look at %s: %s", path, strerror(errno));
	fault = elf_fault(elf_look(fd));
	if (!fault && gives_rights(fd, &status))
		fault = "it gets rights by being run (set-user-ID, set-group-ID or capabilities); run a copy of it";
	if (!fault)
		return 0;
	if (depth)
		return fail(ret_error, -ENOEXEC, "%s, which runs %s, cannot be traced: %s",
			    path, what, fault);
	return fail(ret_error, -ENOEXEC, "%s cannot be traced: %s", path, fault);
}

/* A file that may be run and not be read is run; the system says what is missing. */
static int look(const char *path, const char *what, int depth, char **ret_error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	int error;

	if (fd < 0)
		return 0;
	error = look_inside(fd, path, what, depth, ret_error);
	close(fd);
	return error;
}

int program_find(const char *word, struct arena *arena, const char **ret_path, char **ret_error)
{
	const char *path = word;
	int error = strchr(word, '/') ? runnable(word) : path_search(word, arena, &path);

	if (error == -ENOENT && !strchr(word, '/'))
		return fail(ret_error, error, "there is no command \"%s\" in PATH", word);
	if (error)
		return fail(ret_error, error, "cannot run %s: %s", word, strerror(-error));
	error = look(path, NULL, 0, ret_error);
	if (!error)
		*ret_path = path;
	return error;
}
