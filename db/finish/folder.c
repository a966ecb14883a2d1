/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * folder.c - the folder of a trace, once its run is over
 *
 * Two locks keep others away, both gone with their process: on run.json that of a
 * finish, on the folder that of the dmacheck run which fills it.
 */
#include "db/finish/folder.h"
#include "db/finish/run-json.h"
#include "model/fail.h"
#include "runtime/record/format.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* A starter that has just made the folder has not written run.json yet. */
enum { YOUNG_S = 60 };

static int open_in(const struct folder *folder, const char *name, int flags)
{
	return openat(folder->fd, name, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
}

static int open_all(struct folder *folder, char **ret_error)
{
	folder->fd = open(folder->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder->fd < 0)
		return fail(ret_error, -errno,
			    "cannot read %s: %s; name a folder that dmacheck run made",
			    folder->path, strerror(errno));
	folder->run = open_in(folder, RECORD_RUN_FILE, O_RDONLY);
	folder->file = open_in(folder, RECORD_FILE, O_RDWR);
	if (folder->file < 0)
		folder->file = open_in(folder, RECORD_FILE, O_RDONLY);
	return 0;
}

static bool is_young(const struct folder *folder)
{
	struct stat status;

	return !fstat(folder->fd, &status) &&
	       time(NULL) - status.st_mtim.tv_sec < YOUNG_S;
}

/* Whether a name has come to mean nothing while we waited for its lock. */
static bool is_removed(int fd)
{
	struct stat status;

	return !fstat(fd, &status) && !status.st_nlink;
}

static bool is_begun(const struct folder *folder)
{
	char magic[sizeof(RECORD_MAGIC)];

	return folder->file >= 0 &&
	       pread(folder->file, magic, sizeof(magic), 0) == sizeof(magic) &&
	       magic[0];
}

/* run.json is written before anything can be recorded. */
static bool has_lost_run(const struct folder *folder)
{
	struct record_header header;

	return folder->run < 0 && folder->file >= 0 &&
	       pread(folder->file, &header, sizeof(header), 0) == sizeof(header) &&
	       header.sequence;
}

/* Nothing but what a run makes: else it is somebody's folder, given by mistake. */
static bool is_ours(const struct folder *folder)
{
	static const char *const names[] = {
		".", "..", RECORD_FILE, RECORD_RUN_FILE, RECORD_END_FILE, "new",
	};
	DIR *list = fdopendir(dup(folder->fd));
	const struct dirent *entry;
	bool ours = list != NULL;

	while (ours && (entry = readdir(list))) {
		ours = false;
		for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
			ours = ours || !strcmp(entry->d_name, names[i]);
	}
	if (list)
		closedir(list);
	return ours;
}

static int take(struct folder *folder, enum folder_state *ret_state, char **ret_error)
{
	if (folder->run >= 0 && flock(folder->run, LOCK_EX) < 0)
		return fail(ret_error, -errno, "cannot lock %s/" RECORD_RUN_FILE ": %s",
			    folder->path, strerror(errno));
	if (folder->run >= 0 && is_removed(folder->run))
		*ret_state = FOLDER_DONE;
	else if (flock(folder->fd, LOCK_EX | LOCK_NB) < 0)
		*ret_state = FOLDER_RECORDING;
	else if (folder->run < 0 || !is_begun(folder))
		*ret_state = folder->run < 0 && is_young(folder) ?
			FOLDER_RECORDING : FOLDER_EMPTY;
	else
		*ret_state = FOLDER_WHOLE;
	if (has_lost_run(folder))
		return fail(ret_error, -EINVAL,
			    "%s has no " RECORD_RUN_FILE ", which says what was run; put it back, or remove the folder",
			    folder->path);
	if (*ret_state == FOLDER_EMPTY && !is_ours(folder))
		return fail(ret_error, -EINVAL,
			    "%s is not the folder of a trace; name one that dmacheck run made",
			    folder->path);
	return 0;
}

int folder_open(const char *path, struct folder *ret_folder,
		enum folder_state *ret_state, char **ret_error)
{
	int code;

	*ret_folder = (struct folder){ .fd = -1, .run = -1, .file = -1, .status = -1 };
	arena_init(&ret_folder->arena);
	ret_folder->path = path;
	ret_folder->records = arena_printf(&ret_folder->arena, "%s/" RECORD_FILE, path);
	code = open_all(ret_folder, ret_error);
	if (!code)
		code = take(ret_folder, ret_state, ret_error);
	if (!code && (*ret_state == FOLDER_WHOLE || *ret_state == FOLDER_DONE))
		code = run_json_read(ret_folder, ret_error);
	return code;
}

/* ---- processes ----------------------------------------------------------------------- */

/* Each line of maps ends "device inode path". */
static bool has_mapped(uint32_t pid, const struct stat *file)
{
	char path[64], *line = NULL;
	unsigned long inode;
	bool found = false;
	size_t room = 0;
	FILE *maps;

	snprintf(path, sizeof(path), "/proc/%" PRIu32 "/maps", pid);
	maps = fopen(path, "re");
	if (!maps)
		return false;
	while (!found && getline(&line, &room, maps) > 0)
		found = sscanf(line, "%*s %*s %*s %*s %lu", &inode) == 1 &&
			inode == file->st_ino && strstr(line, "/" RECORD_FILE);
	free(line);
	fclose(maps);
	return found;
}

bool folder_alive(const struct folder *folder)
{
	struct record_header header;
	struct record_chunk chunk;
	struct stat status;
	uint32_t last = 0;

	if (fstat(folder->file, &status) ||
	    pread(folder->file, &header, sizeof(header), 0) != sizeof(header))
		return false;
	for (uint64_t at = RECORD_HEADER; at < header.next; at += RECORD_CHUNK) {
		if (pread(folder->file, &chunk, sizeof(chunk), (off_t)at) != sizeof(chunk))
			break;
		if (chunk.pid == last)
			continue;
		last = chunk.pid;
		if (last && has_mapped(last, &status))
			return true;
	}
	return false;
}

/* Without the right to write nobody of ours can have been recording, either. */
void folder_shut(const struct folder *folder)
{
	const uint32_t closed = 1;
	ssize_t done = pwrite(folder->file, &closed, sizeof(closed),
			      offsetof(struct record_header, closed));

	if (done == sizeof(closed) && folder_alive(folder))
		usleep(10000); /* a record takes less */
}

/* ---- the end ----------------------------------------------------------------------------- */

int folder_remove(const struct folder *folder, char **ret_error)
{
	static const char *const names[] = {
		RECORD_FILE, RECORD_END_FILE, "new", RECORD_RUN_FILE,
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (unlinkat(folder->fd, names[i], 0) && errno != ENOENT)
			return fail(ret_error, -errno, "cannot remove %s/%s: %s",
				    folder->path, names[i], strerror(errno));
	if (rmdir(folder->path) && errno != ENOENT)
		return fail(ret_error, -errno, "cannot remove %s: %s",
			    folder->path, strerror(errno));
	return 0;
}

void folder_close(struct folder *folder)
{
	int fds[] = { folder->fd, folder->run, folder->file };

	for (size_t i = 0; i < sizeof(fds) / sizeof(*fds); i++)
		if (fds[i] >= 0)
			close(fds[i]);
	arena_release(&folder->arena);
}
