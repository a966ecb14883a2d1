/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * source-pch.c - the precompiled header of an architecture
 *
 * Made through libclang from the header that tree_prepare() wrote, saved beside it
 * under a name of its own and renamed, so that another run never sees half of one.
 * Without it everything works, some fifteen times slower.
 */
#include "checker/source-internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool has_fatal(CXTranslationUnit unit)
{
	bool fatal = false;

	for (unsigned int i = clang_getNumDiagnostics(unit); i > 0 && !fatal; i--) {
		CXDiagnostic diagnostic = clang_getDiagnostic(unit, i - 1);

		fatal = clang_getDiagnosticSeverity(diagnostic) == CXDiagnostic_Fatal;
		clang_disposeDiagnostic(diagnostic);
	}
	return fatal;
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
	if (!has_fatal(*ret_unit))
		return 0;
	clang_disposeTranslationUnit(*ret_unit);
	return -EIO;
}

static int pch_save(CXTranslationUnit unit, const char *path)
{
	char *temporary;
	int err = 0;

	if (asprintf(&temporary, "%s.%ld", path, (long)getpid()) < 0)
		return -ENOMEM;
	if (clang_saveTranslationUnit(unit, temporary, clang_defaultSaveOptions(unit)) !=
	    CXSaveError_None)
		err = -EIO;
	else if (rename(temporary, path) < 0)
		err = -errno;
	if (err)
		unlink(temporary);
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
