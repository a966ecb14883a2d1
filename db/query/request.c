/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * request.c - what the user asked query to do
 */
#include "db/query/request.h"

#include "model/fail.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *const format_words[ANSWER_FORMATS] = { "text", "json", "csv" };

static int set_list(void *data, const char *value, char **ret_error)
{
	(void)value;
	(void)ret_error;
	((struct request *)data)->list = true;
	return 0;
}

static int set_sql(void *data, const char *value, char **ret_error)
{
	(void)ret_error;
	((struct request *)data)->sql = value;
	return 0;
}

static int set_run(void *data, const char *value, char **ret_error)
{
	struct request *request = data;
	char *end = (char *)value;

	errno = 0;
	if (isdigit((unsigned char)*end))
		request->first = request->last = strtoll(end, &end, 10);
	if (*end == '-' && isdigit((unsigned char)end[1]))
		request->last = strtoll(end + 1, &end, 10);
	if (*end || errno || end == value || request->last < request->first)
		return fail(ret_error, -EINVAL,
			    "--run: \"%s\" is not the number of a run, N, nor N-M", value);
	return 0;
}

static int set_format(void *data, const char *value, char **ret_error)
{
	for (int i = 0; i < ANSWER_FORMATS; i++) {
		if (strcmp(format_words[i], value))
			continue;
		((struct request *)data)->format = i;
		return 0;
	}
	return fail(ret_error, -EINVAL,
		    "--format: unknown format \"%s\"; use text, json or csv", value);
}

static int set_output(void *data, const char *value, char **ret_error)
{
	(void)ret_error;
	((struct request *)data)->output = value;
	return 0;
}

static const struct command_option options[] = {
	{ "list", 0, NULL, set_list, "What is asked",
	  "the queries: name, arguments, question, columns" },
	{ "sql", 0, "TEXT", set_sql, NULL, "a SELECT of your own, instead of NAME" },
	{ "run", 0, "N|N-M", set_run, NULL, "of these runs [all]; not with --sql" },
	{ "format", 0, "NAME", set_format, "Output", "text, json or csv [text]" },
	{ "output", 'o', "FILE", set_output, NULL,
	  "write FILE, whole or not at all [standard output]" },
};

const struct command query_command = {
	.name = "query",
	.usage = "[OPTION...] FILE.db [NAME [ARG...]]",
	.about = "Asks a database of runs a question; --list shows those that are known.\n",
	.options = options,
	.option_count = sizeof(options) / sizeof(*options),
	.ending = "Exit status: 0, or 2 for wrong usage or input.\n",
};

static const struct canned *canned_find(const char *name)
{
	for (size_t i = 0; i < canned_count; i++)
		if (!strcmp(canned[i].name, name))
			return &canned[i];
	return NULL;
}

/* FILE.db [NAME [ARG...]], with --sql FILE.db [ARG...], with --list nothing. */
static int take_words(struct request *request, char **ret_error)
{
	char **words = request->line.words;
	size_t count = request->line.word_count;

	if (request->list)
		return 0;
	if (!count)
		return command_usage(&query_command, "name a database", "", ret_error);
	request->database = *words;
	if (!request->sql && count == 1) {
		request->list = true;
		return 0;
	}
	if (!request->sql)
		request->canned = canned_find(words[1]);
	if (!request->sql && !request->canned)
		return fail(ret_error, -EINVAL,
			    "no query is called \"%s\"; \"dmacheck query --list\" shows them",
			    words[1]);
	request->values = words + (request->sql ? 1 : 2);
	request->value_count = count - (request->sql ? 1 : 2);
	return 0;
}

int request_parse(int argc, char **argv, struct request *ret_request, char **ret_error)
{
	struct request *request = ret_request;
	int code;

	*request = (struct request){ .first = INT64_MIN, .last = INT64_MAX };
	code = command_parse(&query_command, argc, argv, request, &request->line, ret_error);
	if (code || request->line.help || request->line.version)
		return code;
	return take_words(request, ret_error);
}

