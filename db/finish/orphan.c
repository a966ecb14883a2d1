/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * orphan.c - traces beside a database that nobody finished
 *
 * dmacheck run makes the folder of a trace beside its database, and by its name. One
 * whose dmacheck run is gone and that no process writes is an orphan.
 */
#include "db/finish/orphan.h"
#include "db/finish/finish.h"
#include "model/fail.h"

#include <errno.h>
#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A path in which the patterns of glob() mean nothing. */
static char *escape(const char *path)
{
	char *escaped = malloc(2 * strlen(path) + 1), *to = escaped;

	if (!escaped)
		return NULL;
	for (; *path; path++) {
		if (strchr("*?[]\\", *path))
			*to++ = '\\';
		*to++ = *path;
	}
	*to = '\0';
	return escaped;
}

static int find(const char *database, glob_t *ret_folders, char **ret_error)
{
	char *escaped = escape(database), *pattern = NULL;
	int code = 0;

	if (!escaped || asprintf(&pattern, "%s-trace.??????", escaped) < 0)
		code = fail(ret_error, -ENOMEM, "out of memory");
	if (!code && glob(pattern, 0, NULL, ret_folders) == GLOB_NOSPACE)
		code = fail(ret_error, -ENOMEM, "out of memory");
	free(pattern);
	free(escaped);
	return code;
}

/* run.json names the database by the path that it had then. */
static bool belongs(const struct folder *folder, const char *database)
{
	char one[PATH_MAX], other[PATH_MAX];
	const char *name = strrchr(folder->database, '/');
	const char *mine = strrchr(database, '/');

	if (realpath(folder->database, one) && realpath(database, other))
		return !strcmp(one, other);
	return !strcmp(name ? name + 1 : folder->database, mine ? mine + 1 : database);
}

static int finish_one(const char *path, const char *database, char **ret_error)
{
	const struct finish_options options = { .database = database };
	enum folder_state state;
	struct folder folder;
	int64_t run;
	int code = folder_open(path, &folder, &state, ret_error);

	if (!code && state == FOLDER_EMPTY)
		code = folder_remove(&folder, ret_error);
	else if (!code && state == FOLDER_WHOLE && belongs(&folder, database) &&
		 !folder_alive(&folder))
		code = finish_folder(&options, &folder, &run, ret_error);
	folder_close(&folder);
	return code;
}

int orphans_finish(const char *database, void (*complain)(char *error))
{
	glob_t folders = { 0 };
	char *error = NULL;
	int result = find(database, &folders, &error);

	if (result)
		complain(error);
	for (size_t i = 0; i < folders.gl_pathc; i++) {
		int code = finish_one(folders.gl_pathv[i], database, &error);

		if (!code)
			continue;
		result = code;
		complain(error);
	}
	globfree(&folders);
	return result;
}
