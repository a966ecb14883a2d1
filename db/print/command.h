/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * command.h - the command line of a program: options as a table
 *
 *   rows -> command_parse -> each row's set()
 *     \-> --help, which the manual is held against
 */
#ifndef DMACHECK_COMMAND_H
#define DMACHECK_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

/* How a program ends: see dmacheck(1). */
enum {
	STATUS_CLEAN = 0,
	STATUS_FOUND = 1,
	STATUS_TROUBLE = 2,
	STATUS_INCOMPLETE = 3,
};

/**
 * struct command_option - one row
 * @letter: its short form, or 0
 * @argument: what follows, as --help names it, or NULL
 * @set: takes the argument, NULL where there is none; returns 0 or what fail()
 *	returned
 * @group: opens a heading of --help, or NULL
 * @help: with line ends where --help breaks the line
 */
struct command_option {
	const char *name;
	char letter;
	const char *argument;
	int (*set)(void *data, const char *value, char **ret_error);
	const char *group;
	const char *help;
};

/**
 * struct command - a program's
 * @name: behind "dmacheck"
 * @usage: what follows the name
 * @about: a sentence, with line end
 * @options: --help and --version are added to them
 * @ending: what --help ends with, with line end
 */
struct command {
	const char *name;
	const char *usage;
	const char *about;
	const struct command_option *options;
	size_t option_count;
	const char *ending;
};

/**
 * struct command_line - what was found besides options; borrowed from argv
 * @help, @version: asked for; then nothing else was checked
 */
struct command_line {
	bool help;
	bool version;
	char **words;
	size_t word_count;
};

/**
 * command_parse() - read a command line
 * @argv: sorted so that words come last
 * @data: for the rows' functions
 *
 * Return: 0, or -EINVAL where the usage is wrong.
 */
int command_parse(const struct command *command, int argc, char **argv, void *data,
		  struct command_line *ret_line, char **ret_error);

/**
 * command_answer() - what --help or --version asked for, on standard output
 *
 * Return: exit status.
 */
int command_answer(const struct command *command, const struct command_line *line);

/* command_usage() - a complaint about the words; always -EINVAL */
int command_usage(const struct command *command, const char *what, const char *word,
		  char **ret_error);

/**
 * command_complain() - say an error on standard error, as one line
 * @error: freed
 *
 * Return: STATUS_TROUBLE.
 */
int command_complain(const struct command *command, char *error);

/**
 * command_run() - run another program of dmacheck, and wait for it
 * @argv: [0] is its name, "dmacheck-finish" for instance
 * @ret_status: its exit status; -1: a signal ended it
 *
 * It is taken from the folder that DMACHECK_LIBEXEC names, or that this program
 * is in.
 * Return: 0, or a negative errno if it cannot be started.
 */
int command_run(char *const argv[], int *ret_status, char **ret_error);

/**
 * command_orphans() - bring traces that nobody completed into their database
 * @database: that is about to be read; it need not be there yet
 *
 * Complains on standard error where that fails: what is there can still be read.
 */
void command_orphans(const struct command *command, const char *database);

#endif
