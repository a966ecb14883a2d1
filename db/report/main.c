/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * main.c - the program behind "dmacheck report" and "dmacheck diff"
 *
 * Both read violations; the front door names the subcommand in argv[0],
 * "dmacheck-report" or "dmacheck-diff".
 */
#include "db/print/output.h"
#include "db/print/text.h"
#include "db/report/diff.h"
#include "db/report/request.h"

#include <stdlib.h>
#include <string.h>

static int print_report(const struct request *request, struct report *report, FILE *out)
{
	switch (request->format) {
	case FORMAT_JSON:
		return report_json(report, out);
	case FORMAT_SARIF:
		return report_sarif(report, out);
	case FORMAT_HTML:
		return report_html(report, out);
	default:
		return report_text(report, text_wants_color(request->output), out);
	}
}

/* Return: exit status, or a negative errno. */
static int report(const struct request *request, char **ret_error)
{
	const char *path = request->line.words[0];
	struct output output;
	struct report report;
	int code = output_open(request->output, &output, ret_error);

	if (code)
		return code;
	command_orphans(&report_command, path);
	code = report_load(path, &request->filter, &report, ret_error);
	if (code)
		output_discard(&output);
	else
		code = output_finish(&output, print_report(request, &report, output.stream),
				     ret_error);
	if (!code)
		code = report_status(&report, request->strict);
	report_release(&report);
	return code;
}

/* Return: exit status, or a negative errno. */
static int diff(const struct request *request, char **ret_error)
{
	char **paths = request->line.words;
	struct report reports[2] = { 0 };
	struct output output;
	int code = output_open(request->output, &output, ret_error);

	if (code)
		return code;
	for (int i = 0; !code && i < 2; i++) {
		command_orphans(&diff_command, paths[i]);
		code = report_load(paths[i], &request->filter, &reports[i], ret_error);
	}
	if (code)
		output_discard(&output);
	else
		code = output_finish(&output,
				     request->format == FORMAT_JSON ?
					     diff_json(&reports[0], &reports[1], output.stream) :
					     diff_text(&reports[0], &reports[1],
						       text_wants_color(request->output),
						       output.stream),
				     ret_error);
	report_release(&reports[0]);
	report_release(&reports[1]);
	return code;
}

int main(int argc, char **argv)
{
	const char *dash = argv[0] ? strrchr(argv[0], '-') : NULL;
	bool is_diff = dash && !strcmp(dash, "-diff");
	const struct command *command = is_diff ? &diff_command : &report_command;
	struct request request;
	char *error = NULL;
	int status = request_parse(command, argc, argv, &request, &error);

	if (!status && (request.line.help || request.line.version))
		status = command_answer(command, &request.line);
	else if (!status)
		status = is_diff ? diff(&request, &error) : report(&request, &error);
	request_release(&request);
	return status < 0 ? command_complain(command, error) : status;
}
