/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * options.c - what the user asked run to do
 *
 *   rows[] -> getopt_long -> each row's set() -> checks between options
 *
 * An option is one row. The rows stand in the order of the data flow, and so does
 * --help. The first word that is no option is COMMAND.
 */
#include "runtime/run/options.h"

#include "model/fail.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	FIRST_LONG = 256, /* getopt values of options without a letter */
	LEAST_SIZE = 1 << 20,
};

struct option_row;

/* struct parse - options under construction */
struct parse {
	struct options options;
	const struct option_row *row;
	char **ret_error;
};

/**
 * struct option_row - one option
 * @letter: its short form, or 0
 * @argument: what follows, as --help names it, or NULL
 * @set: takes the argument; returns 0 or what fail() returned
 * @engine: an option of the engine: which; @words are what it takes
 * @group: opens a heading of --help
 */
struct option_row {
	const char *name;
	char letter;
	const char *argument;
	int (*set)(struct parse *parse, const char *value);
	enum engine_option engine;
	const char *words;
	const char *group;
	const char *help;
};

static const char *const engine_variables[] = {
#define ENGINE(id, variable, standard) variable,
	ENGINE_OPTIONS(ENGINE)
#undef ENGINE
};

static const char *const engine_standards[] = {
#define ENGINE(id, variable, standard) standard,
	ENGINE_OPTIONS(ENGINE)
#undef ENGINE
};

const char *engine_variable(enum engine_option option)
{
	return engine_variables[option];
}

const char *engine_word(const struct options *options, enum engine_option option)
{
	const char *word = options->engine[option];

	if (!word)
		word = getenv(engine_variables[option]);
	return word ? word : engine_standards[option];
}

/* Return: 0, or -EINVAL for what is no number of 63 bits. */
static int number_parse(const char *value, int base, int64_t *ret_number, char **ret_end)
{
	long long number;

	if (!isdigit((unsigned char)*value))
		return -EINVAL;
	errno = 0;
	number = strtoll(value, ret_end, base);
	if (errno)
		return -EINVAL;
	*ret_number = number;
	return 0;
}

int64_t engine_number(const struct options *options, enum engine_option option)
{
	int64_t number;
	char *end;

	if (number_parse(engine_word(options, option), 0, &number, &end) || *end)
		return 0;
	return number;
}

/* ---- values ---------------------------------------------------------------------- */

static bool is_word_of(const char *words, const char *value)
{
	size_t length = strlen(value);

	while (*words) {
		size_t word = strcspn(words, " ");

		if (word == length && !memcmp(words, value, word))
			return true;
		words += word + strspn(words + word, " ");
	}
	return false;
}

static int wrong(struct parse *parse, const char *value, const char *what)
{
	return fail(parse->ret_error, -EINVAL, "--%s: \"%s\" is not %s", parse->row->name,
		    value, what);
}

static int set_engine_word(struct parse *parse, const char *value)
{
	if (!is_word_of(parse->row->words, value))
		return fail(parse->ret_error, -EINVAL, "--%s: unknown word \"%s\"; use one of %s",
			    parse->row->name, value, parse->row->words);
	parse->options.engine[parse->row->engine] = value;
	return 0;
}

static int set_seed(struct parse *parse, const char *value)
{
	int64_t number;
	char *end;

	if (number_parse(value, 0, &number, &end) || *end)
		return wrong(parse, value, "a number");
	parse->options.engine[parse->row->engine] = value;
	return 0;
}

static int set_fault(struct parse *parse, const char *value)
{
	int64_t number;
	char *end;

	if (number_parse(value, 0, &number, &end) || *end || !number)
		return wrong(parse, value, "a number from 1");
	parse->options.engine[parse->row->engine] = value;
	return 0;
}

static int set_fault_sweep(struct parse *parse, const char *value)
{
	(void)value;
	parse->options.fault_sweep = true;
	return 0;
}

static int set_timeout(struct parse *parse, const char *value)
{
	enum { YEAR = 366 * 24 * 3600 };
	char *end;
	double seconds = strtod(value, &end);

	if (end == value || *end || !isfinite(seconds) || seconds <= 0 || seconds > YEAR)
		return wrong(parse, value, "a number of seconds above 0");
	parse->options.timeout = seconds;
	return 0;
}

