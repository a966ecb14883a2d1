// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * exec.c - the process runs another program
 *
 *	look at the file -> EXEC -> the environment with what is ours -> exec
 *
 * A child of vfork() does this in the memory of its parent, so everything is on the
 * stack. What cannot be traced is told by any process, and its environment stays what
 * the program has made it: there is nobody in it to hide anything.
 */
#include "runtime/shim/exec.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <unistd.h>

#include "runtime/record/process.h"
#include "runtime/record/system.h"
#include "runtime/shim/environment.h"
#include "runtime/shim/process.h"
#include "runtime/shim/real.h"

static void exec_tell(const struct exec *exec, long long value)
{
	record_event(&(const struct dmacheck_event){ .kind = DMACHECK_EXEC, .value = value,
						     .name = exec->path, .caller = exec->caller,
						     .type = exec->elsewhere },
		     exec->frame);
}

void exec_begin(struct exec *exec, int fd)
{
	exec->told = false;
	exec->untraced = DMACHECK_TRACED;
	if (fd >= 0)
		exec->untraced = program_untraced(fd);
	program_close(fd);
	/* what may not be run will not be */
	if (fd == -EACCES || (exec->untraced == DMACHECK_TRACED && !process_matters()))
		return;
	exec_tell(exec, exec->untraced);
	exec->told = true;
}

void exec_failed(const struct exec *exec, int error)
{
	if (exec->told)
		exec_tell(exec, -error);
}

size_t exec_room(const struct exec *exec, char *const envp[])
{
	return exec->untraced == DMACHECK_TRACED ? environment_room(envp) : 0;
}

/* With room for pointers on the stack of the function that says this. */
#define ENVIRONMENT(name, room, envp) \
	void *name##_room[(room) / sizeof(void *) + 1]; \
	char *const *name = (room) ? environment_fill((envp), name##_room) : (envp)

static int exec_file(const char *path, char *const argv[], char *const envp[],
		     const void *caller, const void *frame)
{
	struct exec exec = { .path = path, .caller = caller, .frame = frame };

	if (!record_is_on())
		return real(execve)(path, argv, envp);
	exec.elsewhere = process_is_lent();
	exec_begin(&exec, program_open(AT_FDCWD, path));
	ENVIRONMENT(environment, exec_room(&exec, envp), envp);
	real(execve)(path, argv, environment);
	exec_failed(&exec, errno);
	return -1;
}

/* PATH is that of the process, not of the environment that is given. */
static int exec_search(const char *file, char *const argv[], char *const envp[],
		       const void *caller, const void *frame)
{
	struct exec exec = { .caller = caller, .frame = frame };
	char path[PATH_MAX];

	if (!record_is_on() || !program_search(file, path))
		return real(execvpe)(file, argv, envp);
	exec.path = path;
	exec.elsewhere = process_is_lent();
	exec_begin(&exec, program_open(AT_FDCWD, path));
	ENVIRONMENT(environment, exec_room(&exec, envp), envp);
	real(execvpe)(file, argv, environment);
	exec_failed(&exec, errno);
	return -1;
}

/* The path of an open file, for the event. */
static void path_of(int fd, char path[PATH_MAX])
{
	char link[32] = "/proc/self/fd/";
	char digits[12];
	size_t at = sizeof("/proc/self/fd/") - 1;
	int count = 0;
	long length;

	do {
		digits[count++] = (char)('0' + fd % 10);
		fd /= 10;
	} while (fd);
	while (count)
		link[at++] = digits[--count];
	length = system_call(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
	path[length > 0 ? length : 0] = '\0';
}

EXPORTED int execve(const char *path, char *const argv[], char *const envp[])
{
	return exec_file(path, argv, envp, CALLER, FRAME);
}

EXPORTED int execv(const char *path, char *const argv[])
{
	return exec_file(path, argv, environ, CALLER, FRAME);
}

EXPORTED int execvp(const char *file, char *const argv[])
{
	return exec_search(file, argv, environ, CALLER, FRAME);
}

EXPORTED int execvpe(const char *file, char *const argv[], char *const envp[])
{
	return exec_search(file, argv, envp, CALLER, FRAME);
}

EXPORTED int fexecve(int fd, char *const argv[], char *const envp[])
{
	struct exec exec = { .caller = CALLER, .frame = FRAME };
	char path[PATH_MAX];

	if (!record_is_on() || fd < 0)
		return real(fexecve)(fd, argv, envp);
	path_of(fd, path);
	exec.path = path;
	exec.elsewhere = process_is_lent();
	/* a file open for its path only cannot be looked at, this link can */
	exec_begin(&exec, *path ? program_open(AT_FDCWD, path) : -EPERM);
	ENVIRONMENT(environment, exec_room(&exec, envp), envp);
	real(fexecve)(fd, argv, environment);
	exec_failed(&exec, errno);
	return -1;
}

EXPORTED int execveat(int folder, const char *path, char *const argv[], char *const envp[],
		      int flags)
{
	struct exec exec = { .path = path, .caller = CALLER, .frame = FRAME };

	if (!record_is_on())
		return real(execveat)(folder, path, argv, envp, flags);
	exec.elsewhere = process_is_lent();
	exec_begin(&exec, *path ? program_open(folder, path) : -EPERM);
	ENVIRONMENT(environment, exec_room(&exec, envp), envp);
	real(execveat)(folder, path, argv, environment, flags);
	exec_failed(&exec, errno);
	return -1;
}

/* ---- arguments one by one ----------------------------------------------------------------- */

static size_t arguments_count(va_list list)
{
	size_t count = 1;

	while (va_arg(list, char *))
		count++;
	return count;
}

/* Behind the last argument of execle() comes the environment. */
#define ARGUMENTS(name, first, list, count) \
	char *name[(count) + 1]; \
	name[0] = (char *)(first); \
	for (size_t i = 1; i <= (count); i++) \
		name[i] = va_arg((list), char *)

static size_t arguments_of(const char *first, va_list list)
{
	size_t count;
	va_list copy;

	if (!first)
		return 0;
	va_copy(copy, list);
	count = arguments_count(copy);
	va_end(copy);
	return count;
}

EXPORTED int execl(const char *path, const char *first, ...)
{
	va_list list;
	int result;

	va_start(list, first);
	{
		size_t count = arguments_of(first, list);
		ARGUMENTS(argv, first, list, count);

		result = exec_file(path, argv, environ, CALLER, FRAME);
	}
	va_end(list);
	return result;
}

EXPORTED int execlp(const char *file, const char *first, ...)
{
	va_list list;
	int result;

	va_start(list, first);
	{
		size_t count = arguments_of(first, list);
		ARGUMENTS(argv, first, list, count);

		result = exec_search(file, argv, environ, CALLER, FRAME);
	}
	va_end(list);
	return result;
}

EXPORTED int execle(const char *path, const char *first, ...)
{
	va_list list;
	int result;

	va_start(list, first);
	{
		size_t count = arguments_of(first, list);
		ARGUMENTS(argv, first, list, count);

		result = exec_file(path, argv, va_arg(list, char **), CALLER, FRAME);
	}
	va_end(list);
	return result;
}
