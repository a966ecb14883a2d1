/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * output.c - where a report goes: standard output, or a file whole or not at all
 *
 *   -o FILE -> a nameless file in FILE's folder -> fsync -> name -> rename
 *
 * A report is read by other programs, so half of one is worse than none.
 */
#include "db/print/output.h"

#include "model/fail.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_TRIES = 16 };

static const char *advice(const struct output *output, int code)
{
	if (code == -EPIPE)
		return "whoever read it went away";
	if (!output->path)
		return "send it somewhere else";
	switch (-code) {
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return "make room, or name another file with -o";
	case EACCES:
	case EPERM:
	case EROFS:
		return "name a file that you may write with -o";
	case ENOENT:
	case ENOTDIR:
		return "make its folder first, or name another file with -o";
	case EISDIR:
		return "name a file with -o";
	default:
		return "name another file with -o";
	}
}

static int write_error(const struct output *output, int code, char **ret_error)
{
	return fail(ret_error, code, "cannot write %s: %s; %s",
		    output->path ? output->path : "standard output",
		    strerror(-code), advice(output, code));
}

/* The folder of @path, "." where it names none. */
static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return strdup(".");
	return strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

/* A name in the folder of @target that nobody else will think of. */
static char *temporary_name(const char *target)
{
	unsigned long long salt = 0;
	char *folder = folder_of(target);
	char *name = NULL;

	if (folder && getrandom(&salt, sizeof(salt), 0) == sizeof(salt) &&
	    asprintf(&name, "%s/.dmacheck-%016llx.tmp", folder, salt) < 0)
		name = NULL;
	free(folder);
	return name;
}

/* A file without a name: the kernel forgets it if the program dies. */
static int open_nameless(const char *target)
{
	char *folder;
	int fd;

	if (access("/proc/self/fd", X_OK))
		return -1;
	folder = folder_of(target);
	if (!folder)
		return -1;
	fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
	free(folder);
	return fd;
}

/* Where the file system knows no nameless files: a hidden one. */
static int open_named(struct output *output)
{
	for (int i = 0; i < NAME_TRIES; i++) {
		char *name = temporary_name(output->target);
		int fd;

		if (!name)
			return -ENOMEM;
		fd = open(name, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);
		if (fd >= 0) {
			output->temporary = name;
			return fd;
		}
		free(name);
		if (errno != EEXIST)
			return -errno;
	}
	return -EEXIST;
}

static int stream_open(struct output *output, int fd, bool keep_mode, mode_t mode)
{
	int code;

	if (keep_mode && fchmod(fd, mode & 07777)) {
		code = -errno;
		close(fd);
		return code;
	}
	output->stream = fdopen(fd, "w");
	if (!output->stream) {
		code = -errno;
		close(fd);
		return code;
	}
	return 0;
}

/* Opens what will take the place of @path, which is @old if that is not NULL. */
static int open_replacement(struct output *output, const char *path,
			    const struct stat *old)
{
	int fd;

	if (old && access(path, W_OK))
		return -errno;
	output->target = old ? realpath(path, NULL) : strdup(path);
	if (!output->target)
		return -errno;
	fd = open_nameless(output->target);
	if (fd < 0)
		fd = open_named(output);
	if (fd < 0)
		return fd;
	return stream_open(output, fd, old, old ? old->st_mode : 0);
}

static int open_path(struct output *output, const char *path)
{
	struct stat old;
	size_t length = strlen(path);
	int fd;

	if (stat(path, &old)) {
		if (errno != ENOENT || !length)
			return -errno;
		if (path[length - 1] == '/')
			return -EISDIR;
		return open_replacement(output, path, NULL);
	}
	if (S_ISDIR(old.st_mode))
		return -EISDIR;
	if (S_ISREG(old.st_mode))
		return open_replacement(output, path, &old);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	return stream_open(output, fd, false, 0);
}

static int open_standard(struct output *output)
{
	if (fcntl(STDOUT_FILENO, F_GETFD) < 0)
		return -errno;
	output->stream = stdout;
	return 0;
}

int output_open(const char *path, struct output *ret_output, char **ret_error)
{
	struct output output = { .path = path };
	int code;

	/* write() shall fail and the failure be told, not kill */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	code = path ? open_path(&output, path) : open_standard(&output);
	if (code) {
		output_discard(&output);
		return write_error(&output, code, ret_error);
	}
	*ret_output = output;
	return 0;
}

/* Gives a nameless file a name that rename() can take. */
static int name_give(struct output *output)
{
	char from[64];

	snprintf(from, sizeof(from), "/proc/self/fd/%d", fileno(output->stream));
	for (int i = 0; i < NAME_TRIES; i++) {
		char *name = temporary_name(output->target);

		if (!name)
			return -ENOMEM;
		if (!linkat(AT_FDCWD, from, AT_FDCWD, name, AT_SYMLINK_FOLLOW)) {
			output->temporary = name;
			return 0;
		}
		free(name);
		if (errno != EEXIST)
			return -errno;
	}
	return -EEXIST;
}

static int replace_target(struct output *output)
{
	int code;

	if (fsync(fileno(output->stream)))
		return -errno;
	code = output->temporary ? 0 : name_give(output);
	if (code)
		return code;
	if (rename(output->temporary, output->target))
		return -errno;
	free(output->temporary);
	output->temporary = NULL;
	return 0;
}

/* A write that was put off may fail as late as in close(). */
static int stream_close(struct output *output)
{
	FILE *stream = output->stream;

	output->stream = NULL;
	if (stream == stdout || !fclose(stream))
		return 0;
	return -errno;
}

int output_finish(struct output *output, int status, char **ret_error)
{
	if (!status)
		status = output_flush(output->stream);
	if (!status && output->target)
		status = replace_target(output);
	if (!status)
		status = stream_close(output);
	if (status)
		write_error(output, status, ret_error);
	output_discard(output);
	return status;
}

void output_discard(struct output *output)
{
	if (output->temporary)
		unlink(output->temporary);
	if (output->stream && output->stream != stdout)
		fclose(output->stream);
	free(output->temporary);
	free(output->target);
	*output = (struct output){ .path = output->path };
}

int output_flush(FILE *stream)
{
	errno = 0;
	if (!fflush(stream) && !ferror(stream))
		return 0;
	return errno ? -errno : -EIO;
}