static int set_max_size(struct parse *parse, const char *value)
{
	static const char units[] = "KMG";
	const char *unit;
	int64_t number;
	int shift = 0;
	char *end;

	if (number_parse(value, 10, &number, &end))
		return wrong(parse, value, "a size as 500M or 2G");
	unit = *end ? strchr(units, toupper((unsigned char)*end)) : NULL;
	if (unit) {
		shift = 10 * (int)(unit - units + 1);
		end++;
	}
	if (*end || number > INT64_MAX >> shift)
		return wrong(parse, value, "a size as 500M or 2G");
	if (number << shift < LEAST_SIZE)
		return fail(parse->ret_error, -EINVAL, "--max-size: %s is too little; give 1M or more",
			    value);
	parse->options.max_size = (uint64_t)number << shift;
	return 0;
}

static int set_db(struct parse *parse, const char *value)
{
	if (!*value)
		return fail(parse->ret_error, -EINVAL, "--db needs the name of a file");
	parse->options.db = value;
	return 0;
}

static int set_no_report(struct parse *parse, const char *value)
{
	(void)value;
	parse->options.no_report = true;
	return 0;
}

static int set_format(struct parse *parse, const char *value)
{
	if (!is_word_of(parse->row->words, value))
		return fail(parse->ret_error, -EINVAL, "--format: unknown format \"%s\"; use one of %s",
			    value, parse->row->words);
	parse->options.format = value;
	return 0;
}

static int set_output(struct parse *parse, const char *value)
{
	if (!*value)
		return fail(parse->ret_error, -EINVAL, "-o needs the name of a file");
	parse->options.output = value;
	return 0;
}

static int set_error_exitcode(struct parse *parse, const char *value)
{
	int64_t number;
	char *end;

	if (number_parse(value, 10, &number, &end) || *end || number > 255)
		return wrong(parse, value, "a number from 0 to 255");
	parse->options.error_exitcode = (int)number;
	return 0;
}

static int set_help(struct parse *parse, const char *value)
{
	(void)value;
	parse->options.help = true;
	return 0;
}

static int set_version(struct parse *parse, const char *value)
{
	(void)value;
	parse->options.version = true;
	return 0;
}

/* ---- the table ------------------------------------------------------------------- */

static const struct option_row rows[] = {
	{ "schedule", 0, "WORD", set_engine_word, ENGINE_SCHEDULE, "weakest random none",
	  "What happens", "the order in which things happen: weakest, random, none" },
	{ "seed", 0, "N", set_seed, ENGINE_SEED, NULL, NULL, "the seed of that order" },
	{ "fault", 0, "N", set_fault, ENGINE_FAULT, NULL, NULL,
	  "let the N-th call that may fail do so" },
	{ "fault-sweep", 0, NULL, set_fault_sweep, 0, NULL, NULL,
	  "one run for each call that may fail" },
	{ "timeout", 0, "S", set_timeout, 0, NULL, NULL,
	  "end a run after S seconds [never; 60 in a sweep]" },
	{ "cpu-access", 0, "WORD", set_engine_word, ENGINE_CPU_ACCESS, "byte page off",
	  "What is recorded", "how closely the CPU is watched: byte, page, off" },
	{ "pfn", 0, "WORD", set_engine_word, ENGINE_PFN, "virtual real", NULL,
	  "page frames: virtual, or real ones, which needs the right" },
	{ "max-size", 0, "SIZE", set_max_size, 0, NULL, NULL,
	  "the most that a trace may take, as 500M [4G]" },
	{ "db", 0, "FILE", set_db, 0, NULL, "Where it goes",
	  "the database that gets the run [dmacheck.db]" },
	{ "no-report", 0, NULL, set_no_report, 0, NULL, NULL, "print no report" },
	{ "format", 0, "NAME", set_format, 0, "text json sarif html", NULL,
	  "of the report: text, json, sarif, html [text]" },
	{ "output", 'o', "FILE", set_output, 0, NULL, NULL,
	  "write the report to FILE [standard error]" },
	{ "error-exitcode", 0, "N", set_error_exitcode, 0, NULL, NULL,
	  "the exit status where there are violations [1]" },
	{ "help", 0, NULL, set_help, 0, NULL, NULL, "this text" },
	{ "version", 0, NULL, set_version, 0, NULL, NULL, "the version" },
};

