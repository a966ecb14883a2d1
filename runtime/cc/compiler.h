/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * compiler.h - which compiler works behind the wrapper
 */
#ifndef DMACHECK_CC_COMPILER_H
#define DMACHECK_CC_COMPILER_H

#include "runtime/cc/words.h"

#include <stdbool.h>

/**
 * struct compiler - a compiler that was asked who it is
 * @command: how it is called; $CC may hold options, or a launcher before it
 * @is_clang: it takes clang's flags, else gcc's
 * @is_x86_64: compiles for it unless told otherwise
 * @include: the folder with its stdarg.h
 * @version: what it says of itself, to tell one from another
 */
struct compiler {
	struct words command;
	bool is_clang;
	bool is_x86_64;
	const char *include;
	const char *version;
};

/**
 * compiler_find() - @name, else $DMACHECK_CC, $CC, gcc, clang
 * @name: of --compiler, or NULL
 *
 * Return: 0, or a negative errno with a line for the user in *@ret_error
 */
int compiler_find(struct compiler *compiler, struct arena *arena, const char *name,
		  char **ret_error);

#endif /* DMACHECK_CC_COMPILER_H */
