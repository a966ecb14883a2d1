/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * options.c - what the user asked lint to do
 *
 *   rows[] -> getopt_long -> each row's set() -> checks between options
 *     \-> --help; the manual is held against it by a test
 *
 * An option is one row. The rows stand in the order of the data flow, and so
 * does --help.
 */
#include "checker/options.h"

#include "model/fail.h"
#include "model/memory.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

enum {
	JOBS_MAX = 1024,
	FIRST_LONG = 256, /* getopt values of options without a letter */
};

/**
 * struct parse - options under construction
 * @command: the command line that goes into the report
 * @rules_given: a --rule was seen
 */
struct parse {
	struct options options;
	FILE *command;
	char *command_text;
	size_t command_size;
	bool rules_given;
	char **ret_error;
};

/**
 * struct option_row - one option
 * @letter: its short form, or 0
 * @argument: what follows, as --help names it, or NULL
 * @set: takes the argument; returns 0 or what fail() returned
 * @incidental: cannot change the findings, so the report does not quote it
 * @help: with line ends where --help breaks the line; @group opens a heading
 */
struct option_row {
	const char *name;
	char letter;
	const char *argument;
	int (*set)(struct parse *parse, const char *value);
	bool incidental;
	const char *group;
	const char *help;
};

static const char *const format_words[] = { "text", "json", "sarif", "sqlite" };

#define STAGE(name, word) word,
static const char *const stage_words[] = { "none", STAGES(STAGE) };
#undef STAGE
#define STAGE(name, word) " " word
static const char stage_list[] = STAGES(STAGE);
#undef STAGE

const char *format_word(enum format format)
{
	return format_words[format];
}

const char *stage_word(enum stage stage)
{
	return stage_words[stage];
}

/* The index of @word in @words from @first, or -1. */
static int word_find(const char *const *words, int first, int count,
		     const char *word)
{
	for (int i = first; i < count; i++) {
		if (!strcmp(words[i], word))
			return i;
	}
	return -1;
}

static int set_tree(struct parse *parse, const char *value)
{
	parse->options.tree.tree = value;
	return 0;
}

static int set_build(struct parse *parse, const char *value)
{
	parse->options.tree.build = value;
	return 0;
}

static int set_arch(struct parse *parse, const char *value)
{
	bool known = !strcmp(value, "auto");

	for (int arch = 0; arch < ARCH_COUNT; arch++)
		known = known || !strcmp(value, tree_arch_name(arch));
	if (!known)
		return fail(parse->ret_error, -EINVAL,
			    "--arch: unknown architecture \"%s\"; use auto, arm64, arm or x86",
			    value);
	parse->options.tree.arch = value;
	return 0;
}

/* Room for one more string behind @count of them. */
static const char **grow(const char **list, size_t count)
{
	list = realloc(list, (count + 1) * sizeof(*list));
	if (!list)
		memory_fail();
	return list;
}

static bool is_config(const char *value)
{
	size_t name = 0;

	while (isalnum((unsigned char)value[name]) || value[name] == '_')
		name++;
	return name && value[name] == '=' && value[name + 1] &&
	       strchr("ymn", value[name + 1]) && !value[name + 2];
}

static int set_config(struct parse *parse, const char *value)
{
	struct tree_options *tree = &parse->options.tree;
	const char **list;

	if (!strncmp(value, "CONFIG_", 7))
		value += 7;
	if (!is_config(value))
		return fail(parse->ret_error, -EINVAL,
			    "--config: \"%s\" is not NAME=y, NAME=m or NAME=n",
			    value);
	list = grow((const char **)tree->config, tree->config_count);
	list[tree->config_count++] = value;
	tree->config = list;
	return 0;
}

static int set_jobs(struct parse *parse, const char *value)
{
	char *end;
	unsigned long jobs;

	errno = 0;
	jobs = strtoul(value, &end, 10);
	if (!isdigit((unsigned char)*value) || *end || errno || !jobs ||
	    jobs > JOBS_MAX)
		return fail(parse->ret_error, -EINVAL,
			    "-j: \"%s\" is not a number from 1 to %d", value,
			    JOBS_MAX);
	parse->options.tree.jobs = (unsigned int)jobs;
	return 0;
}

static int set_model(struct parse *parse, const char *value)
{
	struct options *options = &parse->options;

	options->models = grow(options->models, options->model_count);
	options->models[options->model_count++] = value;
	return 0;
}

static int set_rule(struct parse *parse, const char *value)
{
	parse->rules_given = true;
	return rules_select(value, parse->options.rules, parse->ret_error);
}

static int set_dump(struct parse *parse, const char *value)
{
	int stage = word_find(stage_words, STAGE_NONE + 1, STAGE_COUNT, value);

	if (stage < 0)
		return fail(parse->ret_error, -EINVAL,
			    "--dump: unknown stage \"%s\"; use one of%s", value,
			    stage_list);
	parse->options.dump = stage;
	return 0;
}

