/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * request.h - what the user asked report or diff to do
 */
#ifndef DMACHECK_REPORT_REQUEST_H
#define DMACHECK_REPORT_REQUEST_H

#include "db/print/command.h"
#include "db/report/report.h"

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF, FORMAT_HTML, FORMAT_COUNT };

/**
 * struct request - a command line that made sense
 * @rules: flags that @filter.rules points to once a --rule was seen; owned
 * @output: of -o, or NULL
 * @paths: the databases; borrowed from argv
 */
struct request {
	struct report_filter filter;
	bool *rules;
	enum format format;
	bool strict;
	const char *output;
	struct command_line line;
};

extern const struct command report_command;
extern const struct command diff_command;

/**
 * request_parse() - read and check a command line
 * @command: one of the two
 * @ret_request: request_release() it, also on failure
 */
int request_parse(const struct command *command, int argc, char **argv,
		  struct request *ret_request, char **ret_error);
void request_release(struct request *request);

#endif
