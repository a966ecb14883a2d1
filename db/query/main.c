/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * main.c - the program of `dmacheck query`: a question in, rows out
 */
#include "db/print/output.h"
#include "db/query/list.h"
#include "db/query/request.h"

#include <stdlib.h>

static int open_query(const struct request *request, struct store_reader *reader,
		      struct store_query **ret_query, char **ret_error)
{
	struct store_query *query;
	int code = request->canned ?
		   store_query_open(reader, request->canned->sql, &query, ret_error) :
		   store_query_user(reader, request->sql, &query, ret_error);

	if (code)
		return code;
	code = request_bind(request, query, ret_error);
	if (code)
		store_query_close(query);
	else
		*ret_query = query;
	return code;
}

static int ask(const struct request *request, struct store_reader *reader, FILE *out,
	       char **ret_error)
{
	const struct answer_style style = {
		.format = request->format,
		.color = text_wants_color(request->output),
		.name = request->canned ? request->canned->name : NULL,
		.question = request->canned ? request->canned->question : NULL,
	};
	struct store_query *query;
	int code = open_query(request, reader, &query, ret_error);

	if (code)
		return code;
	code = answer_print(query, &style, out, ret_error);
	store_query_close(query);
	return code;
}

static int answer(const struct request *request, FILE *out, char **ret_error)
{
	struct store_reader *reader;
	int code;

	if (request->list)
		return list_print(request->format, out);
	command_orphans(&query_command, request->database);
	code = store_read_open(request->database, &reader, ret_error);
	if (code)
		return code;
	code = ask(request, reader, out, ret_error);
	store_read_close(reader);
	return code;
}

static int run(const struct request *request, char **ret_error)
{
	struct output output;
	int code = output_open(request->output, &output, ret_error);

	if (code)
		return code;
	code = answer(request, output.stream, ret_error);
	/* what has been worded is not for output_finish() to word again */
	if (!*ret_error)
		return output_finish(&output, code, ret_error);
	output_discard(&output);
	return code;
}

int main(int argc, char **argv)
{
	struct request request;
	char *error = NULL;
	int code = request_parse(argc, argv, &request, &error);

	if (!code && (request.line.help || request.line.version))
		return command_answer(&query_command, &request.line);
	if (!code)
		code = run(&request, &error);
	return code ? command_complain(&query_command, error) : STATUS_CLEAN;
}
