/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * source-pch.c - the precompiled header of an architecture
 *
 * Made through libclang from the header that tree_prepare() wrote, saved beside it
 * under a name of its own and renamed, so that another run never sees half of one.
 * One with an error inside is not used: what it lost, every driver would lose in
 * silence. Without a PCH everything works, some fifteen times slower.
 */
#include "checker/source-internal.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static bool has_error(CXTranslationUnit unit)
{
	bool error = false;

	for (unsigned int i = clang_getNumDiagnostics(unit); i > 0 && !error; i--) {
		CXDiagnostic diagnostic = clang_getDiagnostic(unit, i - 1);

		error = clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error;
		clang_disposeDiagnostic(diagnostic);
	}
	return error;
}

static int pch_parse(const char *header, char *const *args, size_t count, CXIndex index,
		     CXTranslationUnit *ret_unit)
{
	enum CXErrorCode code;

	code = clang_parseTranslationUnit2(index, header, (const char *const *)args,
					   (int)count, NULL, 0,
					   CXTranslationUnit_ForSerialization |
					   CXTranslationUnit_Incomplete |
					   CXTranslationUnit_KeepGoing, ret_unit);
	if (code != CXError_Success)
		return -EIO;
	if (!has_error(*ret_unit))
		return 0;
	clang_disposeTranslationUnit(*ret_unit);
	return -EIO;
}

/* Leftovers of killed runs beside @path; those of a run in progress are younger */
static void pch_sweep(const char *path)
{
	enum { OLD = 3600 }; /* seconds */
	glob_t found = { 0 };
	struct stat st;
	char *pattern;

	if (asprintf(&pattern, "%s.*", path) < 0)
		return;
	/* a cache with [ or * in its name is not swept, that is all */
	if (!glob(pattern, GLOB_NOSORT, NULL, &found))
		for (size_t i = 0; i < found.gl_pathc; i++)
			if (!lstat(found.gl_pathv[i], &st) &&
			    st.st_mtime + OLD < time(NULL))
				unlink(found.gl_pathv[i]);
	globfree(&found);
	free(pattern);
}

static int pch_save_as(CXTranslationUnit unit, char *temporary, const char *path)
{
	int fd = mkstemp(temporary);

	if (fd < 0)
		return -errno;
	close(fd);
	if (clang_saveTranslationUnit(unit, temporary, clang_defaultSaveOptions(unit)) ==
	    CXSaveError_None && !rename(temporary, path))
		return 0;
	unlink(temporary);
	return -EIO;
}

static int pch_save(CXTranslationUnit unit, const char *path)
{
	char *temporary;
	int err;

	pch_sweep(path);
	if (asprintf(&temporary, "%s.XXXXXX", path) < 0)
		return -ENOMEM;
	err = pch_save_as(unit, temporary, path);
	free(temporary);
	return err;
}

static int pch_make(struct source_pool *pool, enum tree_arch arch)
{
	const char *header = tree_pch_header(pool->tree, arch);
	CXTranslationUnit unit;
	CXIndex index;
	size_t count;
	char **args;
	int err;

	err = tree_args(pool->tree, NULL, arch, &args, &count);
	if (err)
		return err;
	index = clang_createIndex(0, 0);
	err = pch_parse(header, args, count, index, &unit);
	if (!err) {
		err = pch_save(unit, tree_pch_path(pool->tree, arch));
		clang_disposeTranslationUnit(unit);
	}
	clang_disposeIndex(index);
	tree_args_free(args);
	return err;
}

const char *source_pch_get(struct source_pool *pool, enum tree_arch arch)
{
	const char *path = tree_pch_path(pool->tree, arch);
	struct source_pch *pch = &pool->pch[arch];
	bool ready;

	if (!path || !tree_pch_header(pool->tree, arch))
		return NULL;
	pthread_mutex_lock(&pch->lock);
	if (pch->state == PCH_UNTRIED) {
		bool there = access(path, R_OK) == 0;

		pch->state = there || !pch_make(pool, arch) ? PCH_READY : PCH_NONE;
	}
	ready = pch->state == PCH_READY;
	pthread_mutex_unlock(&pch->lock);
	return ready ? path : NULL;
}

void source_pool_prepare(struct source_pool *pool, enum tree_arch arch)
{
	char *error = NULL;

	if (!tree_prepare(pool->tree, arch, &error))
		source_pch_get(pool, arch);
	free(error);
}

void source_pch_stale(struct source_pool *pool, enum tree_arch arch)
{
	struct source_pch *pch = &pool->pch[arch];

	pthread_mutex_lock(&pch->lock);
	if (!pch->remade && pch->state == PCH_READY) {
		pch->remade = true;
		if (pch_make(pool, arch) < 0)
			pch->state = PCH_NONE;
	}
	pthread_mutex_unlock(&pch->lock);
}

const char **source_pch_args(char *const *args, size_t count, const char *pch,
			     size_t *ret_count)
{
	const char **out = malloc((count + 3) * sizeof(*out));
	size_t kept = 0;

	if (!out)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(args[i], "-include"))
			i++;
		else
			out[kept++] = args[i];
	}
	out[kept++] = "-include-pch";
	out[kept++] = pch;
	out[kept] = NULL;
	*ret_count = kept;
	return out;
}
