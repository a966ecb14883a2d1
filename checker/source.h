/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * source.h - one parsed translation unit
 *
 * libclang stands behind it and is not seen through it: its headers are included
 * by the source and ast files only.
 */
#ifndef DMACHECK_SOURCE_H
#define DMACHECK_SOURCE_H

#include "checker/source-mention.h"
#include "checker/tree.h"
#include "model/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct CXTranslationUnitImpl;

/** struct source_error - an error of the parser, at its expansion location */
struct source_error {
	const char *file;     /* as libclang names it */
	bool in_main;         /* in the file itself, not in a header */
	unsigned int line;
	unsigned int offset;  /* bytes from the start of @file */
	bool fatal;
	const char *message;
};

/**
 * struct source - a translation unit and what the parser said of it
 *
 * Owned by one thread from source_parse() to source_release().
 */
struct source {
	const struct tree_file *file;
	enum tree_arch arch;
	struct CXTranslationUnitImpl *unit;
	char *text;           /* main file, NUL terminated, @size bytes without it */
	size_t size;
	struct source_error *errors;
	size_t error_count;
	struct mention *mentions;
	size_t mention_count;
	bool used_pch;
	struct arena arena;
};

struct source_pool;
struct source_index;

/**
 * source_pool_new() - what parsing threads share: the PCH per architecture
 * @tree: borrowed
 * @model: for the API names, borrowed
 *
 * Context: before the parsing threads start. They parse on their own stacks:
 * give them 64 MiB, code may nest deeply.
 */
struct source_pool *source_pool_new(struct tree *tree, const struct model *model);
void source_pool_free(struct source_pool *pool);

/**
 * source_pool_prepare() - make what parsing for an architecture needs, ahead
 *
 * Context: any thread. A failure shows again, with its reason, at the first
 * file that needs it.
 */
void source_pool_prepare(struct source_pool *pool, enum tree_arch arch);

/** source_index_new() - what a parsing thread has to itself; NULL: out of memory */
struct source_index *source_index_new(void);
void source_index_free(struct source_index *index);

/**
 * source_parse() - parse one file
 * @pool: shared; @index: the calling thread's own
 * @ret_source: filled on success, source_release() it
 * @ret_error: why not, one line, owned by the caller
 *
 * Tries each architecture of tree_arches() in order with the PCH, then each
 * without it, stops at a parse without an error, and else keeps the parse with the fewest errors.
 * Sets KeepGoing; function bodies of the main file are complete.
 * Return: 0 or a negative errno (unreadable, too large, crashed parser).
 */
int source_parse(struct source_pool *pool, struct source_index *index,
		 const struct tree_file *file, struct source *ret_source,
		 char **ret_error);
void source_release(struct source *source);

/** source_dump() - --dump=source: arguments, errors, mentions */
void source_dump(const struct source *source, FILE *out);

#endif
