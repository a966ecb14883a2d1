/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * run.h - COMMAND once, traced, with its trace in the database
 */
#ifndef DMACHECK_RUN_RUN_H
#define DMACHECK_RUN_RUN_H

#include "runtime/run/options.h"
#include "runtime/run/signals.h"
#include "runtime/run/tool.h"
#include "runtime/run/workload.h"

/* For what is wrong with the way dmacheck was called, or with itself. */
enum { EXIT_TROUBLE = 2 };

/**
 * struct run_plan - what all runs of this program share
 * @arena: lives as long as this
 * @program: the file that COMMAND is
 * @shim: what is loaded into it
 * @silent: nothing comes out of COMMAND and nothing goes in
 */
struct run_plan {
	const struct options *options;
	struct signals *signals;
	struct arena *arena;
	const char *program;
	const char *shim;
	bool silent;
};

/**
 * struct run_result - what became of it
 * @end: of COMMAND
 * @whole: its trace is in the database, and @finished says what is there
 * @killed: a signal that ended the finishing, 0: none
 */
struct run_result {
	struct workload_end end;
	struct finished finished;
	bool whole;
	int killed;
};

/**
 * run_once() - run COMMAND and bring its trace into the database
 * @options: of this run
 *
 * What goes wrong behind COMMAND's end is said here, and leaves @ret_result->whole
 * false.
 * Return: 0, or a negative errno: COMMAND did not run.
 */
int run_once(const struct run_plan *plan, const struct options *options,
	     struct run_result *ret_result, char **ret_error);

/* run_notable() - whether there is something to report */
bool run_notable(const struct run_result *result);

/**
 * run_ending() - how dmacheck ends
 * @end: of COMMAND
 * @found: there is something that counts
 * @whole: its trace is in the database
 *
 * Return: as waitpid() gives it; by a signal where COMMAND was killed.
 */
int run_ending(const struct options *options, const struct workload_end *end, bool found,
	       bool whole);

/* A line on standard error, behind the program's name. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says *@error, if it has not been said, and frees it. */
void complain(char *error);

#endif /* DMACHECK_RUN_RUN_H */