enum { ROW_COUNT = sizeof(rows) / sizeof(*rows) };

void options_help(FILE *out)
{
	fputs("Usage: dmacheck run [OPTION...] [--] COMMAND [ARG...]\n"
	      "Traces a program and prints what it did wrong.\n",
	      out);
	for (size_t i = 0; i < ROW_COUNT; i++) {
		const struct option_row *row = &rows[i];
		char left[40];

		if (row->group)
			fprintf(out, "%s:\n", row->group);
		snprintf(left, sizeof(left), "--%s%s%s", row->name,
			 row->argument ? "=" : "", row->argument ? row->argument : "");
		if (row->letter)
			fprintf(out, "  -%c, %-18s%s\n", row->letter, left, row->help);
		else
			fprintf(out, "  %-22s%s\n", left, row->help);
	}
	fputs("Exit status: COMMAND's own if it failed, else 1 with violations, else 0; 2 if nothing was run.\n",
	      out);
}

/* A row's value for getopt: its letter, or its place. */
static int row_value(size_t row)
{
	return rows[row].letter ? rows[row].letter : FIRST_LONG + (int)row;
}

static const struct option_row *row_find(int value)
{
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (row_value(i) == value)
			return &rows[i];
	return NULL;
}

static void getopt_tables(struct option longs[ROW_COUNT + 1], char shorts[2 * ROW_COUNT + 3])
{
	*shorts++ = '+';
	*shorts++ = ':';
	for (size_t i = 0; i < ROW_COUNT; i++) {
		longs[i] = (struct option){
			.name = rows[i].name,
			.has_arg = rows[i].argument ? required_argument : no_argument,
			.val = row_value(i),
		};
		if (!rows[i].letter)
			continue;
		*shorts++ = rows[i].letter;
		if (rows[i].argument)
			*shorts++ = ':';
	}
	*shorts = '\0';
	longs[ROW_COUNT] = (struct option){ 0 };
}

static int usage_error(struct parse *parse, int value, char **argv)
{
	const struct option_row *row = row_find(optopt);
	const char *word = argv[optind - 1];

	if (value == ':')
		return fail(parse->ret_error, -EINVAL, "%s needs a value", word);
	if (row && optopt >= FIRST_LONG && !row->argument)
		return fail(parse->ret_error, -EINVAL, "--%s takes no value", row->name);
	if (optopt && optopt < FIRST_LONG)
		return fail(parse->ret_error, -EINVAL,
			    "unknown option -%c; \"dmacheck run --help\" lists them", optopt);
	return fail(parse->ret_error, -EINVAL,
		    "unknown option %s; \"dmacheck run --help\" lists them", word);
}

static int parse_words(struct parse *parse, int argc, char **argv)
{
	struct option longs[ROW_COUNT + 1];
	char shorts[2 * ROW_COUNT + 3];
	int value, error;

	getopt_tables(longs, shorts);
	opterr = 0;
	while ((value = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (value == '?' || value == ':')
			return usage_error(parse, value, argv);
		parse->row = row_find(value);
		error = parse->row->set(parse, optarg);
		if (error)
			return error;
	}
	parse->options.command = argv + optind;
	return 0;
}

/* What one option asks of another. */
static int parse_checks(struct parse *parse)
{
	const struct options *options = &parse->options;

	if (options->help || options->version)
		return 0;
	if (!options->command[0] || !*options->command[0])
		return fail(parse->ret_error, -EINVAL,
			    "name a command to run; \"dmacheck run --help\" shows how");
	if (options->fault_sweep && options->engine[ENGINE_FAULT])
		return fail(parse->ret_error, -EINVAL,
			    "--fault-sweep lets each call fail, --fault one; give one of them");
	if (options->no_report && (options->output || options->format))
		return fail(parse->ret_error, -EINVAL,
			    "--no-report leaves nothing for %s; leave one of them out",
			    options->output ? "-o" : "--format");
	return 0;
}

int options_parse(int argc, char **argv, struct options *ret_options, char **ret_error)
{
	struct parse parse = {
		.options = { .db = "dmacheck.db", .error_exitcode = 1 },
		.ret_error = ret_error,
	};
	int error = parse_words(&parse, argc, argv);

	if (!error)
		error = parse_checks(&parse);
	if (!error)
		*ret_options = parse.options;
	return error;
}