/* Decimal, or hex of up to 64 bits, as SQLite stores addresses. Return: whether it is. */
static bool number_read(const char *text, const char **ret_end, int64_t *ret_number)
{
	const char *digits = text + (*text == '-' || *text == '+');
	bool hex = digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
	char *end;

	if (!isdigit((unsigned char)*digits))
		return false;
	errno = 0;
	*ret_number = hex ? (int64_t)strtoull(text, &end, 16) : strtoll(text, &end, 10);
	*ret_end = end;
	return !errno && (!hex || end > digits + 2);
}

/* ns, or a number, also with a fraction, and its unit. */
static bool time_read(const char *text, int64_t *ret_time)
{
	static const struct {
		const char *unit;
		double ns;
	} units[] = { { "ns", 1 }, { "us", 1e3 }, { "ms", 1e6 }, { "s", 1e9 } };
	const char *end;
	double number;
	char *unit;

	if (number_read(text, &end, ret_time) && !*end)
		return true;
	number = strtod(text, &unit);
	if (unit == text || !isdigit((unsigned char)*text))
		return false;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (strcmp(unit, units[i].unit) || number * units[i].ns >= 9e18)
			continue;
		*ret_time = (int64_t)(number * units[i].ns + 0.5);
		return true;
	}
	return false;
}

static int bind_argument(struct store_query *query, int place, const struct argument *argument,
			 const char *value, char **ret_error)
{
	const char *end = "";
	int64_t number;

	if (argument->kind == ARGUMENT_TEXT)
		return store_query_text(query, place, value);
	if (argument->kind == ARGUMENT_TIME ? !time_read(value, &number) :
					      !number_read(value, &end, &number) || *end)
		return fail(ret_error, -EINVAL, "%s: \"%s\" is no %s; it is %s", argument->name,
			    value, argument->kind == ARGUMENT_TIME ?
					   "time such as 1500, 1.5us or 20ms" : "number",
			    argument->help);
	return store_query_number(query, place, number);
}

/* What the user gave for an argument, or what it is by itself. */
static int bind_named(const struct request *request, struct store_query *query, int place,
		      const char *name, char **ret_error)
{
	const struct canned *asked = request->canned;

	for (size_t i = 0; i < asked->argument_count; i++) {
		const struct argument *argument = &asked->arguments[i];

		if (!strcmp(argument->name, name))
			return bind_argument(query, place, argument,
					     i < request->value_count ? request->values[i] :
									argument->fallback,
					     ret_error);
	}
	return store_query_number(query, place,
				  strcmp(name, "first") ? request->last : request->first);
}

static int check_count(const struct request *request, char **ret_error)
{
	const struct canned *asked = request->canned;
	size_t count = request->value_count;

	if (count > asked->argument_count)
		return command_usage(&query_command, "unexpected ",
				     request->values[asked->argument_count], ret_error);
	if (count < asked->argument_count && !asked->arguments[count].fallback)
		return fail(ret_error, -EINVAL, "%s needs %s: %s", asked->name,
			    asked->arguments[count].name, asked->arguments[count].help);
	return 0;
}

static int bind_canned(const struct request *request, struct store_query *query,
		       char **ret_error)
{
	int code = check_count(request, ret_error);

	for (int i = 1; !code && i <= store_query_parameters(query); i++)
		code = bind_named(request, query, i, store_query_parameter(query, i), ret_error);
	return code;
}

/* Of the user's own question: numbers where they are some, else text. */
static int bind_user(const struct request *request, struct store_query *query,
		     char **ret_error)
{
	size_t wanted = (size_t)store_query_parameters(query);
	int code = 0;

	if (request->value_count != wanted)
		return fail(ret_error, -EINVAL,
			    "the query takes %zu values, %zu were given behind the database",
			    wanted, request->value_count);
	for (size_t i = 0; !code && i < wanted; i++) {
		const char *value = request->values[i], *end;
		int64_t number;

		code = number_read(value, &end, &number) && !*end ?
		       store_query_number(query, (int)i + 1, number) :
		       store_query_text(query, (int)i + 1, value);
	}
	return code;
}

int request_bind(const struct request *request, struct store_query *query, char **ret_error)
{
	return request->canned ? bind_canned(request, query, ret_error) :
				 bind_user(request, query, ret_error);
}