static int set_confidence(struct parse *parse, const char *value)
{
	if (confidence_parse(value, &parse->options.sink.least))
		return fail(parse->ret_error, -EINVAL,
			    "--confidence: unknown level \"%s\"; use high, medium or low",
			    value);
	return 0;
}

static int set_strict(struct parse *parse, const char *value)
{
	(void)value;
	parse->options.strict = true;
	return 0;
}

static int set_format(struct parse *parse, const char *value)
{
	int format = word_find(format_words, 0, FORMAT_COUNT, value);

	if (format < 0)
		return fail(parse->ret_error, -EINVAL,
			    "--format: unknown format \"%s\"; use text, json, sarif or sqlite",
			    value);
	parse->options.format = format;
	return 0;
}

static int set_output(struct parse *parse, const char *value)
{
	parse->options.output = value;
	return 0;
}

static int set_db(struct parse *parse, const char *value)
{
	parse->options.db = value;
	return 0;
}

static int set_stats(struct parse *parse, const char *value)
{
	(void)value;
	parse->options.sink.stats = true;
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

static const struct option_row rows[] = {
	{ "tree", 0, "DIR", set_tree, false, "Sources",
	  "the kernel tree of sources that lie outside of one" },
	{ "build", 0, "DIR", set_build, false, NULL,
	  "compile as in DIR/compile_commands.json" },
	{ "arch", 0, "NAME", set_arch, false, NULL,
	  "arm64, arm, x86, or auto: the first that parses [auto]" },
	{ "config", 0, "NAME=V", set_config, false, NULL,
	  "parse with CONFIG_NAME=y, m or n; may be repeated" },
	{ "jobs", 'j', "N", set_jobs, true, NULL,
	  "work on N files at once [one per processor]" },
	{ "model", 0, "FILE", set_model, false, "Analysis",
	  "more facts about calls and contexts; may be repeated" },
	{ "rule", 0, "LIST", set_rule, false, NULL,
	  "rules and groups to apply, -NAME leaves out [all]" },
	{ "dump", 0, "STAGE", set_dump, false, NULL,
	  "print a stage and stop: source, ast, cfg, event, link,\n"
	  "summary, context, flow, path" },
	{ "confidence", 0, "LEVEL", set_confidence, false, "Findings",
	  "the least to show: high, medium, low [medium]" },
	{ "strict", 0, NULL, set_strict, false, NULL,
	  "exit 3 if something could not be analysed" },
	{ "format", 0, "NAME", set_format, false, "Output",
	  "text, json, sarif or sqlite [text]" },
	{ "output", 'o', "FILE", set_output, true, NULL,
	  "write FILE, whole or not at all [standard output]" },
	{ "db", 0, "FILE", set_db, true, NULL,
	  "append the run to a database" },
	{ "stats", 0, NULL, set_stats, false, NULL,
	  "add the figures of the run" },
	{ "help", 0, NULL, set_help, false, NULL, "this text" },
	{ "version", 0, NULL, set_version, false, NULL, "the version" },
};

enum { ROW_COUNT = sizeof(rows) / sizeof(*rows) };

static void help_row(FILE *out, const struct option_row *row)
{
	char left[40];
	const char *rest = strchr(row->help, '\n');
	int first = rest ? (int)(rest - row->help) : (int)strlen(row->help);

	snprintf(left, sizeof(left), "--%s%s%s", row->name,
		 row->argument ? "=" : "", row->argument ? row->argument : "");
	if (row->letter)
		fprintf(out, "  -%c, %-19s%.*s\n", row->letter, left, first,
			row->help);
	else
		fprintf(out, "  %-23s%.*s\n", left, first, row->help);
	if (rest)
		fprintf(out, "  %-23s%s\n", "", rest + 1);
}

void options_help(FILE *out)
{
	fputs("Usage: dmacheck lint [OPTION...] [PATH...]\n"
	      "Finds misuse of the DMA engine client API in a kernel tree, a folder or files [.].\n",
	      out);
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (rows[i].group)
			fprintf(out, "%s:\n", rows[i].group);
		help_row(out, &rows[i]);
	}
	fputs("Exit status: 0 nothing found, 1 findings, 2 wrong usage or input, 3 see --strict.\n",
	      out);
}

/* A row's value for getopt: its letter, or its place. */
static int row_value(size_t row)
{
	return rows[row].letter ? rows[row].letter : FIRST_LONG + (int)row;
}

