/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * command.c - the command line of a program: options as a table
 */
#include "db/print/command.h"

#include "model/fail.h"
#include "model/memory.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_HELP = 256, VALUE_VERSION, VALUE_FIRST, VALUE_TEXT_WIDTH = 23 };

/* struct parse - getopt's tables; @longs and @shorts are owned */
struct parse {
	const struct command *command;
	struct option *longs;
	char *shorts;
};

/* A row's value for getopt: its letter, or its place. */
static int row_value(const struct command *command, size_t row)
{
	char letter = command->options[row].letter;

	return letter ? letter : VALUE_FIRST + (int)row;
}

static void parse_init(struct parse *parse, const struct command *command)
{
	size_t count = command->option_count;
	char *letter;

	parse->command = command;
	parse->longs = memory_array(count + 3, sizeof(*parse->longs));
	parse->shorts = memory_array(2 * count + 2, 1);
	letter = parse->shorts;
	*letter++ = ':';
	for (size_t i = 0; i < count; i++) {
		const struct command_option *row = &command->options[i];

		parse->longs[i] = (struct option){
			row->name, row->argument ? required_argument : no_argument,
			NULL, row_value(command, i),
		};
		if (!row->letter)
			continue;
		*letter++ = row->letter;
		if (row->argument)
			*letter++ = ':';
	}
	parse->longs[count] = (struct option){ "help", no_argument, NULL, VALUE_HELP };
	parse->longs[count + 1] =
		(struct option){ "version", no_argument, NULL, VALUE_VERSION };
}

static void parse_release(struct parse *parse)
{
	free(parse->longs);
	free(parse->shorts);
}

int command_usage(const struct command *command, const char *what, const char *word,
		  char **ret_error)
{
	return fail(ret_error, -EINVAL, "%s%s; see \"dmacheck %s --help\"", what, word,
		    command->name);
}

/* getopt's own complaint, in our words: @sign is what it returned. */
static int complain_option(const struct command *command, int sign, char **argv,
			   char **ret_error)
{
	const char *word = argv[optind - 1];
	char letter[3] = { '-', (char)optopt, '\0' };
	bool is_letter = optopt > 0 && optopt < VALUE_HELP && strncmp(word, "--", 2);

	if (sign == ':')
		return command_usage(command, is_letter ? letter : word,
				     " needs a value", ret_error);
	if (optopt && !is_letter)
		return command_usage(command, word, " takes no value", ret_error);
	return command_usage(command, "unknown option ", is_letter ? letter : word,
			     ret_error);
}

static int take(const struct command *command, int value, void *data, char **ret_error)
{
	size_t row = 0;

	while (row_value(command, row) != value)
		row++;
	return command->options[row].set(data, optarg, ret_error);
}

static int parse_options(const struct parse *parse, int argc, char **argv, void *data,
			 struct command_line *line, char **ret_error)
{
	int value, code = 0;

	opterr = 0;
	while (!code && (value = getopt_long(argc, argv, parse->shorts,
					     parse->longs, NULL)) != -1) {
		if (value == VALUE_HELP)
			line->help = true;
		else if (value == VALUE_VERSION)
			line->version = true;
		else if (value == ':' || value == '?')
			code = complain_option(parse->command, value, argv,
					       ret_error);
		else
			code = take(parse->command, value, data, ret_error);
		if (line->help || line->version)
			return 0;
	}
	return code;
}

int command_parse(const struct command *command, int argc, char **argv, void *data,
		  struct command_line *ret_line, char **ret_error)
{
	struct command_line line = { 0 };
	struct parse parse;
	int code;

	parse_init(&parse, command);
	code = parse_options(&parse, argc, argv, data, &line, ret_error);
	parse_release(&parse);
	if (code)
		return code;
	line.words = argv + optind;
	line.word_count = (size_t)(argc - optind);
	*ret_line = line;
	return 0;
}

static void help_row(const struct command_option *row)
{
	char left[40];
	const char *rest = strchr(row->help, '\n');
	int first = rest ? (int)(rest - row->help) : (int)strlen(row->help);

	snprintf(left, sizeof(left), "--%s%s%s", row->name, row->argument ? "=" : "",
		 row->argument ? row->argument : "");
	if (row->letter)
		printf("  -%c, %-*s%.*s\n", row->letter, VALUE_TEXT_WIDTH - 4, left,
		       first, row->help);
	else
		printf("  %-*s%.*s\n", VALUE_TEXT_WIDTH, left, first, row->help);
	if (rest)
		printf("  %-*s%s\n", VALUE_TEXT_WIDTH, "", rest + 1);
}

static void help(const struct command *command)
{
	static const struct command_option own[] = {
		{ .name = "help", .help = "this text" },
		{ .name = "version", .help = "the version" },
	};

	printf("Usage: dmacheck %s %s\n%s", command->name, command->usage,
	       command->about);
	for (size_t i = 0; i < command->option_count; i++) {
		if (command->options[i].group)
			printf("%s:\n", command->options[i].group);
		help_row(&command->options[i]);
	}
	help_row(&own[0]);
	help_row(&own[1]);
	fputs(command->ending, stdout);
}

int command_answer(const struct command *command, const struct command_line *line)
{
	char *error;

	if (line->help)
		help(command);
	else
		puts("dmacheck " PACKAGE_VERSION);
	errno = 0;
	if (!fflush(stdout) && !ferror(stdout))
		return STATUS_CLEAN;
	fail(&error, -EIO, "cannot write standard output: %s",
	     strerror(errno ? errno : EIO));
	return command_complain(command, error);
}

int command_complain(const struct command *command, char *error)
{
	for (char *at = error; *at; at++)
		if (iscntrl((unsigned char)*at))
			*at = '?';
	fprintf(stderr, "dmacheck %s: %s\n", command->name, error);
	free(error);
	return STATUS_TROUBLE;
}
