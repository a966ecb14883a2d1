/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * layout.h - where the parts of the runtime are
 */
#ifndef DMACHECK_CC_LAYOUT_H
#define DMACHECK_CC_LAYOUT_H

#include "model/arena.h"

/**
 * struct layout - folders and files, in an arena
 * @include: the headers, holds linux/
 * @glue: the headers that come before them under --kernel
 * @sources: holds runtime/engine and runtime/provider, for --kernel
 * @libraries: the shared libraries
 * @module, @access: static archives
 * @prelude: for gcc's assembler, makes what calls @access cheap
 */
struct layout {
	const char *include;
	const char *glue;
	const char *sources;
	const char *libraries;
	const char *module;
	const char *access;
	const char *prelude;
};

/**
 * layout_find() - where they are, seen from this program
 * Return: 0, or a negative errno with a line for the user in *@ret_error
 */
int layout_find(struct layout *layout, struct arena *arena, char **ret_error);

#endif /* DMACHECK_CC_LAYOUT_H */
