/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree.h - an unpacked kernel: where it is, which files matter, how each is parsed
 *
 *   paths -> tree_open -> tree_select -> file list -> tree_args -> source
 *                 \-> overlay: generated headers, synthesised in the cache
 */
#ifndef DMACHECK_TREE_H
#define DMACHECK_TREE_H

#include "model/model.h"

#include <stdbool.h>
#include <stddef.h>

enum tree_arch { ARCH_ARM64, ARCH_ARM, ARCH_X86, ARCH_COUNT };

/**
 * struct tree_options - from the command line; NULL or 0 is the default
 */
struct tree_options {
	const char *tree;         /* root for out-of-tree sources */
	const char *build;        /* directory with compile_commands.json */
	const char *arch;         /* "auto", "arm64", "arm", "x86" */
	const char *const *config; /* "NAME=y", "NAME=n", ... */
	size_t config_count;
	const char *cache;        /* NULL: $XDG_CACHE_HOME/dmacheck */
	unsigned int jobs;
};

/**
 * struct tree_file - one selected file
 * @path: relative to the root; absolute for out-of-tree sources
 * @full: what open() takes
 * @module: Makefile composite it is linked into ("drivers/spi/spi-dw"),
 *	or its own stem; files of one module share their external names
 * @requested: under a PATH of the command line: findings are shown
 * @names_api: its text names the API outside comments
 */
struct tree_file {
	const char *path;
	const char *full;
	const char *module;
	bool requested;
	bool names_api;
};

struct tree;

/**
 * tree_open() - find the kernel tree that @paths lie in
 * @ret_error: one line, what, where, what to do; owned by the caller
 *
 * Return: 0; -ENOENT no such path; -EINVAL not a kernel tree; -EACCES ...
 * Test fixtures and out-of-tree sources: @options->tree.
 */
int tree_open(const char *const *paths, size_t path_count,
	      const struct tree_options *options, const struct model *model,
	      struct tree **ret_tree, char **ret_error);
void tree_close(struct tree *tree);

const char *tree_root(const struct tree *tree);
const char *tree_version(const struct tree *tree);

/**
 * tree_select() - the files to analyse, sorted by path
 * @ret_files: borrowed from the tree
 */
int tree_select(struct tree *tree, const struct tree_file **ret_files,
		size_t *ret_count, char **ret_error);

/**
 * tree_prepare() - make the overlay of an architecture, once
 *
 * Context: any thread; the first caller makes it, others wait.
 * Written to a temporary folder and renamed, so a killed run leaves nothing
 * half made. A cache that cannot be written falls back to a private folder
 * under $TMPDIR, removed by tree_close().
 */
int tree_prepare(struct tree *tree, enum tree_arch arch, char **ret_error);

/**
 * tree_args() - clang arguments for a file, without any PCH
 * @file: selected, or NULL for the shared header
 * @ret_args: NULL terminated, owned by the caller: tree_args_free()
 */
int tree_args(struct tree *tree, const struct tree_file *file,
	      enum tree_arch arch, char ***ret_args, size_t *ret_count);
void tree_args_free(char **args);

/** tree_arches() - which architectures to try for a file, in order */
size_t tree_arches(const struct tree *tree, const struct tree_file *file,
		   enum tree_arch ret_arches[ARCH_COUNT]);

/** tree_pch_header() - shared header of an architecture, written by tree_prepare() */
const char *tree_pch_header(const struct tree *tree, enum tree_arch arch);
/** tree_pch_path() - where its precompiled form belongs in the cache */
const char *tree_pch_path(const struct tree *tree, enum tree_arch arch);

const char *tree_arch_name(enum tree_arch arch);

#endif
