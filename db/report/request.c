/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * request.c - what the user asked report or diff to do
 */
#include "db/report/request.h"

#include "model/fail.h"
#include "model/memory.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *const format_words[FORMAT_COUNT] = { "text", "json", "sarif", "html" };

/* A number from 1 at *@text, which moves behind it. Return: 0 if there is none. */
static int64_t number_read(const char **text)
{
	long long number;
	char *end;

	if (!isdigit((unsigned char)**text))
		return 0;
	errno = 0;
	number = strtoll(*text, &end, 10);
	*text = end;
	return errno ? 0 : number;
}

static int set_run(void *data, const char *value, char **ret_error)
{
	struct report_filter *filter = &((struct request *)data)->filter;
	const char *at = value;

	filter->first = filter->last = number_read(&at);
	if (*at == '-') {
		at++;
		filter->last = number_read(&at);
	}
	if (*at || !filter->first || filter->last < filter->first)
		return fail(ret_error, -EINVAL,
			    "--run: \"%s\" is not the number of a run, N, nor N-M", value);
	return 0;
}

static int set_rule(void *data, const char *value, char **ret_error)
{
	struct request *request = data;

	if (!request->rules)
		request->rules = memory_array(rule_count, sizeof(*request->rules));
	request->filter.rules = request->rules;
	return rules_select(value, request->rules, ret_error);
}

static int set_confidence(void *data, const char *value, char **ret_error)
{
	struct request *request = data;

	if (confidence_parse(value, &request->filter.least))
		return fail(ret_error, -EINVAL,
			    "--confidence: unknown level \"%s\"; use high, medium or low",
			    value);
	return 0;
}

static int set_strict(void *data, const char *value, char **ret_error)
{
	(void)value;
	(void)ret_error;
	((struct request *)data)->strict = true;
	return 0;
}

static int format_find(const char *word, int count)
{
	for (int i = 0; i < count; i++)
		if (!strcmp(format_words[i], word))
			return i;
	return -1;
}

static int set_format(void *data, const char *value, char **ret_error)
{
	int format = format_find(value, FORMAT_COUNT);

	if (format < 0)
		return fail(ret_error, -EINVAL,
			    "--format: unknown format \"%s\"; use text, json, sarif or html",
			    value);
	((struct request *)data)->format = format;
	((struct request *)data)->filter.timelines = format == FORMAT_HTML;
	return 0;
}

static int set_diff_format(void *data, const char *value, char **ret_error)
{
	int format = format_find(value, FORMAT_JSON + 1);

	if (format < 0)
		return fail(ret_error, -EINVAL,
			    "--format: unknown format \"%s\"; use text or json", value);
	((struct request *)data)->format = format;
	return 0;
}

static int set_output(void *data, const char *value, char **ret_error)
{
	(void)ret_error;
	((struct request *)data)->output = value;
	return 0;
}

#define OPTION_RULE \
	{ "rule", 0, "LIST", set_rule, NULL, \
	  "rules and groups to show, -NAME leaves out [all]" }
#define OPTION_CONFIDENCE \
	{ "confidence", 0, "LEVEL", set_confidence, NULL, \
	  "the least to show: high, medium, low [medium]" }
#define OPTION_OUTPUT \
	{ "output", 'o', "FILE", set_output, NULL, \
	  "write FILE, whole or not at all [standard output]" }

static const struct command_option report_options[] = {
	{ "run", 0, "N|N-M", set_run, "What is shown",
	  "these runs [all of traced programs]" },
	OPTION_RULE,
	OPTION_CONFIDENCE,
	{ "strict", 0, NULL, set_strict, NULL,
	  "exit 3 if something is inconclusive or lost" },
	{ "format", 0, "NAME", set_format, "Output", "text, json, sarif or html [text]" },
	OPTION_OUTPUT,
};

static const struct command_option diff_options[] = {
	{ "rule", 0, "LIST", set_rule, "What is shown",
	  "rules and groups to compare, -NAME leaves out [all]" },
	OPTION_CONFIDENCE,
	{ "format", 0, "NAME", set_diff_format, "Output", "text or json [text]" },
	OPTION_OUTPUT,
};

const struct command report_command = {
	.name = "report",
	.usage = "[OPTION...] FILE.db",
	.about = "Prints the violations that traced runs left in a database.\n",
	.options = report_options,
	.option_count = sizeof(report_options) / sizeof(*report_options),
	.ending = "Exit status: 0 nothing found, 1 violations or crashes, 2 wrong usage or input,\n"
		  "3 see --strict.\n",
};

const struct command diff_command = {
	.name = "diff",
	.usage = "[OPTION...] OLD.db NEW.db",
	.about = "Compares the violations of two databases: new, fixed, still there.\n",
	.options = diff_options,
	.option_count = sizeof(diff_options) / sizeof(*diff_options),
	.ending = "Exit status: 0, or 2 for wrong usage or input.\n",
};

static int check_words(const struct command *command, const struct command_line *line,
		       char **ret_error)
{
	size_t wanted = command == &diff_command ? 2 : 1;

	if (line->help || line->version)
		return 0;
	if (line->word_count < wanted)
		return command_usage(command, wanted == 2 ? "name two databases" :
							    "name a database",
				     "", ret_error);
	if (line->word_count > wanted)
		return command_usage(command, "unexpected ", line->words[wanted], ret_error);
	return 0;
}

int request_parse(const struct command *command, int argc, char **argv,
		  struct request *ret_request, char **ret_error)
{
	int code;

	*ret_request = (struct request){ .filter.least = CONFIDENCE_MEDIUM };
	code = command_parse(command, argc, argv, ret_request, &ret_request->line, ret_error);
	return code ? code : check_words(command, &ret_request->line, ret_error);
}

void request_release(struct request *request)
{
	free(request->rules);
}
