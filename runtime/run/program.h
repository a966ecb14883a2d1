/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * program.h - which file COMMAND is, and whether it can be traced
 */
#ifndef DMACHECK_RUN_PROGRAM_H
#define DMACHECK_RUN_PROGRAM_H

#include "model/arena.h"

/**
 * program_find() - the file that a shell would run
 * @word: a path, or a name that is looked up in PATH
 * @arena: the path is in it, or borrowed from @word
 * @ret_error: one line, owned by the caller
 *
 * A script's interpreter is looked at too. Nothing is run.
 * Return: 0, or a negative errno: there is none, or the recorder cannot be loaded
 * into it.
 */
int program_find(const char *word, struct arena *arena, const char **ret_path, char **ret_error);

#endif /* DMACHECK_RUN_PROGRAM_H */
