/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * environment.h - what dmacheck run has put into the environment
 */
#ifndef DMACHECK_SHIM_ENVIRONMENT_H
#define DMACHECK_SHIM_ENVIRONMENT_H

#include <stddef.h>

/* The folder of the trace, NULL: none. May be asked before the constructor. */
const char *environment_folder(void);

/* Takes out what is ours, in place; what it was before comes back. Once. */
void environment_hide(void);

/**
 * environment_room() - bytes for what a child is to be given
 * @envp: what the program gives it
 *
 * Return: 0: nothing is to be added, or it is too much.
 */
size_t environment_room(char *const envp[]);

/**
 * environment_fill() - the child's environment, with what is ours
 * @room: of environment_room(@envp) bytes, aligned for a pointer
 * Return: @room.
 */
char **environment_fill(char *const envp[], void *room);

/* In a child of fork(): the environment may have been another's for a moment. */
void environment_forked(void);

#endif /* DMACHECK_SHIM_ENVIRONMENT_H */
