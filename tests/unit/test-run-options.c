/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-run-options.c - run's command line: what it means and what it refuses
 */
#include "runtime/run/options.h"

#include <criterion/criterion.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 16 };

struct line {
	char *words[WORDS];
};

#define LINE(...) ((struct line){ { "run", __VA_ARGS__ } })

static int parse(struct line *line, struct options *options, char **error)
{
	int count = 0;

	while (line->words[count])
		count++;
	optind = 0;
	return options_parse(count, line->words, options, error);
}

/* The words live in @line, so it is the caller's. */
static struct options good(struct line *line)
{
	struct options options;
	char *error = NULL;

	cr_assert_eq(parse(line, &options, &error), 0, "%s", error);
	return options;
}

/* Refused with one line that holds @part; nothing is filled in. */
static void bad(struct line line, const char *part)
{
	struct options options = { .db = "untouched" };
	char *error = NULL;

	cr_expect(parse(&line, &options, &error) < 0, "taken: %s", part);
	cr_assert(error);
	cr_expect(strstr(error, part), "\"%s\" lacks \"%s\"", error, part);
	cr_expect(!strchr(error, '\n'));
	cr_expect_str_eq(options.db, "untouched");
	free(error);
}

static void no_environment(void)
{
	for (int i = 0; i < ENGINE_COUNT; i++)
		unsetenv(engine_variable(i));
}

TestSuite(run_options, .init = no_environment);

Test(run_options, defaults)
{
	struct line line = LINE("true");
	struct options options = good(&line);

	cr_expect_str_eq(options.db, "dmacheck.db");
	cr_expect_eq(options.error_exitcode, 1);
	cr_expect_eq(options.timeout, 0);
	cr_expect_eq(options.max_size, 0);
	cr_expect_not(options.fault_sweep || options.no_report || options.help);
	for (int i = 0; i < ENGINE_COUNT; i++)
		cr_expect_not(options.engine[i]);
	cr_expect_str_eq(options.command[0], "true");
}

Test(run_options, the_rest_is_the_commands)
{
	struct line line = LINE("--seed=3", "prog", "--seed=4", "-o", "x");
	struct line dashes = LINE("--", "--help", "--");

	cr_expect_str_eq(good(&line).engine[ENGINE_SEED], "3");
	cr_expect_str_eq(good(&line).command[1], "--seed=4");
	cr_expect_not(good(&line).output);
	cr_expect_str_eq(good(&dashes).command[0], "--help");
	cr_expect_str_eq(good(&dashes).command[1], "--");
}

Test(run_options, engine)
{
	struct line line = LINE("--schedule", "random", "--seed", "0x10", "--fault=7",
				"--cpu-access=page", "--pfn=real", "prog");
	struct options options = good(&line);

	cr_expect_str_eq(engine_word(&options, ENGINE_SCHEDULE), "random");
	cr_expect_eq(engine_number(&options, ENGINE_SEED), 16);
	cr_expect_eq(engine_number(&options, ENGINE_FAULT), 7);
	cr_expect_str_eq(engine_word(&options, ENGINE_CPU_ACCESS), "page");
	cr_expect_str_eq(engine_word(&options, ENGINE_PFN), "real");
}

Test(run_options, environment_holds_where_no_option_is)
{
	struct line line = LINE("--seed=5", "prog");
	struct options options;

	setenv("DMACHECK_SEED", "8", 1);
	setenv("DMACHECK_SCHEDULE", "none", 1);
	options = good(&line);
	cr_expect_eq(engine_number(&options, ENGINE_SEED), 5);
	cr_expect_str_eq(engine_word(&options, ENGINE_SCHEDULE), "none");
	cr_expect_eq(engine_number(&options, ENGINE_FAULT), 0);
}

Test(run_options, sizes)
{
	struct line kilo = LINE("--max-size=2048K", "prog"), giga = LINE("--max-size=3g", "prog");
	struct line plain = LINE("--max-size=5000000", "prog");

	cr_expect_eq(good(&kilo).max_size, 2u << 20);
	cr_expect_eq(good(&giga).max_size, 3ull << 30);
	cr_expect_eq(good(&plain).max_size, 5000000);
	bad(LINE("--max-size=3T", "prog"), "--max-size");
	bad(LINE("--max-size=3MB", "prog"), "--max-size");
	bad(LINE("--max-size=-1", "prog"), "--max-size");
	bad(LINE("--max-size=9223372036854775807G", "prog"), "--max-size");
	bad(LINE("--max-size=1K", "prog"), "too little");
}

Test(run_options, times)
{
	struct line line = LINE("--timeout=0.25", "prog");

	cr_expect_eq(good(&line).timeout, 0.25);
	bad(LINE("--timeout=0", "prog"), "--timeout");
	bad(LINE("--timeout=-1", "prog"), "--timeout");
	bad(LINE("--timeout=nan", "prog"), "--timeout");
	bad(LINE("--timeout=inf", "prog"), "--timeout");
	bad(LINE("--timeout=1s", "prog"), "--timeout");
}

Test(run_options, refused)
{
	bad(LINE(NULL), "name a command");
	bad(LINE("--"), "name a command");
	bad(LINE(""), "name a command");
	bad(LINE("--no-such", "prog"), "--no-such");
	bad(LINE("-x", "prog"), "-x");
	bad(LINE("--no-report=1", "prog"), "takes no value");
	bad(LINE("--db"), "needs a value");
	bad(LINE("--db=", "prog"), "--db");
	bad(LINE("-o", "", "prog"), "-o");
	bad(LINE("--schedule=fast", "prog"), "weakest random none");
	bad(LINE("--seed=-1", "prog"), "--seed");
	bad(LINE("--fault=0", "prog"), "from 1");
	bad(LINE("--pfn=maybe", "prog"), "--pfn");
	bad(LINE("--error-exitcode=256", "prog"), "0 to 255");
	bad(LINE("--format=xml", "prog"), "xml");
	bad(LINE("--fault=2", "--fault-sweep", "prog"), "one of them");
	bad(LINE("--no-report", "-o", "x", "prog"), "--no-report");
}
