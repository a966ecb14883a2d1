/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * folder.c - the folder that holds a trace while it grows
 *
 *   DB-trace.XXXXXX/run.json	what is run		before anything runs
 *   DB-trace.XXXXXX/records	header, then chunks	by whoever is traced
 *   DB-trace.XXXXXX/end.json	how it ended		after COMMAND
 *
 * The file of records is as long as it may get, and has no room on the disk yet but
 * for its header: supply.c sees to that.
 */
#include "runtime/run/folder.h"

#include "db/print/json.h"
#include "model/fail.h"
#include "runtime/record/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const uint64_t standard_size = 4ull << 30;

/* ---- where ----------------------------------------------------------------------- */

/* Return: @path from the root, or NULL where its folder is not there. */
static char *path_absolute(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = !slash ? arena_strdup(arena, ".") :
		slash == path ? arena_strdup(arena, "/") :
		arena_printf(arena, "%.*s", (int)(slash - path), path);
	char *real = realpath(folder, NULL), *absolute = NULL;

	if (real)
		absolute = arena_printf(arena, "%s/%s", strcmp(real, "/") ? real : "",
					slash ? slash + 1 : path);
	free(real);
	return absolute;
}

static int place(struct folder *folder, const struct options *options, struct arena *arena,
		 char **ret_error)
{
	char *path;

	folder->database = path_absolute(arena, options->db);
	if (!folder->database)
		return fail(ret_error, -errno, "cannot make %s: %s; make its folder first, or name another file with --db",
			    options->db, strerror(errno));
	path = arena_printf(arena, "%s-trace.XXXXXX", folder->database);
	if (!mkdtemp(path))
		return fail(ret_error, -errno, "cannot make a folder beside %s: %s; name a file in a folder that you may write with --db",
			    folder->database, strerror(errno));
	folder->path = path;
	folder->lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder->lock < 0 || flock(folder->lock, LOCK_EX | LOCK_NB) < 0)
		return fail(ret_error, -errno, "cannot lock %s: %s", path, strerror(errno));
	return 0;
}

/* ---- the file of records ------------------------------------------------------------- */

/* A third of the room that there is: the database needs the rest. */
static uint64_t size_wanted(const struct folder *folder, const struct options *options)
{
	uint64_t size = options->max_size ? options->max_size : standard_size;
	struct statvfs system;
	struct rlimit limit;

	if (!options->max_size && !fstatvfs(folder->records, &system) &&
	    system.f_bavail * system.f_frsize / 3 < size)
		size = system.f_bavail * system.f_frsize / 3;
	if (!getrlimit(RLIMIT_FSIZE, &limit) && limit.rlim_cur < size)
		size = limit.rlim_cur;
	return size;
}

/* Return: the most that is a header and whole chunks, at least one of these. */
static uint64_t size_whole(uint64_t size)
{
	if (size < RECORD_HEADER + RECORD_CHUNK)
		return RECORD_HEADER + RECORD_CHUNK;
	return size - (size - RECORD_HEADER) % RECORD_CHUNK;
}

static int disk_fault(const struct folder *folder, int code, char **ret_error)
{
	if (code == -EOPNOTSUPP)
		return fail(ret_error, code, "the file system of %s cannot keep room for a trace; name a file on another one with --db",
			    folder->database);
	return fail(ret_error, code, "cannot write %s/" RECORD_FILE ": %s; make room, or name a file elsewhere with --db",
		    folder->path, strerror(-code));
}

static uint64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void header_fill(struct record_header *header, uint64_t limit)
{
	*header = (struct record_header){
		.magic = RECORD_MAGIC,
		.version = RECORD_VERSION,
		.order = RECORD_ORDER,
		.limit = limit,
		.clock_start = record_clock(),
		.time_start = record_clock_ns(),
		.started = now_ns(),
		.starter = (uint32_t)getpid(),
		.next = RECORD_HEADER,
		.ready = RECORD_HEADER,
	};
}

static int records_create(struct folder *folder, const struct options *options, char **ret_error)
{
	uint64_t limit;
	void *map;

	folder->records = openat(folder->lock, RECORD_FILE, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (folder->records < 0)
		return disk_fault(folder, -errno, ret_error);
	limit = size_whole(size_wanted(folder, options));
	if (ftruncate(folder->records, (off_t)limit) < 0 ||
	    fallocate(folder->records, 0, 0, RECORD_HEADER + RECORD_CHUNK) < 0)
		return disk_fault(folder, -errno, ret_error);
	map = mmap(NULL, limit, PROT_READ | PROT_WRITE, MAP_SHARED, folder->records, 0);
	if (map == MAP_FAILED)
		return fail(ret_error, -errno, "cannot map %" PRIu64 " bytes for the trace: %s; give less with --max-size",
			    limit, strerror(errno));
	/* by pages: first stores must not dirty more of the file than they touch */
	madvise(map, limit, MADV_RANDOM);
	folder->header = map;
	header_fill(folder->header, limit);
	return 0;
}

/* ---- run.json, end.json --------------------------------------------------------------- */

static void add_time(json_t *object, const char *key)
{
	time_t now = time(NULL);
	char text[32];
	struct tm fields;

	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &fields));
	json_add_text(object, key, text);
}

