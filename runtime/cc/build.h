/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * build.h - from sources to objects to a program
 */
#ifndef DMACHECK_CC_BUILD_H
#define DMACHECK_CC_BUILD_H

#include "runtime/cc/flags.h"

/**
 * struct build - one run of the wrapper
 * @scratch: a folder that goes when the run ends
 * @object, @source: what the step at work makes, and of what
 * @writes: what is to go if the step fails, or NULL
 * @warnings: what the compiler said so far, for the end: a failure is one line
 */
struct build {
	struct arena *arena;
	struct toolchain *toolchain;
	const char *scratch;
	const char *object;
	const char *source;
	const char *writes;
	struct words warnings;
};

/**
 * build_step() - run one command of the compiler
 *
 * What it says is kept if it succeeds, else translated.
 *
 * Return: 0, or -EIO with a line for the user in *@ret_error
 */
int build_step(struct build *build, const struct words *command, char **ret_error);

/**
 * build_run() - do what the request asks
 * Return: 0, or a negative errno with a line for the user in *@ret_error; then no
 * output is left behind.
 */
int build_run(struct build *build, char **ret_error);

#endif /* DMACHECK_CC_BUILD_H */
