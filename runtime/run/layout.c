/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * layout.c - where the recorder and the other programs are
 *
 *	PREFIX/libexec/dmacheck/dmacheck-run		BUILD/dmacheck-run
 *	PREFIX/libexec/dmacheck/dmacheck-finish		BUILD/dmacheck-finish
 *	PREFIX/lib/dmacheck/libdmacheck-shim.so		BUILD/.libs/libdmacheck-shim.so
 *
 * An installation may have been moved: PREFIX is what is left of the program's own
 * folder. In a build, the recorder is in libtool's folder.
 */
#include "runtime/run/layout.h"

#include "model/fail.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *own_folder(struct arena *arena)
{
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 1);

	if (length <= 0)
		return NULL;
	path[length] = '\0';
	*strrchr(path, '/') = '\0';
	return arena_strdup(arena, path);
}

/* Return: PKGLIBDIR, under the prefix that @folder shows where it was moved. */
static const char *library_folder(struct arena *arena, const char *folder)
{
	size_t prefix = strlen(PREFIX), end = strlen(folder);
	const char *tail = PKGLIBEXECDIR, *library = PKGLIBDIR;

	if (strncmp(tail, PREFIX, prefix) != 0 || strncmp(library, PREFIX, prefix) != 0)
		return library;
	tail += prefix;
	if (end < strlen(tail) || strcmp(folder + end - strlen(tail), tail) != 0)
		return library;
	return arena_printf(arena, "%.*s%s", (int)(end - strlen(tail)), folder,
			    library + prefix);
}

int layout_shim(struct arena *arena, const char **ret_path, char **ret_error)
{
	const char *folder = own_folder(arena), *path;

	if (folder) {
		path = arena_printf(arena, "%s/.libs/" SHIM_NAME, folder);
		if (!access(path, R_OK)) {
			*ret_path = path;
			return 0;
		}
	}
	path = arena_printf(arena, "%s/" SHIM_NAME,
			    folder ? library_folder(arena, folder) : PKGLIBDIR);
	if (access(path, R_OK) < 0)
		return fail(ret_error, -errno, "cannot read %s: %s; install dmacheck again", path,
			    strerror(errno));
	*ret_path = path;
	return 0;
}

/* As the front door looks for this program. */
const char *layout_program(struct arena *arena, const char *name)
{
	const char *folder = getenv("DMACHECK_LIBEXEC");
	const char *path;

	if (folder && *folder)
		return arena_printf(arena, "%s/dmacheck-%s", folder, name);
	folder = own_folder(arena);
	if (folder) {
		path = arena_printf(arena, "%s/dmacheck-%s", folder, name);
		if (!access(path, X_OK))
			return path;
	}
	return arena_printf(arena, PKGLIBEXECDIR "/dmacheck-%s", name);
}