/* A file without a name that counts, and room on the disk for it. */
static int json_reserve(struct folder *folder, char **ret_error)
{
	folder->json = openat(folder->lock, "new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (folder->json < 0 ||
	    fallocate(folder->json, FALLOC_FL_KEEP_SIZE, 0, RECORD_HEADER) < 0)
		return disk_fault(folder, -errno, ret_error);
	return 0;
}

/* Written whole, under its name only when it is. Releases @root. */
static int json_write(struct folder *folder, const char *name, json_t *root, char **ret_error)
{
	FILE *out = fdopen(folder->json, "w");
	int error = out ? json_print(root, out) : -errno;

	if (!out)
		json_decref(root);
	if (out && fclose(out) && !error)
		error = -errno;
	folder->json = -1;
	if (!error && renameat(folder->lock, "new", folder->lock, name) < 0)
		error = -errno;
	if (error)
		return fail(ret_error, error, "cannot write %s/%s: %s", folder->path, name,
			    strerror(-error));
	return 0;
}

static json_t *words_json(char **words)
{
	json_t *array = json_array_new();

	for (; *words; words++)
		json_push_text(array, *words);
	return array;
}

static int run_write(struct folder *folder, const struct options *options, char **ret_error)
{
	int64_t fault = engine_number(options, ENGINE_FAULT);
	char *working = realpath(".", NULL);
	json_t *root = json_object_new();

	json_add_number(root, "version", RECORD_VERSION);
	json_add_text(root, "database", folder->database);
	json_add(root, "command", words_json(options->command));
	json_add_text(root, "folder", working ? working : "");
	add_time(root, "started");
	json_add(root, "seed", json_integer(engine_number(options, ENGINE_SEED)));
	json_add_text(root, "schedule", engine_word(options, ENGINE_SCHEDULE));
	json_add(root, "fault", fault ? json_integer(fault) : json_null());
	json_add_text(root, "pfn", engine_word(options, ENGINE_PFN));
	json_add_text(root, "cpu_access", engine_word(options, ENGINE_CPU_ACCESS));
	json_add_text(root, "tool", PACKAGE_VERSION);
	free(working);
	return json_write(folder, RECORD_RUN_FILE, root, ret_error);
}

int folder_end(struct folder *folder, int status, bool timeout, char **ret_error)
{
	json_t *root = json_object_new();
	int error;

	json_add(root, "status",
		 WIFEXITED(status) ? json_integer(WEXITSTATUS(status)) : json_null());
	json_add(root, "signal",
		 WIFSIGNALED(status) ? json_integer(WTERMSIG(status)) : json_null());
	add_time(root, "ended");
	json_add(root, "timeout", json_boolean(timeout));
	error = json_write(folder, RECORD_END_FILE, root, ret_error);
	munmap(folder->header, folder->header->limit);
	close(folder->records);
	close(folder->lock);
	return error;
}

/* ---- the whole ------------------------------------------------------------------------ */

void folder_remove(struct folder *folder)
{
	if (folder->header)
		munmap(folder->header, folder->header->limit);
	if (folder->records >= 0)
		close(folder->records);
	if (folder->json >= 0)
		close(folder->json);
	if (folder->lock >= 0) {
		unlinkat(folder->lock, RECORD_FILE, 0);
		unlinkat(folder->lock, RECORD_RUN_FILE, 0);
		unlinkat(folder->lock, "new", 0);
		close(folder->lock);
	}
	if (folder->path)
		rmdir(folder->path);
}

/*
 * run.json last: a folder without it never began, and may be removed by anybody. The room
 * of end.json is taken now, lest a full disk makes of an end a death.
 */
int folder_create(const struct options *options, struct arena *arena, struct folder *ret_folder,
		  char **ret_error)
{
	struct folder folder = { .lock = -1, .records = -1, .json = -1 };
	int error = place(&folder, options, arena, ret_error);

	if (!error)
		error = records_create(&folder, options, ret_error);
	if (!error)
		error = json_reserve(&folder, ret_error);
	if (!error)
		error = run_write(&folder, options, ret_error);
	if (!error)
		error = json_reserve(&folder, ret_error);
	if (error)
		folder_remove(&folder);
	else
		*ret_folder = folder;
	return error;
}
