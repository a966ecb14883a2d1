/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * exec.h - what is told of a program that is about to be run
 */
#ifndef DMACHECK_SHIM_EXEC_H
#define DMACHECK_SHIM_EXEC_H

#include "runtime/shim/program.h"
#include "runtime/shim/shim.h"

/**
 * struct exec - a program that is about to be run
 * @path: for the event
 * @untraced: whether, and why not
 * @elsewhere: in another process than the one whose memory this is
 * @caller, @frame: who runs it
 * @told: an EXEC event was recorded
 */
struct exec {
	const char *path;
	enum dmacheck_untraced untraced;
	bool elsewhere;
	const void *caller;
	const void *frame;
	bool told;
};

/**
 * exec_begin() - look at the program, and tell
 * @exec: all but @untraced and @told is set
 * @fd: of program_open(); closed
 */
void exec_begin(struct exec *exec, int fd);

/* It has not been run: -@error is told. Leaves errno as it is. */
void exec_failed(const struct exec *exec, int error);

/* Bytes that environment_fill() needs for it, 0: its environment stays. */
size_t exec_room(const struct exec *exec, char *const envp[]);

#endif /* DMACHECK_SHIM_EXEC_H */
