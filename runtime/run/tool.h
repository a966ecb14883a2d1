/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tool.h - the programs that finish and report
 */
#ifndef DMACHECK_RUN_TOOL_H
#define DMACHECK_RUN_TOOL_H

#include "model/arena.h"
#include "runtime/run/options.h"

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

/**
 * struct finished - what dmacheck-finish says of a run
 * @run: its number in the database
 * @violations: of high or medium confidence
 * @messages: what the engine said of misuse that no rule is about
 * @fault: number of the call that failed; 0: none did
 * @fault_kind: what it was; cut to fit
 * @engine: the DMA engine was there
 */
struct finished {
	int64_t run;
	int64_t records;
	int64_t lost;
	int64_t violations;
	int64_t messages;
	int64_t inconclusive;
	int64_t crashes;
	int64_t fault;
	char fault_kind[32];
	size_t untraced;
	bool engine;
};

/*
 * @mask of the following: the signals that the tool holds back
 */

/**
 * tool_check() - whether a run can go into the database
 *
 * Return: 0; -EINVAL if it cannot, and the tool has said why: then *@ret_error is
 * NULL; or another negative errno.
 */
int tool_check(const char *database, const sigset_t *mask, struct arena *arena,
	       char **ret_error);

/**
 * tool_finish() - bring a trace into its database
 * @ret_signal: that ended the tool, 0: none did
 *
 * Return: as tool_check().
 */
int tool_finish(const char *folder, const sigset_t *mask, struct arena *arena,
		struct finished *ret_finished, int *ret_signal, char **ret_error);

/* finished_wrong() - whether the program did something wrong that counts */
bool finished_wrong(const struct finished *finished);

/* tool_report() - print about runs @first to @last; return as tool_check() */
int tool_report(const struct options *options, const char *database, int64_t first, int64_t last,
		const sigset_t *mask, struct arena *arena, char **ret_error);

#endif /* DMACHECK_RUN_TOOL_H */
