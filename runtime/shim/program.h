/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * program.h - what a program is that is about to be run
 */
#ifndef DMACHECK_SHIM_PROGRAM_H
#define DMACHECK_SHIM_PROGRAM_H

#include <limits.h>
#include <stdbool.h>

#include <dmacheck/event.h>

/**
 * program_search() - where a program is, as execvp() finds it
 * @path: room for a path
 *
 * Return: whether it is somewhere; @path has where.
 */
bool program_search(const char *file, char path[PATH_MAX]);

/**
 * program_untraced() - whether the dynamic linker would load the shim into it
 * @fd: open for reading, or negative: not known
 *
 * Takes 1 KiB of stack.
 */
enum dmacheck_untraced program_untraced(int fd);

/* Open for program_untraced(), or a negative errno; -EACCES if it may not be run. */
int program_open(int folder, const char *path);
void program_close(int fd);

#endif /* DMACHECK_SHIM_PROGRAM_H */