static void getopt_tables(struct option longs[ROW_COUNT + 1],
			  char shorts[2 * ROW_COUNT + 2])
{
	*shorts++ = ':';
	for (size_t i = 0; i < ROW_COUNT; i++) {
		longs[i] = (struct option){
			.name = rows[i].name,
			.has_arg = rows[i].argument ? required_argument :
						      no_argument,
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

static void command_add(struct parse *parse, const char *lead, const char *word)
{
	const char *plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "0123456789_./=+,:@%-";

	fprintf(parse->command, " %s", lead);
	if (*word && strspn(word, plain) == strlen(word)) {
		fputs(word, parse->command);
		return;
	}
	fputc('\'', parse->command);
	for (; *word; word++) {
		if (*word == '\'')
			fputs("'\\''", parse->command);
		else
			fputc(*word, parse->command);
	}
	fputc('\'', parse->command);
}

static void command_add_option(struct parse *parse, const struct option_row *row,
			       const char *value)
{
	char lead[32];

	if (row->incidental)
		return;
	snprintf(lead, sizeof(lead), "--%s%s", row->name, value ? "=" : "");
	if (value)
		command_add(parse, lead, value);
	else
		fprintf(parse->command, " %s", lead);
}

static int take_option(struct parse *parse, int value)
{
	size_t row = 0;

	while (row_value(row) != value)
		row++;
	command_add_option(parse, &rows[row], optarg);
	return rows[row].set(parse, optarg);
}

/* getopt's own complaint, in our words: @sign is what it returned. */
static int usage_error(struct parse *parse, int sign, char **argv)
{
	const char *word = argv[optind - 1];
	char letter[3] = { '-', (char)optopt, '\0' };

	if (optopt > 0 && optopt < FIRST_LONG && strncmp(word, "--", 2))
		word = letter;
	if (sign == ':')
		return fail(parse->ret_error, -EINVAL,
			    "%s needs a value; see \"dmacheck lint --help\"", word);
	if (optopt >= FIRST_LONG)
		return fail(parse->ret_error, -EINVAL,
			    "%s takes no value; see \"dmacheck lint --help\"", word);
	return fail(parse->ret_error, -EINVAL,
		    "unknown option %s; see \"dmacheck lint --help\"", word);
}

static int parse_options(struct parse *parse, int argc, char **argv)
{
	struct option longs[ROW_COUNT + 1];
	char shorts[2 * ROW_COUNT + 2];
	int code = 0, value;

	getopt_tables(longs, shorts);
	optind = 0; /* start afresh: tests parse more than once */
	opterr = 0;
	while (!code && (value = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (value == '?' || value == ':')
			return usage_error(parse, value, argv);
		code = take_option(parse, value);
	}
	return code;
}

static void parse_paths(struct parse *parse, int argc, char **argv)
{
	struct options *options = &parse->options;

	for (int i = optind; i < argc || !options->path_count; i++) {
		const char *path = i < argc ? argv[i] : ".";

		options->paths = grow(options->paths, options->path_count);
		options->paths[options->path_count++] = path;
		command_add(parse, "", path);
	}
}

/* What one option asks of another. */
static int parse_checks(struct parse *parse)
{
	const struct options *options = &parse->options;

	if (options->format == FORMAT_SQLITE && !options->output)
		return fail(parse->ret_error, -EINVAL,
			    "--format sqlite needs -o FILE; --db FILE appends to a database");
	if (options->db && options->output && !strcmp(options->db, options->output))
		return fail(parse->ret_error, -EINVAL,
			    "--db and -o both name %s; give each its own file",
			    options->db);
	for (size_t i = 0; i < rule_count; i++) {
		if (options->rules[i])
			return 0;
	}
	return fail(parse->ret_error, -EINVAL,
		    "--rule leaves no rule; \"dmacheck rules\" lists them");
}

static unsigned int processors(void)
{
	cpu_set_t set;
	int count;

	if (sched_getaffinity(0, sizeof(set), &set))
		return 1;
	count = CPU_COUNT(&set);
	return count > 0 ? (unsigned int)count : 1;
}

static int parse_begin(struct parse *parse)
{
	struct options *options = &parse->options;

	options->sink.least = CONFIDENCE_MEDIUM;
	options->sink.started = time(NULL);
	options->tree.arch = "auto";
	options->tree.jobs = processors();
	options->rules = calloc(rule_count + 1, sizeof(*options->rules));
	parse->command = open_memstream(&parse->command_text,
					&parse->command_size);
	if (!options->rules || !parse->command)
		return fail(parse->ret_error, -ENOMEM, "out of memory");
	fputs("dmacheck lint", parse->command);
	return 0;
}

int options_parse(int argc, char **argv, struct options *ret_options,
		  char **ret_error)
{
	struct parse parse = { .ret_error = ret_error };
	struct options *options = &parse.options;
	int code = parse_begin(&parse);

	if (!code)
		code = parse_options(&parse, argc, argv);
	if (!code && !options->help && !options->version) {
		parse_paths(&parse, argc, argv);
		for (size_t i = 0; i < rule_count && !parse.rules_given; i++)
			options->rules[i] = true;
		code = parse_checks(&parse);
	}
	if (parse.command && fclose(parse.command) && !code)
		code = fail(ret_error, -ENOMEM, "out of memory");
	options->sink.command = parse.command_text;
	if (code)
		options_release(options);
	else
		*ret_options = *options;
	return code;
}

void options_release(struct options *options)
{
	free((void *)options->sink.command);
	free((void *)options->tree.config);
	free(options->rules);
	free(options->models);
	free(options->paths);
	*options = (struct options){ 0 };
}
