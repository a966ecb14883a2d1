/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * source-internal.h - what the source files share
 */
#ifndef DMACHECK_SOURCE_INTERNAL_H
#define DMACHECK_SOURCE_INTERNAL_H

#include "checker/source.h"

#include <clang-c/Index.h>
#include <pthread.h>

struct tree_matcher;

enum source_pch_state { PCH_UNTRIED, PCH_READY, PCH_NONE };

/** struct source_pch - the precompiled header of one architecture */
struct source_pch {
	pthread_mutex_t lock;
	enum source_pch_state state; /* protected by lock */
	bool remade;                 /* once per run at most; protected by lock */
};

struct source_pool {
	struct tree *tree;
	struct tree_matcher *matcher; /* API names */
	struct source_pch pch[ARCH_COUNT];
};

/**
 * source_pch_get() - the precompiled header, made if it is not in the cache
 * Return: its path, borrowed from the tree, or NULL if there is none.
 */
const char *source_pch_get(struct source_pool *pool, enum tree_arch arch);
/** source_pch_stale() - a header changed under it: make it anew, once */
void source_pch_stale(struct source_pool *pool, enum tree_arch arch);
/** source_pch_args() - @args with the PCH in the place of forced includes; free() */
const char **source_pch_args(char *const *args, size_t count, const char *pch,
			     size_t *ret_count);

/** source_mentions() - fill source->mentions from its text, all as if active */
void source_mentions(struct source *source, const struct tree_matcher *matcher,
		     bool *ret_conditional);
/** source_mark_inactive() - what the preprocessor skipped in source->unit */
void source_mark_inactive(struct source *source);

#endif
