/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * environment.c - the variables that COMMAND gets
 *
 *   LD_PRELOAD=SHIM[:what it was]
 *   DMACHECK_TRACE=FOLDER
 *   DMACHECK_SEED=... and others		of the engine, if options say so
 *   DMACHECK_TRACE_ENV=NAME[=what it was]	of these, one a line
 *
 * The recorder takes all of it out again before the program looks. A variable that is
 * there is changed in its place, so that the order stays.
 */
#include "runtime/run/environment.h"

#include "model/fail.h"
#include "runtime/run/layout.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

/* struct variables - an environment under construction */
struct variables {
	struct arena *arena;
	char **items;
	size_t count;
};

static void variable_set(struct variables *variables, const char *name, const char *value)
{
	size_t length = strlen(name), i;

	for (i = 0; i < variables->count; i++)
		if (!strncmp(variables->items[i], name, length) &&
		    variables->items[i][length] == '=')
			break;
	variables->items[i] = arena_printf(variables->arena, "%s=%s", name, value);
	if (i == variables->count)
		variables->count++;
}

/* What the options say to the engine, and how to undo it. */
static void engine_set(struct variables *variables, const struct options *options)
{
	char *undo = NULL;

	for (int i = 0; i < ENGINE_COUNT; i++) {
		const char *name = engine_variable(i), *old = getenv(name);

		if (!options->engine[i])
			continue;
		variable_set(variables, name, options->engine[i]);
		undo = arena_printf(variables->arena, "%s%s%s%s%s", undo ? undo : "",
				    undo ? "\n" : "", name, old ? "=" : "", old ? old : "");
	}
	if (undo)
		variable_set(variables, "DMACHECK_TRACE_ENV", undo);
}

char **environment_make(const struct options *options, const char *shim, const char *folder,
			struct arena *arena)
{
	enum { NEW = ENGINE_COUNT + 3 };
	struct variables variables = { .arena = arena };
	const char *preload = getenv("LD_PRELOAD");
	size_t count = 0;

	while (environ[count])
		count++;
	variables.items = arena_array(arena, char *, count + NEW + 1);
	memcpy(variables.items, environ, count * sizeof(*environ));
	variables.count = count;
	variable_set(&variables, "LD_PRELOAD",
		     preload ? arena_printf(arena, "%s:%s", shim, preload) : shim);
	variable_set(&variables, "DMACHECK_TRACE", folder);
	engine_set(&variables, options);
	return variables.items;
}

/* ---- a path without separators ------------------------------------------------------------- */

static bool is_one_word(const char *path)
{
	return !path[strcspn(path, " :\t\n")];
}

static char *link_in(const char *folder, const char *shim, struct arena *arena)
{
	char *path = arena_printf(arena, "%s/dmacheck-shim.XXXXXX", folder);
	char *link;

	if (!mkdtemp(path))
		return NULL;
	link = arena_printf(arena, "%s/" SHIM_NAME, path);
	if (!symlink(shim, link))
		return link;
	rmdir(path);
	return NULL;
}

int environment_shim(const char *shim, struct arena *arena, const char **ret_path,
		     const char **ret_link, char **ret_error)
{
	const char *folders[] = { getenv("TMPDIR"), "/tmp", "/var/tmp" };
	char *link;

	*ret_path = shim;
	*ret_link = NULL;
	if (is_one_word(shim))
		return 0;
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		if (!folders[i] || *folders[i] != '/' || !is_one_word(folders[i]))
			continue;
		link = link_in(folders[i], shim, arena);
		if (!link)
			continue;
		*ret_path = *ret_link = link;
		return 0;
	}
	return fail(ret_error, -EACCES, "cannot make a link to %s, whose path has a space or a colon; set TMPDIR to a folder without one",
		    shim);
}

void environment_unlink(const char *link)
{
	char *folder;

	if (!link || unlink(link) < 0)
		return;
	folder = strdup(link);
	if (!folder)
		return;
	*strrchr(folder, '/') = '\0';
	rmdir(folder);
	free(folder);
}
