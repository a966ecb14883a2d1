/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * layout.c - where the parts of the runtime are
 *
 *	PREFIX/libexec/dmacheck/dmacheck-cc	   BUILD/dmacheck-cc
 *	PREFIX/lib/libdmacheck-*.so		   BUILD/.libs/libdmacheck-*.so
 *	PREFIX/lib/dmacheck/libdmacheck-*.a	   BUILD/libdmacheck-*.a
 *	PREFIX/share/dmacheck/{include,glue,engine} SOURCE/runtime/{include,glue}, SOURCE
 *
 * An installation may have been moved: PREFIX is what is left of the program's own
 * folder. A build knows its sources by the file that configure made for pkg-config.
 */
#include "runtime/cc/layout.h"

#include "model/fail.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int own_folder(char folder[PATH_MAX])
{
	ssize_t length = readlink("/proc/self/exe", folder, PATH_MAX - 1);

	if (length <= 0)
		return -errno;
	folder[length] = '\0';
	*strrchr(folder, '/') = '\0';
	return 0;
}

/* Return: the value of @name in the file of a build, NULL if this is none. */
static char *build_value(struct arena *arena, const char *folder, const char *name)
{
	char *path = arena_printf(arena, "%s/dmacheck-engine-uninstalled.pc", folder);
	FILE *file = fopen(path, "r");
	char *line = NULL, *value = NULL;
	size_t room = 0, length = strlen(name);

	while (file && !value && getline(&line, &room, file) > 0) {
		line[strcspn(line, "\n")] = '\0';
		if (!strncmp(line, name, length) && line[length] == '=')
			value = arena_strdup(arena, line + length + 1);
	}
	free(line);
	if (file)
		fclose(file);
	return value;
}

static void layout_of_build(struct layout *layout, struct arena *arena,
			    const char *folder, const char *source)
{
	layout->include = arena_printf(arena, "%s/runtime/include", source);
	layout->glue = arena_printf(arena, "%s/runtime/glue", source);
	layout->sources = source;
	layout->libraries = arena_printf(arena, "%s/.libs", folder);
	layout->module = arena_printf(arena, "%s/libdmacheck-module.a", folder);
	layout->access = arena_printf(arena, "%s/libdmacheck-access.a", folder);
	layout->prelude = arena_printf(arena, "%s/runtime/access/inline-x86_64.s", source);
}

/* Return: @path with the prefix it was configured with replaced by @prefix. */
static char *moved(struct arena *arena, const char *prefix, const char *path,
		   const char *rest)
{
	size_t length = strlen(PREFIX);

	if (!strncmp(path, PREFIX, length) && path[length] == '/')
		return arena_printf(arena, "%s%s%s", prefix, path + length, rest);
	return arena_printf(arena, "%s%s", path, rest);
}

/* Cuts the configured way from the prefix to libexec off @folder, if it is there. */
static const char *prefix_of(char *folder)
{
	const char *way = PKGLIBEXECDIR;
	size_t end = strlen(folder), tail;

	if (strncmp(way, PREFIX, strlen(PREFIX)) != 0)
		return PREFIX;
	way += strlen(PREFIX);
	tail = strlen(way);
	if (end < tail || strcmp(folder + end - tail, way) != 0)
		return PREFIX;
	folder[end - tail] = '\0';
	return folder;
}

static void layout_of_install(struct layout *layout, struct arena *arena,
			      const char *prefix)
{
	layout->include = moved(arena, prefix, PKGDATADIR, "/include");
	layout->glue = moved(arena, prefix, PKGDATADIR, "/glue");
	layout->sources = moved(arena, prefix, PKGDATADIR, "/engine");
	layout->libraries = moved(arena, prefix, LIBDIR, "");
	layout->module = moved(arena, prefix, PKGLIBDIR, "/libdmacheck-module.a");
	layout->access = moved(arena, prefix, PKGLIBDIR, "/libdmacheck-access.a");
	layout->prelude = moved(arena, prefix, PKGDATADIR, "/inline-x86_64.s");
}

/* One file of each half says whether an installation is whole. */
static int layout_check(const struct layout *layout, struct arena *arena, char **ret_error)
{
	const char *files[] = {
		arena_printf(arena, "%s/dmacheck/event.h", layout->include),
		arena_printf(arena, "%s/libdmacheck-kernel.so", layout->libraries),
		layout->module,
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		if (access(files[i], R_OK) < 0)
			return fail(ret_error, -errno, "cannot read %s: %s; install dmacheck again",
				    files[i], strerror(errno));
	}
	return 0;
}

int layout_find(struct layout *layout, struct arena *arena, char **ret_error)
{
	char folder[PATH_MAX];
	const char *source;
	int error = own_folder(folder);

	if (error)
		return fail(ret_error, error, "cannot read /proc/self/exe: %s",
			    strerror(-error));
	source = build_value(arena, folder, "srcdir");
	if (source)
		layout_of_build(layout, arena, folder, source);
	else
		layout_of_install(layout, arena, prefix_of(folder));
	return layout_check(layout, arena, ret_error);
}
