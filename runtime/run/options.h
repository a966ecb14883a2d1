/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * options.h - what the user asked run to do
 */
#ifndef DMACHECK_RUN_OPTIONS_H
#define DMACHECK_RUN_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/*
 * Options of the engine, handed on in the environment:
 * ENGINE(id, variable, what it is by default)
 */
#define ENGINE_OPTIONS(ENGINE) \
	ENGINE(SCHEDULE, "DMACHECK_SCHEDULE", "weakest") \
	ENGINE(SEED, "DMACHECK_SEED", "1") \
	ENGINE(FAULT, "DMACHECK_FAULT", "0") \
	ENGINE(CPU_ACCESS, "DMACHECK_CPU_ACCESS", "byte") \
	ENGINE(PFN, "DMACHECK_PFN", "virtual")

enum engine_option {
#define ENGINE(id, variable, standard) ENGINE_##id,
	ENGINE_OPTIONS(ENGINE)
#undef ENGINE
	ENGINE_COUNT
};

/**
 * struct options - the command line; all text is borrowed from it
 * @engine: by enum engine_option; NULL: leave it to the environment
 * @timeout: seconds a run may take; 0: no option, see --fault-sweep
 * @max_size: bytes of a trace; 0: no option
 * @format, @output: of the report, NULL: none given
 * @command: what is run, with a NULL behind its arguments
 */
struct options {
	const char *engine[ENGINE_COUNT];
	bool fault_sweep;
	double timeout;
	uint64_t max_size;
	const char *db;
	bool no_report;
	const char *format;
	const char *output;
	int error_exitcode;
	bool help;
	bool version;
	char **command;
};

/**
 * options_parse() - read the command line
 * @ret_error: one line, owned by the caller
 *
 * Return: 0 or a negative errno.
 */
int options_parse(int argc, char **argv, struct options *ret_options, char **ret_error);

void options_help(FILE *out);

const char *engine_variable(enum engine_option option);

/**
 * engine_word() - what an option of the engine is for this run
 *
 * Return: of the command line, else of the environment, else the default.
 */
const char *engine_word(const struct options *options, enum engine_option option);

/* The same as a number; 0 where it is none. */
int64_t engine_number(const struct options *options, enum engine_option option);

#endif /* DMACHECK_RUN_OPTIONS_H */
