/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * request.h - what the user asked query to do
 */
#ifndef DMACHECK_QUERY_REQUEST_H
#define DMACHECK_QUERY_REQUEST_H

#include "db/print/command.h"
#include "db/query/answer.h"
#include "db/query/canned.h"

#include <stdint.h>

/**
 * struct request - a command line that made sense
 * @list: the queries, no answer
 * @database: NULL: only where @list
 * @canned: or @sql: what is asked
 * @values: the arguments, borrowed from argv
 * @first, @last: the runs asked for
 */
struct request {
	bool list;
	const char *database;
	const struct canned *canned;
	const char *sql;
	char **values;
	size_t value_count;
	int64_t first;
	int64_t last;
	enum answer_format format;
	const char *output;
	struct command_line line;
};

extern const struct command query_command;

int request_parse(int argc, char **argv, struct request *ret_request, char **ret_error);

/**
 * request_bind() - give a query its arguments, and the runs
 *
 * Return: 0, or -EINVAL where there are too few, too many, or one makes no sense.
 */
int request_bind(const struct request *request, struct store_query *query,
		 char **ret_error);

#endif
